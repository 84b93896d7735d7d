import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open as openFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import {
  BackupUnreadable,
  BytesRefused,
  type BackupHeader,
  type IncomingFile,
  type IncomingVersion,
} from '../../../../src/core/recovery/backup';
import {
  BackupFolder,
  isIntact,
  listBackups,
  readBackup,
  readSidecar,
} from '../../../../src/io/backup/backupFolder';
import type { BytesPorts } from '../../../../src/io/backup/storedBytes';
import { removeTemporary, temporaryFolder } from '../../../support/temporaryFolder';

const header: Omit<BackupHeader, 'backupId'> = {
  runId: 'run-1',
  account: { id: 'a', name: 'acme', urlEndpoints: ['https://ik.imagekit.io/acme'] },
  createdAt: '2026-01-31T14:02:33.000Z',
  withVersions: true,
  files: 2,
  bytes: 30,
};

async function* inPieces(bytes: Uint8Array, size = 60_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

function version(bytes: Uint8Array, more: Partial<IncomingVersion> = {}): IncomingVersion {
  return {
    versionId: 'v1',
    versionName: 'Version 1',
    size: bytes.length,
    url: 'https://ik.imagekit.io/acme/a.jpg',
    createdAt: '2025-01-01T00:00:00.000Z',
    chunks: inPieces(bytes),
    ...more,
  };
}

async function* each(versions: readonly IncomingVersion[]): AsyncGenerator<IncomingVersion> {
  for (const one of versions) yield await Promise.resolve(one);
}

function file(filePath: string, versions: readonly IncomingVersion[]): IncomingFile {
  return {
    key: `asset:${filePath}`,
    fileId: 'f1',
    path: filePath,
    mime: 'image/jpeg',
    fileType: 'image',
    tags: ['a'],
    customMetadata: { price: 3 },
    customCoordinates: undefined,
    description: undefined,
    isPrivate: false,
    isPublished: true,
    updatedAt: undefined,
    versions: each(versions),
    versionsLeftOut: 0,
  };
}

type Operation = 'read' | 'write' | 'sync';

/** A disk on which `change` comes after what an operation did to a draft, and may fail it. */
function diskThat(change: (operation: Operation, buffer?: Uint8Array) => void): BytesPorts {
  return {
    open: async (name, flags, mode) => {
      const handle = await openFile(name, flags, mode);
      if (!name.endsWith('.part')) return handle;
      const shaky = {
        async read(buffer: Uint8Array, offset: number, length: number, position: number) {
          const result = await handle.read(buffer, offset, length, position);
          if (result.bytesRead > 0) change('read', buffer);
          return result;
        },
        async write(buffer: Uint8Array, offset: number, length: number, position: number) {
          change('write');
          return handle.write(buffer, offset, length, position);
        },
        async sync() {
          change('sync');
          await handle.sync();
        },
        close: () => handle.close(),
      };
      return shaky as unknown as FileHandle;
    },
  };
}

suite('a backup on the disk', () => {
  let parent: string;
  const open: BackupFolder[] = [];

  setup(() => (parent = temporaryFolder('backup')));
  teardown(async () => {
    for (const each of open.splice(0)) await each.suspend();
    removeTemporary(parent);
  });

  async function begin(more: Partial<BackupHeader> = {}, disk?: BytesPorts): Promise<BackupFolder> {
    const backup = await BackupFolder.create(parent, { ...header, ...more }, disk);
    open.push(backup);
    return backup;
  }

  test('gives back every byte, with what the server said of the file', async () => {
    const backup = await begin();
    const [old, current] = [randomBytes(1000), randomBytes(2_000_003)];
    await backup.add(file('/a.jpg', [version(old), version(current, { versionId: 'v2' })]));
    await backup.close('complete');
    open.pop();

    const record = await readBackup(backup.folder);
    assert.equal(record.end, 'complete');
    assert.deepEqual(record.header, backup.header);
    const [entry] = record.entries;
    assert.equal(entry?.bytes, 2_001_003);
    const sidecar = await readSidecar(backup.folder, entry.sidecar);
    assert.deepEqual(sidecar.customMetadata, { price: 3 });
    assert.deepEqual(
      sidecar.versions.map(({ bytes }) => readFileSync(path.join(backup.folder, bytes))),
      [old, current],
    );
    assert.deepEqual(
      sidecar.versions.map(({ sha256 }) => sha256),
      [old, current].map((bytes) => createHash('sha256').update(bytes).digest('hex')),
    );
  });

  test('keeps names apart that a disk or a sidecar would mix up', async () => {
    const backup = await begin();
    const long = 'x'.repeat(240);
    const names = [
      '/a.jpg',
      '/a.jpg.json',
      '/A.jpg',
      '/../../etc/passwd',
      `/${long}1`,
      `/${long}2`,
    ];
    for (const [at, name] of names.entries()) {
      await backup.add(file(name, [version(Buffer.from(`bytes ${at}`))]));
    }
    const { entries } = await readBackup(backup.folder);
    for (const [at, entry] of entries.entries()) {
      const sidecar = await readSidecar(backup.folder, entry.sidecar);
      assert.equal(sidecar.path, names[at]);
      const [stored] = sidecar.versions;
      assert.equal(readFileSync(path.join(backup.folder, stored!.bytes), 'utf8'), `bytes ${at}`);
    }
    assert.deepEqual(readdirSync(parent), [path.basename(backup.folder)]);
  });

  const refused = async (backup: BackupFolder, incoming: IncomingFile): Promise<string> => {
    const error: unknown = await backup.add(incoming).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof BytesRefused, String(error));
    assert.deepEqual((await readBackup(backup.folder)).entries, []);
    assert.deepEqual(readdirSync(path.join(backup.folder, 'bytes')), []);
    assert.deepEqual(readdirSync(path.join(backup.folder, 'files')), []);
    return error.why.kind;
  };

  for (const [what, size] of [
    ['fewer bytes', 99],
    ['more bytes', 101],
    ['no bytes', 100],
  ] as const) {
    test(`refuses ${what} than the server said, and leaves nothing`, async () => {
      const backup = await begin();
      const bytes = what === 'no bytes' ? Buffer.alloc(0) : randomBytes(100);
      const incoming = file('/a.jpg', [version(bytes, { size })]);
      assert.equal(await refused(backup, incoming), 'wrongLength');
    });
  }

  test('drops the first version again when the second one is refused', async () => {
    const backup = await begin();
    const versions = [version(randomBytes(10)), version(randomBytes(10), { size: 11 })];
    assert.equal(await refused(backup, file('/a.jpg', versions)), 'wrongLength');
  });

  test('refuses bytes that come back from the disk otherwise', async () => {
    const flips = diskThat((operation, buffer) => {
      if (operation === 'read' && buffer) buffer[0]! ^= 1;
    });
    const backup = await begin({}, flips);
    assert.equal(await refused(backup, file('/a.jpg', [version(randomBytes(50))])), 'altered');
  });

  for (const operation of ['write', 'sync'] as const) {
    test(`says what the disk says when it fails to ${operation}`, async () => {
      const fails = diskThat((each) => {
        if (each === operation) throw new Error('ENOSPC: no space left');
      });
      const backup = await begin({}, fails);
      assert.equal(await refused(backup, file('/a.jpg', [version(randomBytes(50))])), 'disk');
    });
  }

  test('hands on what the download throws, and leaves nothing', async () => {
    const backup = await begin();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(randomBytes(5));
      throw new Error('reset');
    }
    const incoming = file('/a.jpg', [version(randomBytes(9), { chunks: broken() })]);
    await assert.rejects(backup.add(incoming), /reset/);
    assert.deepEqual(readdirSync(path.join(backup.folder, 'bytes')), []);
  });

  test('goes on after an interruption, without using a name twice', async () => {
    const first = await begin();
    await first.add(file('/a.jpg', [version(Buffer.from('one'))]));
    await open.pop()?.suspend();
    // The crash came in the middle of a line and of a file.
    appendFileSync(path.join(first.folder, 'manifest.ndjson'), '{"file":{"key":"x"');
    writeFileSync(path.join(first.folder, 'bytes/000003.part'), 'half');

    const again = await BackupFolder.reopen(first.folder);
    assert.deepEqual(readdirSync(path.join(first.folder, 'bytes')), ['000001'], 'drafts are swept');
    await again.skip({ key: 'k', fileId: 'f', path: '/u.jpg', why: { kind: 'unpublished' } });
    await again.add(file('/b.jpg', [version(Buffer.from('two'))]));
    await again.close('incomplete');

    const { entries, gaps, end } = await readBackup(first.folder);
    assert.deepEqual(
      entries.map(({ path: each }) => each),
      ['/a.jpg', '/b.jpg'],
    );
    assert.deepEqual(
      gaps.map(({ why }) => why.kind),
      ['unpublished'],
    );
    assert.equal(end, 'incomplete');
    const texts: string[] = [];
    for (const { sidecar } of entries) {
      const { versions } = await readSidecar(first.folder, sidecar);
      texts.push(readFileSync(path.join(first.folder, versions[0]!.bytes), 'utf8'));
    }
    assert.deepEqual(texts, ['one', 'two']);
  });

  test('tells bytes that changed, were cut or went since', async () => {
    const backup = await begin();
    const names = ['/a', '/b', '/c', '/d'];
    for (const name of names) await backup.add(file(name, [version(randomBytes(64))]));
    const { entries } = await readBackup(backup.folder);
    const versions = await Promise.all(
      entries.map(async ({ sidecar }) => (await readSidecar(backup.folder, sidecar)).versions[0]!),
    );
    const at = (index: number) => path.join(backup.folder, versions[index]!.bytes);
    writeFileSync(at(0), randomBytes(64));
    truncateSync(at(1), 63);
    rmSync(at(2));
    const intact = await Promise.all(versions.map((each) => isIntact(backup.folder, each)));
    assert.deepEqual(intact, [false, false, false, true]);
  });

  test('reads nothing that names a file outside of it', async () => {
    const backup = await begin();
    await backup.add(file('/a.jpg', [version(Buffer.from('x'))]));
    const name = path.join(backup.folder, 'manifest.ndjson');
    const whole = readFileSync(name, 'utf8');
    writeFileSync(name, whole.replace(/files\/\d+\.json/, '../../secret.json'));
    await assert.rejects(readBackup(backup.folder), BackupUnreadable);
    writeFileSync(name, whole);
    const { sidecar } = (await readBackup(backup.folder)).entries[0]!;
    const sidecarFile = path.join(backup.folder, sidecar);
    writeFileSync(
      sidecarFile,
      readFileSync(sidecarFile, 'utf8').replace(/bytes\/\d+/, 'bytes/../../x'),
    );
    await assert.rejects(readSidecar(backup.folder, sidecar), BackupUnreadable);
  });

  test('lists backups newest first, and tells those that can’t be read', async () => {
    assert.deepEqual(await listBackups(path.join(parent, 'nowhere')), []);
    const older = await begin();
    const newer = await begin({ createdAt: '2026-02-01T00:00:00.000Z' });
    writeFileSync(path.join(older.folder, 'manifest.ndjson'), 'not ours\n');
    const found = await listBackups(parent);
    assert.deepEqual(
      found.map(({ kind, folder }) => [kind, folder]),
      [
        ['backup', newer.folder],
        ['unreadable', older.folder],
      ],
    );
  });
});
