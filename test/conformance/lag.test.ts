import assert from 'node:assert/strict';
import { useSandbox } from './useSandbox';

suite('lag and latency', () => {
  const sandbox = useSandbox();

  const names = async (query: string): Promise<readonly string[]> => {
    const response = await sandbox().fetch('GET', `/v1/files?${query}`);
    return ((await response.json()) as { name: string }[]).map(({ name }) => name);
  };

  test('keep deleted files, versions and folders in lists and searches for a while', async () => {
    await sandbox().control.setClock({ frozen: true });
    await sandbox().control.turn({ deleteLagMs: 5000 });
    const hero = await sandbox().file('/products/hero.jpg');
    const { fileId, versions } = await sandbox().file('/products/summer/beach.png');
    await sandbox().sdk.files.delete(hero.fileId);
    await sandbox().sdk.files.versions.delete(versions[0]?.versionId ?? '', { fileId });
    await sandbox().sdk.folders.delete({ folderPath: '/docs' });
    assert.equal((await sandbox().fetch('GET', `/v1/files/${hero.fileId}/details`)).status, 404);
    const search = `searchQuery=${encodeURIComponent('name = "hero.jpg"')}`;
    assert.deepEqual(await names('path=/products'), ['shoe.png', 'hero.jpg']);
    assert.deepEqual(await names(search), ['hero.jpg']);
    assert.deepEqual(await names('type=file-version'), ['hero.jpg', 'beach.png', 'hero.jpg']);
    assert.ok((await names('type=folder')).includes('docs'));
    assert.equal((await names('')).length, 8);
    await sandbox().control.setClock({ advanceMs: 5000 });
    assert.deepEqual(await names('path=/products'), ['shoe.png']);
    assert.deepEqual(await names(search), []);
    assert.deepEqual(await names('type=file-version'), []);
    assert.equal((await names('type=folder')).includes('docs'), false);
    assert.equal((await names('')).length, 4);
  });

  test('keep new uploads out of lists for a while', async () => {
    await sandbox().control.setClock({ frozen: true });
    await sandbox().control.turn({ uploadLagMs: 5000 });
    const { fileId = '', name } = await sandbox().sdk.files.upload({
      file: Buffer.from('x').toString('base64'),
      fileName: 'a.txt',
    });
    assert.equal((await sandbox().sdk.files.get(fileId)).name, name);
    assert.equal((await names('')).length, 8);
    await sandbox().control.setClock({ advanceMs: 5000 });
    assert.equal((await names('')).length, 9);
  });

  test('slow down every answer', async () => {
    await sandbox().control.turn({ latencyMs: 120 });
    const started = performance.now();
    await sandbox().fetch('GET', '/v1/files?limit=1');
    await fetch(`${sandbox().urlEndpoint}/products/hero.jpg`);
    assert.ok(performance.now() - started >= 238);
  });
});
