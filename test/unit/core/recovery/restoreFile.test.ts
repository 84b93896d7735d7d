import assert from 'node:assert/strict';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import type { AssetRecord } from '../../../../src/api/recovery/assetRecord';
import type { BackedUpFile } from '../../../../src/core/recovery/backup';
import {
  nothingSent,
  openKeys,
  parseRestore,
  restoreLine,
  type FileProgress,
  type RestoreLine,
} from '../../../../src/core/recovery/restore';
import {
  restoreFile,
  type RestoreClient,
  type RestoreOptions,
  type RestoreUpload,
} from '../../../../src/core/recovery/restoreFile';
import { pathParts, uploadPath } from '../../../../src/core/recovery/uploadPath';

interface Stored {
  readonly fileId: string;
  path: string;
  readonly versions: {
    readonly versionId: string;
    readonly bytes: string;
    readonly size: number;
  }[];
  readonly upload: RestoreUpload;
}

/** A library that takes uploads as ImageKit does, and sometimes loses its answers. */
class Library implements RestoreClient {
  readonly files = new Map<string, Stored>();
  readonly folders = new Set(['/']);
  readonly uploads: RestoreUpload[] = [];
  readonly lines: string[] = [];
  /** For the next uploads: fails before or after the work, or lets it through. */
  readonly faults: ('before' | 'after' | 'busy' | 'refused' | undefined)[] = [];
  #next = 1;

  add(path: string, size = 9): Stored {
    const fileId = `old${this.#next++}`;
    const upload = { bytes: '', path, asVersion: false, tags: [], customMetadata: {} };
    const rest = { customCoordinates: undefined, description: undefined, isPrivate: false };
    const stored: Stored = {
      fileId,
      path,
      versions: [{ versionId: fileId, bytes: 'old', size }],
      upload: { ...upload, ...rest },
    };
    this.files.set(fileId, stored);
    return stored;
  }

  at(path: string): Stored | undefined {
    return [...this.files.values()].find((file) => file.path === path);
  }

  async upload(upload: RestoreUpload) {
    await Promise.resolve();
    const fault = this.faults.shift();
    if (fault === 'before') throw lostAnswer();
    if (fault === 'busy') {
      throw refused('You have sent too many requests to update the file recently.');
    }
    if (fault === 'refused') throw refused('Upload Limit Exceeded.');
    const path = uploadPath(upload.path);
    const there = this.at(path);
    if (there && !upload.asVersion) throw refused('A file with the same name already exists');
    const version = {
      versionId: `v${this.#next++}`,
      bytes: upload.bytes,
      size: upload.bytes.length,
    };
    const file = there ?? { fileId: version.versionId, path, versions: [], upload };
    file.versions.push(version);
    this.files.set(file.fileId, file);
    this.folders.add(pathParts(path).folder);
    this.uploads.push(upload);
    if (fault === 'after') throw lostAnswer();
    return { fileId: file.fileId, versionId: version.versionId, path };
  }

  async fileAt(path: string) {
    await Promise.resolve();
    const file = this.at(path);
    return file && recordOf(file);
  }

  async details(fileId: string) {
    await Promise.resolve();
    const file = this.files.get(fileId);
    if (!file) throw new ApiError({ ...failure, kind: 'notFound', missingFileIds: [] }, 'GET');
    return recordOf(file);
  }

  folderExists(path: string) {
    return Promise.resolve(this.folders.has(path));
  }

  createFolder(path: string) {
    const { folder, name } = pathParts(path);
    this.folders.add(`${folder === '/' ? '' : folder}/${name.replace(/[^\p{L}\p{N}]/gu, '_')}`);
    return Promise.resolve();
  }

  renameFile(path: string, name: string) {
    const file = this.at(path);
    assert.ok(file);
    const { folder } = pathParts(path);
    file.path = `${folder === '/' ? '' : folder}/${name.replace(/[^\p{L}\p{N}._-]/gu, '_')}`;
    return Promise.resolve();
  }

  moveFile(path: string, folder: string) {
    const file = this.at(path);
    assert.ok(file && this.folders.has(folder));
    file.path = `${folder === '/' ? '' : folder}/${pathParts(path).name}`;
    return Promise.resolve();
  }

  restore(file: BackedUpFile, more: Partial<RestoreOptions> & { progress?: FileProgress } = {}) {
    const write = (line: RestoreLine): Promise<void> => {
      this.lines.push(restoreLine(line));
      return Promise.resolve();
    };
    return restoreFile('key', file, more.progress ?? nothingSent, {
      client: this,
      journal: {
        sending: (key, path) => write({ sending: { key, path } }),
        uploaded: (key, version) => write({ uploaded: { key, version } }),
        ended: (key, outcome) => write({ ended: { key, outcome } }),
      },
      rule: 'skip',
      metadataFields: new Set(['price']),
      isIntact: () => Promise.resolve(true),
      signal: new AbortController().signal,
      pause: () => Promise.resolve(),
      ...more,
    });
  }
}

const failure: ApiFailure & { kind: 'unreachable' } = {
  kind: 'unreachable',
  message: 'reset',
  status: undefined,
  requestId: undefined,
  mayHaveActed: 'no',
};

function lostAnswer(): ApiError {
  return new ApiError({ ...failure, mayHaveActed: 'maybe' }, 'POST');
}

function refused(message: string): ApiError {
  const more = { kind: 'rejected', status: 400, reason: undefined, maxItems: undefined } as const;
  return new ApiError({ ...failure, ...more, message }, 'POST');
}

function recordOf({ fileId, path, versions, upload }: Stored): AssetRecord {
  const last = versions.at(-1);
  return {
    type: 'file',
    fileId,
    versionId: last?.versionId,
    versionName: `Version ${versions.length}`,
    name: pathParts(path).name,
    filePath: path,
    url: '',
    thumbnail: undefined,
    size: last?.size,
    mime: undefined,
    fileType: undefined,
    width: undefined,
    height: undefined,
    tags: upload.tags,
    isPrivate: upload.isPrivate,
    isPublished: true,
    createdAt: undefined,
    updatedAt: '2026-02-02T00:00:00.000Z',
    customMetadata: upload.customMetadata,
    customCoordinates: upload.customCoordinates,
    description: upload.description,
  };
}

function backedUp(path: string, bytes: readonly string[] = ['abc']): BackedUpFile {
  return {
    fileId: 'before',
    path,
    mime: 'image/jpeg',
    fileType: 'image',
    tags: ['a', 'b'],
    customMetadata: { price: 1, gone: 2 },
    customCoordinates: '1,2,3,4',
    description: 'd',
    isPrivate: true,
    isPublished: true,
    updatedAt: undefined,
    versions: bytes.map((each, at) => ({
      versionId: `b${at}`,
      versionName: `Version ${at + 1}`,
      size: each.length,
      sha256: '',
      bytes: each,
      url: '',
      createdAt: undefined,
    })),
    versionsLeftOut: 0,
  };
}

const bytesAt = (library: Library, path: string) =>
  library.at(path)?.versions.map(({ bytes }) => bytes);

suite('the restore of a file', () => {
  test('brings back bytes and what was said of them, and names what it can’t', async () => {
    const library = new Library();
    const outcome = await library.restore(backedUp('/f/a.jpg'));
    const restored = library.at('/f/a.jpg');
    assert.deepEqual(outcome, {
      kind: 'restored',
      fileId: restored?.fileId,
      path: '/f/a.jpg',
      lost: { metadataFields: ['gone'], versions: 0 },
    });
    const { tags, customMetadata, customCoordinates, description, isPrivate } = restored!.upload;
    assert.deepEqual(
      [tags, customMetadata, customCoordinates, description, isPrivate],
      [['a', 'b'], { price: 1 }, '1,2,3,4', 'd', true],
    );
  });

  test('puts versions up oldest first, into one file', async () => {
    const library = new Library();
    await library.restore(backedUp('/a.jpg', ['one', 'three', 'last!']));
    assert.deepEqual(bytesAt(library, '/a.jpg'), ['one', 'three', 'last!']);
    assert.equal(library.files.size, 1);
  });

  test('leaves a file alone that lies there again, and shows it', async () => {
    const library = new Library();
    const there = library.add('/a.jpg', 77);
    assert.deepEqual(await library.restore(backedUp('/a.jpg')), {
      kind: 'skipped',
      existing: { fileId: there.fileId, size: 77, updatedAt: '2026-02-02T00:00:00.000Z' },
    });
    assert.deepEqual(library.uploads, []);
  });

  test('takes another name where the rule says so, and keeps to it when resumed', async () => {
    const library = new Library();
    library.add('/f/a.jpg');
    library.add('/f/a_restored.jpg');
    const outcome = await library.restore(backedUp('/f/a.jpg'), { rule: 'rename' });
    assert.ok(outcome.kind === 'restored');
    assert.equal(outcome.path, '/f/a_restored_2.jpg');
    assert.deepEqual(bytesAt(library, '/f/a.jpg'), ['old']);

    const again = new Library();
    again.add('/f/a.jpg');
    const progress = { uploaded: [], inDoubt: true, sentTo: '/f/a_restored.jpg' };
    const resumed = await again.restore(backedUp('/f/a.jpg'), { rule: 'rename', progress });
    assert.ok(resumed.kind === 'restored');
    assert.equal(resumed.path, '/f/a_restored.jpg');
  });

  test('sends nothing of a damaged backup', async () => {
    const library = new Library();
    const isIntact = ({ bytes }: { readonly bytes: string }) => Promise.resolve(bytes !== 'two');
    assert.deepEqual(await library.restore(backedUp('/a', ['one', 'two']), { isIntact }), {
      kind: 'damaged',
      bytes: 'two',
    });
    assert.deepEqual(library.uploads, []);
  });

  for (const [what, path] of [
    ['a name', '/f/café.jpg'],
    ['a folder', '/größe/a.jpg'],
    ['folders and a name', '/Ü/Größe/日本.jpg'],
  ] as const) {
    test(`gives ${what} outside of ASCII back`, async () => {
      const library = new Library();
      const outcome = await library.restore(backedUp(path, ['one', 'two']));
      assert.ok(outcome.kind === 'restored', outcome.kind);
      assert.equal(outcome.path, path);
      assert.deepEqual(bytesAt(library, path), ['one', 'two']);
    });
  }

  test('does not count what can’t be called so any more as restored', async () => {
    for (const path of ['/r/café (1).jpg', '/a b/x.jpg', '/über-uns/x.jpg']) {
      const library = new Library();
      const outcome = await library.restore(backedUp(path));
      assert.ok(outcome.kind === 'elsewhere', outcome.kind);
      assert.ok(library.at(outcome.path), 'it lies where it is said to');
    }
  });

  test('does not mix itself up with a file that has its name in ASCII', async () => {
    const library = new Library();
    library.add('/f/caf_.jpg');
    assert.equal((await library.restore(backedUp('/f/café.jpg'))).kind, 'skipped');
    assert.deepEqual(bytesAt(library, '/f/caf_.jpg'), ['old']);
  });

  test('doubles no version whose answer was lost, whether it landed or not', async () => {
    for (const faults of [
      ['after'],
      ['before'],
      ['after', 'after'],
      [undefined, 'after'],
      ['before', 'after', 'before'],
    ] as const) {
      const library = new Library();
      library.faults.push(...faults);
      const outcome = await library.restore(backedUp('/a.jpg', ['one', 'three']));
      assert.equal(outcome.kind, 'restored', faults.join());
      assert.deepEqual(bytesAt(library, '/a.jpg'), ['one', 'three'], faults.join());
    }
  });

  test('waits when a file is updated too often, and gives up after some times', async () => {
    const library = new Library();
    library.faults.push('busy', 'busy');
    assert.equal((await library.restore(backedUp('/a.jpg'))).kind, 'restored');
    const busy = new Library();
    busy.faults.push(...Array.from({ length: 9 }, () => 'busy' as const));
    assert.equal((await busy.restore(backedUp('/a.jpg'))).kind, 'failed');
    assert.deepEqual(busy.uploads, []);
  });

  test('says so when only some versions came back', async () => {
    const library = new Library();
    library.faults.push(undefined, 'refused');
    const outcome = await library.restore(backedUp('/a.jpg', ['one', 'three']));
    assert.ok(outcome.kind === 'partial');
    assert.equal(outcome.versions, 1);
  });

  test('adds no version to a file that someone else changed in between', async () => {
    const library = new Library();
    const upload = library.upload.bind(library);
    library.upload = async (asked) => {
      const sent = await upload(asked);
      if (asked.bytes === 'one') {
        library.files
          .get(sent.fileId)
          ?.versions.push({ versionId: 'x', bytes: 'foreign', size: 7 });
      }
      return sent;
    };
    assert.equal((await library.restore(backedUp('/a.jpg', ['one', 'three']))).kind, 'partial');
    assert.deepEqual(bytesAt(library, '/a.jpg'), ['one', 'foreign']);
  });

  test('goes on at any line of its journal without sending a version twice', async () => {
    const file = backedUp('/größe/a.jpg', ['one', 'three', 'fours']);
    const header = {
      restoreId: 'r',
      backupId: 'b',
      accountId: 'a',
      createdAt: 'now',
      keys: ['key'],
    };
    const first = restoreLine({ format: 1, restore: { ...header, rule: 'skip' } });
    const whole = new Library();
    await whole.restore(file);
    for (let crash = 1; crash <= whole.lines.length; crash++) {
      const library = new Library();
      const stop = new Error('killed');
      const lines = library.lines;
      const push = lines.push.bind(lines);
      lines.push = (...items) => {
        if (lines.length >= crash) throw stop;
        return push(...items);
      };
      await library.restore(file).catch((error: unknown) => assert.equal(error, stop));
      lines.push = push;
      const record = parseRestore(first + lines.join('') + '{"torn');
      assert.deepEqual(openKeys(record), ['key']);
      const progress = record.progress.get('key') ?? nothingSent;
      const outcome = await library.restore(file, { progress });
      assert.equal(outcome.kind, 'restored', `after line ${crash}`);
      assert.deepEqual(bytesAt(library, '/größe/a.jpg'), ['one', 'three', 'fours']);
    }
  });

  test('sends nothing more once it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const library = new Library();
    const outcome = await library.restore(backedUp('/a.jpg'), { signal: stop.signal });
    assert.equal(outcome.kind, 'notAttempted');
    assert.deepEqual(library.uploads, []);
  });
});
