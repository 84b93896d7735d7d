import assert from 'node:assert/strict';
import { listBelow } from '../../../../src/core/plan/listBelow';
import { targetPath, type Target } from '../../../../src/core/target';
import { seed, useRunSandbox } from '../../../support/deletion/runSandbox';

const tree = [
  seed('/a/1.jpg', 3),
  seed('/a/b/2.jpg'),
  seed('/a/b/c d/3.jpg', 2),
  seed('/ab/4.jpg'),
  seed('/x/a/5.jpg'),
  seed('/it"s/6.jpg', 2),
  seed('/it"s/in/7.jpg'),
  seed('/8.jpg'),
];
const crowd = Array.from({ length: 1100 }, (_, index) => seed(`/crowd/${index % 7}/${index}.jpg`));

suite('listing what is below a folder', () => {
  const sandbox = useRunSandbox([...tree, ...crowd]);

  const below = (folderPath: string, client = sandbox().client()) =>
    listBelow(folderPath, { client, signal: new AbortController().signal });
  const paths = (targets: readonly Target[]) => targets.map(targetPath).sort();
  const older = (targets: readonly Target[]) =>
    targets.flatMap((target) => (target.kind === 'asset' ? [target.olderVersions] : []));

  test('finds its files, the folders in it, and the folder itself, at any depth', async () => {
    const targets = await below('/a');
    assert.deepEqual(paths(targets), [
      '/a',
      '/a/1.jpg',
      '/a/b',
      '/a/b/2.jpg',
      '/a/b/c d',
      '/a/b/c d/3.jpg',
    ]);
    assert.deepEqual(older(targets).sort(), [0, 1, 2]);
  });

  test('takes no folder that only begins alike, or that lies elsewhere', async () => {
    for (const path of paths(await below('/a'))) assert.ok(path === '/a' || path.startsWith('/a/'));
    assert.deepEqual(paths(await below('/x/a')), ['/x/a', '/x/a/5.jpg']);
  });

  test('gets beyond the first page, with few requests', async () => {
    await sandbox().control.clearRequests();
    const targets = await below('/crowd');
    assert.equal(targets.length, 1100 + 7 + 1);
    assert.ok((await sandbox().control.requests()).length <= 4);
  });

  test('walks through a folder whose name no query can hold', async () => {
    const targets = await below('/it"s');
    assert.deepEqual(paths(targets), ['/it"s', '/it"s/6.jpg', '/it"s/in', '/it"s/in/7.jpg']);
    assert.deepEqual(older(targets), [undefined, undefined], 'versions are not counted then');
  });

  test('is not led out of the folder by a list that answers another question', async () => {
    const client = sandbox().client();
    const all = await client.list({ type: 'all', limit: 30 });
    let asked = 0;
    const confused = {
      list: () => {
        asked += 1;
        assert.ok(asked < 50, 'it walks in circles');
        return Promise.resolve(all);
      },
    };
    const signal = new AbortController().signal;
    for (const folderPath of ['/it"s', '/a']) {
      asked = 0;
      const targets = await listBelow(folderPath, { client: confused, signal });
      for (const path of paths(targets)) {
        assert.ok(path === folderPath || path.startsWith(`${folderPath}/`), path);
      }
    }
  });

  test('has nothing but the folder when it is empty or not there', async () => {
    assert.deepEqual(paths(await below('/never')), ['/never']);
  });

  test('gives up when it is cancelled', async () => {
    const options = { client: sandbox().client(), signal: AbortSignal.abort() };
    await assert.rejects(listBelow('/a', options), { name: 'AbortError' });
  });
});
