import assert from 'node:assert/strict';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import type { AssetRecord } from '../../../../src/api/assetRecord';
import {
  runPublication,
  type PublicationOptions,
  type PublicationTarget,
} from '../../../../src/core/recovery/publication';
import { asset } from '../../../support/deletion/targets';

const failure: ApiFailure & { kind: 'rejected' } = {
  kind: 'rejected',
  message: 'Your plan does not include this.',
  status: 400,
  requestId: undefined,
  mayHaveActed: 'no',
  reason: undefined,
  maxItems: undefined,
};
const lost: ApiFailure = { ...failure, kind: 'unreachable', mayHaveActed: 'maybe' };
const gone: ApiFailure = { ...failure, kind: 'notFound', missingFileIds: [] };

class Library {
  readonly published = new Map<string, boolean>();
  readonly sent: string[] = [];
  /** What the next changes do, by the file. */
  readonly changes = new Map<string, 'refused' | 'lost' | 'lostAfter' | 'nothing'>();
  readonly versions = new Map<string, string>();
  readonly stop = new AbortController();

  constructor(...names: readonly string[]) {
    for (const name of names) this.published.set(name, true);
  }

  record(fileId: string): AssetRecord {
    const isPublished = this.published.get(fileId);
    if (isPublished === undefined) throw new ApiError(gone, 'GET');
    const versionId = this.versions.get(fileId) ?? 'v1';
    return {
      ...asset(fileId, { filePath: `/${fileId}`, versionId, isPublished }),
      customMetadata: {},
      customCoordinates: undefined,
      description: undefined,
    };
  }

  async run(names: readonly string[], more: Partial<PublicationOptions> = {}) {
    const targets = names.map((fileId): PublicationTarget => ({
      fileId,
      path: `/${fileId}`,
      versionId: 'v1',
    }));
    const ends: string[] = [];
    const options: PublicationOptions = {
      client: {
        details: (fileId) => Promise.resolve().then(() => this.record(fileId)),
        setPublished: (fileId, isPublished) => {
          this.sent.push(fileId);
          const change = this.changes.get(fileId);
          if (change === 'refused') return Promise.reject(new ApiError(failure, 'PATCH'));
          if (change === undefined || change === 'lostAfter')
            this.published.set(fileId, isPublished);
          const isLost = change === 'lost' || change === 'lostAfter';
          return isLost ? Promise.reject(new ApiError(lost, 'PATCH')) : Promise.resolve();
        },
      },
      isPublished: false,
      withVersions: false,
      before: () => Promise.resolve(),
      after: () => Promise.resolve(),
      signal: this.stop.signal,
      ...more,
    };
    for await (const { outcome } of runPublication(targets, options)) ends.push(outcome.kind);
    return ends;
  }
}

suite('unpublishing and publishing', () => {
  test('is done when a look shows it, and sends nothing where it is so already', async () => {
    const library = new Library('a', 'b');
    library.published.set('b', false);
    assert.deepEqual(await library.run(['a', 'b']), ['done', 'already']);
    assert.deepEqual(library.sent, ['a']);
    assert.deepEqual(await library.run(['a'], { isPublished: true }), ['done']);
  });

  test('is not done by an answer that changed nothing', async () => {
    const library = new Library('a');
    library.changes.set('a', 'nothing');
    assert.deepEqual(await library.run(['a']), ['notDone']);
  });

  test('ends at the first refusal: the account’s plan lacks it', async () => {
    const library = new Library('a', 'b', 'c');
    library.changes.set('a', 'refused');
    assert.deepEqual(await library.run(['a', 'b', 'c']), [
      'failed',
      'notAttempted',
      'notAttempted',
    ]);
    assert.deepEqual(library.sent, ['a']);
  });

  test('goes on behind a refusal of a later one', async () => {
    const library = new Library('a', 'b', 'c');
    library.changes.set('b', 'refused');
    assert.deepEqual(await library.run(['a', 'b', 'c']), ['done', 'failed', 'done']);
  });

  test('looks up what a lost answer has done', async () => {
    const library = new Library('a', 'b');
    library.changes.set('a', 'lostAfter');
    library.changes.set('b', 'lost');
    assert.deepEqual(await library.run(['a', 'b']), ['done', 'unknown']);
  });

  test('leaves alone what has changed or is gone', async () => {
    const library = new Library('a', 'c');
    library.versions.set('a', 'v2');
    assert.deepEqual(await library.run(['a', 'b', 'c']), ['changed', 'gone', 'done']);
    assert.deepEqual(library.sent, ['c']);
  });

  test('sends nothing after Cancel, nor before what has to be safe', async () => {
    const library = new Library('a', 'b');
    const stop = () => {
      library.stop.abort();
      return Promise.resolve();
    };
    assert.deepEqual(await library.run(['a', 'b'], { after: stop }), ['done', 'notAttempted']);
    const other = new Library('a');
    const before = () => Promise.reject(new Error('no backup'));
    await assert.rejects(other.run(['a'], { before }), /no backup/);
    assert.deepEqual(other.sent, []);
  });
});
