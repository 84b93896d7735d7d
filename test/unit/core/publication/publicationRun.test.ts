import assert from 'node:assert/strict';
import type { AssetRecord, VersionRecord } from '../../../../src/api/recovery/assetRecord';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import type { PublicationChange } from '../../../../src/core/publication/publication';
import {
  runPublication,
  type PublicationOptions,
} from '../../../../src/core/publication/publicationRun';
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
const lost: ApiFailure = { ...failure, kind: 'server', mayHaveActed: 'maybe' };
const gone: ApiFailure = { ...failure, kind: 'notFound', missingFileIds: [] };

/** What the next change of a file does. */
type Fault = 'refused' | 'lost' | 'lostAfter' | 'nothing';

interface ModelFile {
  isPublished: boolean;
  /** Of the older versions. */
  older: boolean[];
  tags: string[];
  versionId: string;
  writes: number;
}

class Library {
  readonly files = new Map<string, ModelFile>();
  readonly log: string[] = [];
  readonly faults = new Map<string, Fault>();
  readonly tagFaults = new Map<string, Fault>();
  readonly stop = new AbortController();

  constructor(...names: readonly string[]) {
    for (const name of names) {
      this.files.set(name, {
        isPublished: true,
        older: [true],
        tags: [],
        versionId: 'v1',
        writes: 0,
      });
    }
  }

  file(fileId: string): ModelFile {
    const file = this.files.get(fileId);
    if (!file) throw new ApiError(gone, 'GET');
    return file;
  }

  record(fileId: string): AssetRecord {
    const { isPublished, tags, versionId, writes } = this.file(fileId);
    const updatedAt = `2026-01-01T00:00:0${writes}.000Z`;
    return {
      ...asset(fileId, { filePath: `/${fileId}`, versionId, isPublished, tags, updatedAt }),
      customMetadata: {},
      customCoordinates: undefined,
      description: undefined,
    };
  }

  private change(fault: Fault | undefined, apply: () => void): Promise<void> {
    if (fault === 'refused') return Promise.reject(new ApiError(failure, 'PATCH'));
    if (fault === undefined || fault === 'lostAfter') apply();
    const isLost = fault === 'lost' || fault === 'lostAfter';
    return isLost ? Promise.reject(new ApiError(lost, 'PATCH')) : Promise.resolve();
  }

  async run(
    names: readonly string[],
    change: Partial<PublicationChange> = {},
    more: Partial<PublicationOptions> = {},
  ) {
    const targets = names.map((fileId) => ({
      asset: asset(fileId, { filePath: `/${fileId}`, versionId: 'v1' }),
      olderVersions: 1,
    }));
    const ends: string[] = [];
    const outcomes = runPublication(targets, {
      client: {
        details: async (fileId) => Promise.resolve().then(() => this.record(fileId)),
        versionRecords: async (fileId) => {
          await Promise.resolve();
          const { older, isPublished } = this.file(fileId);
          const row = (versionId: string, published: boolean): VersionRecord => ({
            ...this.record(fileId),
            type: 'file-version',
            versionId,
            isPublished: published,
          });
          return [row('v1', isPublished), ...older.map((each, at) => row(`old${at}`, each))];
        },
        setPublished: (fileId, isPublished, withVersions) => {
          this.log.push(`${isPublished ? 'publish' : 'unpublish'} ${fileId}`);
          return this.change(this.faults.get(fileId), () => {
            const file = this.file(fileId);
            file.isPublished = isPublished;
            file.writes += 1;
            if (withVersions) file.older = file.older.map(() => isPublished);
          });
        },
        changeTag: (kind, fileId, tag) => {
          this.log.push(`${kind} ${tag} ${fileId}`);
          return this.change(this.tagFaults.get(fileId), () => {
            const file = this.file(fileId);
            file.writes += 1;
            file.tags = file.tags.filter((each) => each !== tag);
            if (kind === 'add') file.tags.push(tag);
          });
        },
      },
      change: { isPublished: false, withVersions: false, ...change },
      journal: {
        sending: (fileId, request) => {
          this.log.push(`write ${request} ${fileId}`);
          return Promise.resolve();
        },
        ended: () => Promise.resolve(),
      },
      signal: this.stop.signal,
      ...more,
    });
    for await (const { outcome } of outcomes) ends.push(outcome.kind);
    return ends;
  }

  get sent(): readonly string[] {
    return this.log.filter((line) => !line.startsWith('write '));
  }
}

suite('unpublishing and publishing files', () => {
  test('is done when a look shows it, and sends nothing where it is so already', async () => {
    const library = new Library('a', 'b');
    library.file('b').isPublished = false;
    assert.deepEqual(await library.run(['a', 'b']), ['done', 'already']);
    assert.deepEqual(library.sent, ['unpublish a']);
    assert.deepEqual(await library.run(['a'], { isPublished: true }), ['done']);
  });

  test('is not done by an answer that changed nothing, and such a file is not tagged', async () => {
    const library = new Library('a');
    library.faults.set('a', 'nothing');
    const tag = { change: 'add', name: 'cleanup' } as const;
    assert.deepEqual(await library.run(['a'], { tag }), ['notDone']);
    assert.deepEqual(library.sent, ['unpublish a']);
    assert.deepEqual(library.file('a').tags, []);
  });

  test('counts all versions where they are included', async () => {
    const library = new Library('a', 'b');
    library.file('a').isPublished = false;
    assert.deepEqual(await library.run(['a', 'b'], { withVersions: true }), ['done', 'done']);
    assert.deepEqual(library.file('a').older, [false]);
    assert.deepEqual(await library.run(['a', 'b'], { withVersions: true }), ['already', 'already']);
    assert.equal(library.sent.length, 2);
  });

  test('writes each request down before it is sent', async () => {
    const library = new Library('a');
    await library.run(['a'], { tag: { change: 'add', name: 't' } });
    assert.deepEqual(library.log, ['write publish a', 'unpublish a', 'write tag a', 'add t a']);
    const other = new Library('a');
    const journal = {
      sending: () => Promise.reject(new Error('disk')),
      ended: () => Promise.resolve(),
    };
    await assert.rejects(other.run(['a'], {}, { journal }), /disk/);
    assert.deepEqual(other.sent, []);
  });

  test('says that a file is unpublished and not tagged', async () => {
    const library = new Library('a', 'b', 'c');
    library.tagFaults.set('a', 'refused').set('b', 'nothing').set('c', 'lostAfter');
    const tag = { change: 'add', name: 't' } as const;
    assert.deepEqual(await library.run(['a', 'b', 'c'], { tag }), ['untagged', 'untagged', 'done']);
  });

  test('ends at the first refusal: the account’s plan lacks it', async () => {
    const library = new Library('a', 'b', 'c');
    library.faults.set('a', 'refused');
    assert.deepEqual(await library.run(['a', 'b', 'c']), [
      'failed',
      'notAttempted',
      'notAttempted',
    ]);
    assert.deepEqual(library.sent, ['unpublish a']);
  });

  test('goes on behind a refusal of a later one', async () => {
    const library = new Library('a', 'b', 'c');
    library.faults.set('b', 'refused');
    assert.deepEqual(await library.run(['a', 'b', 'c']), ['done', 'failed', 'done']);
  });

  test('looks up what a lost answer has done', async () => {
    const library = new Library('a', 'b');
    library.faults.set('a', 'lostAfter').set('b', 'lost');
    assert.deepEqual(await library.run(['a', 'b']), ['done', 'unknown']);
  });

  test('leaves alone what has changed, is gone or is protected now', async () => {
    const library = new Library('a', 'c', 'd');
    library.file('a').versionId = 'v2';
    library.file('d').tags.push('keep');
    const guard = ({ tags }: AssetRecord) =>
      tags.includes('keep') ? ({ kind: 'protectedTag', tag: 'keep' } as const) : undefined;
    const ends = await library.run(['a', 'b', 'c', 'd'], {}, { guard });
    assert.deepEqual(ends, ['changed', 'gone', 'done', 'kept']);
    assert.deepEqual(library.sent, ['unpublish c']);
  });

  test('sends nothing for what is not backed up', async () => {
    const library = new Library('a', 'b');
    const ends = await library.run(
      ['a', 'b'],
      {},
      {
        ensure: ({ asset: { fileId } }) =>
          Promise.resolve(fileId === 'a' ? { kind: 'empty' } : undefined),
      },
    );
    assert.deepEqual(ends, ['notBackedUp', 'done']);
    assert.deepEqual(library.sent, ['unpublish b']);
  });

  test('sends nothing after Cancel', async () => {
    const library = new Library('a', 'b');
    const journal = {
      sending: () => Promise.resolve(),
      ended: () => {
        library.stop.abort();
        return Promise.resolve();
      },
    };
    assert.deepEqual(await library.run(['a', 'b'], {}, { journal }), ['done', 'notAttempted']);
    assert.deepEqual(library.sent, ['unpublish a']);
  });

  test('takes its own traces for no change when it goes on', async () => {
    const library = new Library('a');
    library.file('a').isPublished = false;
    const guard = () => ({ kind: 'tooYoung', minAgeHours: 24 }) as const;
    const tag = { change: 'add', name: 't' } as const;
    const options = { guard, inDoubt: new Set(['a']) };
    assert.deepEqual(await library.run(['a'], { tag }, options), ['done']);
    assert.deepEqual(library.sent, ['add t a']);
  });
});
