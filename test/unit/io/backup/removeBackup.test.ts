import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { headerLine, endLine } from '../../../../src/core/recovery/backup';
import { listBackups } from '../../../../src/io/backup/backupFolder';
import { removeBackup, sweepRemoved } from '../../../../src/io/backup/removeBackup';
import { removeTemporary, temporaryFolder } from '../../../support/temporaryFolder';

const backupId = '2026-01-31T14-02-33-1a2b3c';

suite('removing a backup', () => {
  let parent: string;

  setup(() => (parent = temporaryFolder('backups')));
  teardown(() => removeTemporary(parent));

  function backup(end: string): string {
    const folder = path.join(parent, backupId);
    mkdirSync(path.join(folder, 'bytes'), { recursive: true });
    const header = headerLine({
      ...{ backupId, runId: undefined, withVersions: true, files: 0, bytes: 0 },
      ...{ account: { id: 'a', name: 'acme', urlEndpoints: [] }, createdAt: '2026-01-31' },
    });
    writeFileSync(path.join(folder, 'manifest.ndjson'), header + end);
    writeFileSync(path.join(folder, 'bytes', '000001'), 'x');
    return folder;
  }

  test('takes all of it, and nothing else', async () => {
    writeFileSync(path.join(parent, 'mine.txt'), 'kept');
    assert.equal(await removeBackup(backup(endLine('complete'))), true);
    assert.deepEqual(readdirSync(parent), ['mine.txt']);
  });

  test('leaves one that has no end: somebody is at it', async () => {
    assert.equal(await removeBackup(backup('')), false);
    assert.equal((await listBackups(parent)).length, 1);
  });

  test('leaves nothing that looks like a backup when it is ended by half', async () => {
    const half = path.join(parent, `removed-${backupId}`);
    mkdirSync(path.join(half, 'bytes'), { recursive: true });
    assert.deepEqual(await listBackups(parent), []);
    mkdirSync(path.join(parent, 'removed-by-me'));
    await sweepRemoved(parent);
    assert.deepEqual(readdirSync(parent), ['removed-by-me']);
  });
});
