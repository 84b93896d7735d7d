import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BackupFolder, readBackup } from '../../../../src/io/backup/backupFolder';
import { exportBackup } from '../../../../src/io/backup/exportBackup';
import { removeTemporary, temporaryFolder } from '../../../support/temporaryFolder';

suite('exporting a backup', () => {
  let parent: string;
  let out: string;
  const never = new AbortController().signal;

  setup(() => {
    parent = temporaryFolder('backup');
    out = temporaryFolder('export');
  });
  teardown(() => {
    removeTemporary(parent);
    removeTemporary(out);
  });

  async function* chunks(text: string): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(text));
  }

  /** A backup of files by their library paths, each with the texts of its versions, oldest first. */
  async function backup(files: Readonly<Record<string, readonly string[]>>) {
    const store = await BackupFolder.create(parent, {
      runId: undefined,
      account: { id: 'a', name: 'acme', urlEndpoints: [] },
      createdAt: '2026-01-01T00:00:00.000Z',
      withVersions: true,
      files: Object.keys(files).length,
      bytes: 0,
    });
    for (const [name, texts] of Object.entries(files)) {
      async function* versions() {
        for (const [at, text] of texts.entries()) {
          const said = { versionName: undefined, createdAt: undefined, url: '' };
          yield await Promise.resolve({
            ...{ versionId: `v${at}`, size: text.length, chunks: chunks(text) },
            ...said,
          });
        }
      }
      await store.add({
        ...{ key: `asset:${name}`, fileId: name, path: name, mime: undefined, fileType: undefined },
        ...{ tags: [], customMetadata: {}, customCoordinates: undefined, description: undefined },
        ...{ isPrivate: false, isPublished: true, updatedAt: undefined, versionsLeftOut: 0 },
        versions: versions(),
      });
    }
    await store.close('complete');
    return { folder: store.folder, record: await readBackup(store.folder) };
  }

  test('writes each file under its path, with its older versions beside it', async () => {
    const made = await backup({ '/a/b.txt': ['old', 'new'], '/../c.txt': ['c'] });
    const seen: number[] = [];
    const exported = await exportBackup(made, out, never, (done) => seen.push(done));
    assert.equal(exported.written, 2);
    assert.deepEqual(exported.damaged, []);
    assert.deepEqual(seen, [1, 2]);
    const read = (name: string) => readFileSync(path.join(exported.folder, name), 'utf8');
    assert.equal(read('a/b.txt'), 'new');
    assert.equal(read('a/b (version 1).txt'), 'old');
    assert.equal(read('__/c.txt'), 'c');
    assert.equal(path.dirname(exported.folder), out);
  });

  test('names what is damaged, and writes nothing of it', async () => {
    const made = await backup({ '/a.txt': ['aaa'], '/b.txt': ['bbb'] });
    writeFileSync(path.join(made.folder, 'bytes/000001'), 'aab');
    const exported = await exportBackup(made, out, never, () => undefined);
    assert.deepEqual(exported.damaged, ['/a.txt']);
    assert.equal(exported.written, 1);
    assert.deepEqual(readdirSync(exported.folder), ['b.txt']);
  });

  test('overwrites nothing that is there', async () => {
    const made = await backup({ '/a.txt': ['aaa'] });
    mkdirSync(path.join(out, `imagekit-backup-${made.record.header.backupId}`));
    await assert.rejects(
      exportBackup(made, out, never, () => undefined),
      /EEXIST/,
    );
  });

  test('stops after the file at hand', async () => {
    const made = await backup({ '/a.txt': ['a'], '/b.txt': ['b'] });
    const stop = new AbortController();
    const exported = await exportBackup(made, out, stop.signal, () => stop.abort());
    assert.equal(exported.written, 1);
  });
});
