import assert from 'node:assert/strict';
import type { Asset } from '../../../../src/api/asset';
import {
  changesSince,
  isDue,
  isQuiet,
  quarantinedFiles,
} from '../../../../src/core/publication/due';
import type { PublicationOutcome } from '../../../../src/core/publication/publication';
import {
  beginningLines,
  endedLine,
  isInterrupted,
  openTargets,
  parsePublication,
  PublicationUnreadable,
  sendingLine,
  type PublicationHeader,
  type PublicationRecord,
} from '../../../../src/core/publication/publicationRecord';
import { isUndone } from '../../../../src/core/publication/undone';
import { asset } from '../../../support/deletion/targets';

const tagged = { tags: ['cleanup'], updatedAt: '2026-11-29T10:00:00.000Z', isPublished: false };

function header(id: string, more: Partial<PublicationHeader> = {}): PublicationHeader {
  return {
    publicationId: id,
    account: { id: 'a', name: 'acme' },
    createdAt: `2026-11-29T10:00:0${id}.000Z`,
    change: { isPublished: false, withVersions: true, tag: { change: 'add', name: 'cleanup' } },
    quarantine: { dueAt: '2026-12-29T10:00:00.000Z', folder: '/backups', withVersions: true },
    ...more,
  };
}

function done(file: Asset): PublicationOutcome {
  const { filePath: path, versionId, size, updatedAt, tags } = { ...file, ...tagged };
  return { kind: 'done', after: { path, versionId, size, updatedAt, tags }, olderBefore: 0 };
}

/** A record as it is written and read. */
function record(
  head: PublicationHeader,
  files: readonly Asset[],
  outcomes: readonly (PublicationOutcome | undefined)[] = files.map(done),
): PublicationRecord {
  const targets = files.map((each) => ({ asset: each, olderVersions: 0 }));
  const lines = files.map(({ fileId }, at) => {
    const outcome = outcomes[at];
    const sent = sendingLine(fileId, 'publish', Date.parse('2026-11-29T10:00:00.000Z'));
    return outcome ? sent + endedLine(fileId, outcome) : sent;
  });
  return parsePublication(beginningLines(head, targets) + lines.join(''));
}

const publishAgain = (id: string, undoes: string): PublicationHeader =>
  header(id, {
    change: { isPublished: true, withVersions: true },
    quarantine: undefined,
    undoes,
  });

suite('what waits in a quarantine', () => {
  const files = [asset('a'), asset('b'), asset('c')];

  test('is what was done and not taken back, each file once', () => {
    const [a, b, c] = files;
    assert.ok(a && b && c);
    const first = record(header('1'), files);
    const idsOf = (records: readonly PublicationRecord[], account = 'a') =>
      quarantinedFiles(records, account).map(({ target }) => target.asset.fileId);
    assert.deepEqual(idsOf([first]), ['a', 'b', 'c']);
    assert.deepEqual(idsOf([first], 'another'), []);
    const undo = record(publishAgain('2', '1'), [a, b], [done(a), { kind: 'notDone' }]);
    assert.deepEqual(idsOf([undo, first]), ['b', 'c']);
    assert.equal(isUndone(first, [undo, first]), false);
    const rest = record(publishAgain('3', '1'), [b, c], [{ kind: 'already' }, { kind: 'gone' }]);
    assert.equal(isUndone(first, [rest, undo, first]), true);
    const again = record(header('4'), [a]);
    const [only, another] = quarantinedFiles([again, rest, undo, first], 'a');
    assert.equal(only?.quarantinedAt, again.header.createdAt);
    assert.equal(another, undefined);
    const plain = record(header('5', { quarantine: undefined }), files);
    assert.deepEqual(idsOf([plain]), []);
  });

  test('is due on its day, and not before', () => {
    const dueAt = '2026-12-29T10:00:00.000Z';
    assert.equal(isDue({ dueAt }, Date.parse(dueAt) - 1), false);
    assert.equal(isDue({ dueAt }, Date.parse(dueAt)), true);
  });

  test('is unchanged after our own tag, and changed by what others do after that', () => {
    const [a] = files;
    assert.ok(a);
    const [file] = quarantinedFiles([record(header('1'), [a])], 'a');
    assert.ok(file);
    const now = { ...a, ...tagged };
    assert.deepEqual(changesSince(file, now), []);
    assert.deepEqual(changesSince(file, { ...now, tags: ['keep', 'cleanup'] }), ['tags']);
    assert.deepEqual(changesSince(file, { ...now, isPublished: true, updatedAt: 'later' }), [
      'published',
    ]);
    assert.deepEqual(changesSince(file, { ...now, versionId: 'v', size: 1, filePath: '/x' }), [
      'path',
      'version',
      'size',
    ]);
    assert.deepEqual(changesSince(file, { ...now, updatedAt: 'later' }), ['date']);
  });

  test('is chosen at first only where a search, the traffic and the file say nothing else', () => {
    const usage = { references: [], hints: [] };
    const quiet = { changes: [], usage, requests: 0 };
    assert.equal(isQuiet(quiet), true);
    assert.equal(isQuiet({ ...quiet, requests: undefined }), true);
    assert.equal(isQuiet({ ...quiet, usage: undefined }), false, 'nothing was searched');
    assert.equal(isQuiet({ ...quiet, requests: 1 }), false);
    assert.equal(isQuiet({ ...quiet, changes: ['tags'] }), false);
    assert.equal(isQuiet({ ...quiet, usage: { ...usage, references: [1] } }), false);
    assert.equal(isQuiet({ ...quiet, usage: { ...usage, hints: [1] } }), false);
  });
});

suite('the record of a publication', () => {
  const files = [asset('a'), asset('b')];

  test('goes on with what has no end, or one that may be another', () => {
    const [a, b] = files;
    assert.ok(a && b);
    const stopped = record(header('1'), files, [done(a), undefined]);
    assert.equal(isInterrupted(stopped), true);
    assert.deepEqual(
      openTargets(stopped).map(({ asset: { fileId } }) => fileId),
      ['b'],
    );
    assert.deepEqual([...stopped.sent], ['a', 'b']);
    assert.equal(stopped.sentAt.length, 2);
    const ended = record(header('1'), files, [{ kind: 'notDone' }, { kind: 'gone' }]);
    assert.equal(isInterrupted(ended), false);
    assert.equal(openTargets(ended).length, 1);
  });

  test('forgets a torn end, and refuses what is not ours', () => {
    const [a] = files;
    assert.ok(a);
    const lines = beginningLines(header('1'), [{ asset: a, olderVersions: undefined }]);
    assert.equal(parsePublication(`${lines}{"ended":{"fil`).outcomes.size, 0);
    assert.equal(parsePublication(lines.split('\n').slice(0, 2).join('\n')).hasBegun, false);
    assert.throws(() => parsePublication(`${lines}{"what":1}\n`), PublicationUnreadable);
    assert.throws(() => parsePublication(''), PublicationUnreadable);
    assert.throws(() => parsePublication(lines + lines), PublicationUnreadable);
  });
});
