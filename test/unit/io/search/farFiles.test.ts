import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { defaultScope, noneSkipped } from '../../../../src/core/scope/searchScope';
import type { FolderEntry, FolderFiles } from '../../../../src/io/search/folderFiles';
import { walkWorkspace } from '../../../../src/io/search/workspaceWalk';

const id = '64f0c1d2e3a4b5c6d7e8f901';

/** Files that answer a moment later, as those of a virtual workspace do, and what was asked of them. */
function farFiles(texts: Readonly<Record<string, string | Error>>) {
  const seen = { reads: 0, lists: 0, going: 0, most: 0, closed: 0 };
  const after = async <T>(work: () => T): Promise<T> => {
    seen.going += 1;
    seen.most = Math.max(seen.most, seen.going);
    try {
      await sleep(1);
      return work();
    } finally {
      seen.going -= 1;
    }
  };
  const files: FolderFiles = {
    onDisk: undefined,
    readFolder: (folder) =>
      after(() => {
        seen.lists += 1;
        if (folder.includes('node_modules')) seen.closed += 1;
        const found = new Map<string, FolderEntry['kind']>();
        for (const path of Object.keys(texts)) {
          if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
          const [name = '', ...below] = path
            .slice(folder === '' ? 0 : folder.length + 1)
            .split('/');
          found.set(name, below.length > 0 ? 'folder' : 'file');
        }
        return Array.from(found, ([name, kind]) => ({ name, kind }));
      }),
    kindOf: () => Promise.reject(new Error('nobody needs it')),
    read: (path) =>
      after(() => {
        const text = texts[path];
        if (!path.includes('.git')) seen.reads += 1;
        if (text === undefined || text instanceof Error) throw text ?? new Error('not there');
        return new TextEncoder().encode(text);
      }),
  };
  return { files, seen };
}

suite('searching files that are far away', () => {
  const search = (files: FolderFiles, signal = new AbortController().signal) =>
    walkWorkspace({ files, scope: defaultScope, context: finderContext([]), signal });

  test('asks for eight to sixteen at a time, for each once, and finds what one by one finds', async () => {
    const texts: Record<string, string | Error> = {
      '.gitignore': 'dist\n',
      'dist/a.js': `{ fileId: '${id}' }`,
      'node_modules/x/index.js': `{ fileId: '${id}' }`,
      'broken.md': new Error('forbidden'),
    };
    for (let at = 0; at < 200; at += 1) {
      texts[`src/part${at % 20}/page${at}.ts`] = at % 10 === 0 ? `{ fileId: '${id}' }` : '//';
    }
    const { files, seen } = farFiles(texts);
    const found: string[] = [];
    const walk = search(files);
    let step = await walk.next();
    for (; !step.done; step = await walk.next()) found.push(step.value.file);
    assert.equal(found.length, 20);
    assert.deepEqual(step.value, {
      searched: 201,
      skipped: { ...noneSkipped, ignored: 1, unreadable: 1 },
      media: [],
    });
    assert.ok(seen.most >= 8 && seen.most <= 16, `${seen.most} at a time`);
    assert.equal(seen.reads, 202 - 1);
    assert.equal(seen.lists, 23, 'the root, src, dist and twenty parts');
    assert.equal(seen.closed, 0);
  });

  test('ends at the first word of being cancelled', async () => {
    const texts = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`a${at}.ts`, '//']));
    const { files, seen } = farFiles(texts);
    const aborter = new AbortController();
    const walk = search(
      {
        ...files,
        read: async (path, most) => {
          aborter.abort(new Error('enough'));
          return files.read(path, most);
        },
      },
      aborter.signal,
    );
    await assert.rejects(walk.next(), /enough/);
    assert.ok(seen.reads < 50);
  });
});
