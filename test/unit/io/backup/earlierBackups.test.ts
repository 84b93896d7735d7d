import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BackupFolder } from '../../../../src/io/backup/backupFolder';
import { earlierBackups } from '../../../../src/io/backup/earlierBackups';
import { useFolder } from '../../../support/deletion/useFolder';

suite('what an earlier backup has of a file', () => {
  const folder = useFolder();
  const header = {
    runId: undefined,
    account: { id: 'a', name: 'acme', urlEndpoints: [] },
    createdAt: '2026-11-29T10:00:00.000Z',
    withVersions: true,
    files: 1,
    bytes: 6,
  };
  const version = (versionId: string) => ({
    versionId,
    versionName: undefined,
    size: 3,
    url: '',
    createdAt: undefined,
  });

  async function* texts(...contents: readonly string[]) {
    for (const [at, content] of contents.entries()) {
      const chunks = (async function* () {
        yield await Promise.resolve(Buffer.from(content));
      })();
      yield { ...version(`v${at + 1}`), chunks };
      await Promise.resolve();
    }
  }

  async function backUp(): Promise<string> {
    const backup = await BackupFolder.create(folder(), header);
    await backup.add({
      ...{ key: 'asset:f', fileId: 'f', path: '/a.jpg', mime: undefined, fileType: undefined },
      ...{ tags: [], customMetadata: {}, customCoordinates: undefined, description: undefined },
      ...{ isPrivate: false, isPublished: true, updatedAt: undefined, versionsLeftOut: 0 },
      versions: texts('one', 'two'),
    });
    await backup.close('complete');
    return backup.folder;
  }

  async function found(
    versions: readonly ReturnType<typeof version>[],
    account = 'a',
  ): Promise<readonly string[] | undefined> {
    const kept = await earlierBackups([folder(), folder()], account)('f', versions);
    if (!kept) return undefined;
    const contents: string[] = [];
    for await (const { chunks } of kept) {
      let content = '';
      for await (const chunk of chunks) content += Buffer.from(chunk).toString();
      contents.push(content);
    }
    return contents;
  }

  test('is its versions by ID and size, and all of them or none', async () => {
    await backUp();
    assert.deepEqual(await found([version('v1'), version('v2')]), ['one', 'two']);
    assert.deepEqual(await found([version('v2')]), ['two']);
    assert.equal(await found([version('v2'), version('v3')]), undefined);
    assert.equal(await found([{ ...version('v2'), size: 4 }]), undefined);
    assert.equal(await found([version('v2')], 'another account'), undefined);
  });

  test('is nothing where a byte differs, and the next backup that is whole', async () => {
    const bytes = path.join(await backUp(), 'bytes');
    for (const name of readdirSync(bytes)) writeFileSync(path.join(bytes, name), 'xxx');
    assert.equal(await found([version('v2')]), undefined);
    await backUp();
    assert.deepEqual(await found([version('v2')]), ['two']);
  });
});
