import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { rgPath } from '@vscode/ripgrep';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { readIdList } from '../../../../src/core/lists/idList';
import type { FileFindings } from '../../../../src/core/fileFindings';
import { defaultScope } from '../../../../src/core/scope/searchScope';
import type { FolderSearch } from '../../../../src/io/search/searchFolder';
import { searchFolder } from '../../../../src/io/search/searchFolder';
import { diskFiles } from '../../../../src/io/search/folderFiles';
import { SearchThread } from '../../../../src/io/search/searchThread';
import { readOneFile } from '../../../../src/io/search/workspaceWalk';
import { bundleScript } from '../../../support/bundleScript';
import { drain } from '../../../support/drain';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { until } from '../../../support/until';
import { testWith } from '../../../support/testWith';

const url = (name: string) => `https://ik.imagekit.io/acme/${name}.jpg`;
const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);

suite('searching in a thread', () => {
  let script = '';
  let folder = '';
  let thread: SearchThread;
  let fallbacks: string[];

  suiteSetup(async () => {
    script = await bundleScript('src/io/search/searchWorker.ts');
    folder = temporaryFolder('thread');
    mkdirSync(path.join(folder, 'many'));
    for (let n = 0; n < 500; n += 1) {
      writeFileSync(path.join(folder, `many/${n}.md`), `# ${n}\n\n${url(`photo-${n}`)}\n`);
    }
    const lines = Array.from({ length: 5000 }, (_, n) => `  cover: ${url(`cover-${n}`)}`);
    writeFileSync(path.join(folder, 'large.yml'), lines.join('\n'));
    const gaps = Array.from({ length: 2500 }, (_, n) => `'/gallery-${n}/shot-' + n + '.jpg'`);
    const shop = `const shop = 'https://ik.imagekit.io/acme/shop/';`;
    writeFileSync(path.join(folder, 'gaps.ts'), [shop, ...gaps].join('\n'));
    writeFileSync(path.join(folder, '.env'), 'IMAGEKIT_URL_ENDPOINT=https://ik.imagekit.io/acme\n');
    writeFileSync(path.join(folder, 'picture.png'), url('picture'));
  });

  setup(() => {
    fallbacks = [];
    thread = new SearchThread(script);
  });

  teardown(() => thread.dispose());

  const asked = (more: Partial<FolderSearch> = {}): FolderSearch => ({
    ...{ folder, context, scope: defaultScope, ripgrep: rgPath },
    signal: new AbortController().signal,
    onFallback: (reason) => fallbacks.push(reason),
    ...more,
  });

  /** What is said of each file, in order, however it is packed. */
  const inOrder = (all: readonly FileFindings[]) =>
    all
      .map((each) => ({ ...each, references: [...each.references], paths: [...each.paths] }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));

  for (const [way, ripgrep] of [
    ['with ripgrep', rgPath],
    ['without ripgrep', undefined],
  ] as const) {
    test(`${way}: gives the same answer as a search in this thread`, async () => {
      const here = await drain(searchFolder(asked({ ripgrep })));
      const there = await drain(thread.search(asked({ ripgrep })));
      assert.deepEqual(inOrder(there.yielded), inOrder(here.yielded));
      assert.deepEqual(there.returned, here.returned);
      const saidBy = (name: string) => there.yielded.find(({ file }) => file === name);
      assert.equal(saidBy('large.yml')?.references.length, 5000);
      const { patterns, endpoints, folders } = saidBy('gaps.ts') ?? assert.fail();
      assert.deepEqual([patterns.length, endpoints.length, folders], [2501, 1, ['/shop']]);
    });
  }

  test('makes one search after another, and reads single files between them', async () => {
    const scan = { scope: defaultScope, context, signal: new AbortController().signal };
    const [first, read, second] = await Promise.all([
      drain(thread.search(asked())),
      readOneFile('large.yml', { ...scan, files: diskFiles(folder), thread }),
      drain(thread.search(asked({ ripgrep: undefined }))),
    ]);
    assert.deepEqual(inOrder(first.yielded), inOrder(second.yielded));
    const together = first.yielded.filter(({ file }) => file === 'large.yml');
    assert.deepEqual(inOrder(read ? [read] : []), inOrder(together));
  });

  test('reads a list as it is read here, in portions that hold nobody up', async () => {
    const id = (n: number) => `64f0c1d2${n.toString(16).padStart(16, '0')}`;
    const lines = Array.from({ length: 50_000 }, (_, n) => `${id(n)}\n`);
    const { signal } = new AbortController();
    for (const text of [
      `${lines.join('')}${id(7)}\nnothing to find\n`,
      `fileId,versionId\n${id(1)},${id(2)}\n${id(3)},\n`,
      '',
    ]) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const list = await thread.readList({ text, context }, signal);
      delay.disable();
      assert.ok(isDeepStrictEqual(list, readIdList(text, context)));
      // What else the machine does counts here, too: reading it here takes a second.
      assert.ok(delay.percentile(99) < 200e6, `${delay.percentile(99) / 1e6} ms`);
    }
  }).timeout(60_000);

  test('says that a single file is no text', async () => {
    const bytes = Buffer.from(Array.from({ length: 900 }, (_, n) => (n * n * 31 + n) % 256));
    const { signal } = new AbortController();
    assert.equal(await thread.read({ file: 'a.raw', bytes, context }, signal), undefined);
  });

  test('searches without a ripgrep that does not run, and says so', async () => {
    const { returned } = await drain(thread.search(asked({ ripgrep: path.join(folder, 'no-rg') })));
    assert.equal(returned.searched, 503);
    assert.match(fallbacks.join(), /ENOENT/);
  });

  test('stops when it is told to, and can search again', async () => {
    const aborter = new AbortController();
    const run = thread.search(asked({ signal: aborter.signal }));
    await run.next();
    aborter.abort(new Error('enough'));
    await assert.rejects(drain(run), /enough/);
    assert.equal((await drain(thread.search(asked()))).returned.searched, 503);
    const late = thread.search(asked({ signal: aborter.signal }));
    await assert.rejects(drain(late), /enough/);
  });

  testWith('programs that begin with #!', 'ends ripgrep when nobody listens any more', async () => {
    const pids = temporaryFolder('pids');
    const program = path.join(pids, 'endless-rg');
    const script = `#!${process.execPath}
      require('node:fs').writeFileSync(${JSON.stringify(pids)} + '/pid-' + process.pid, '');
      for (let n = 0; n < 500; n += 1) console.log('./many/' + n + '.md\\x003:${url('x')}\\n');
      setInterval(() => {}, 1000);`;
    writeFileSync(program, script, { mode: 0o755 });
    const run = thread.search(asked({ ripgrep: program }));
    await run.next();
    await run.return((await drain(searchFolder(asked()))).returned);
    const [pid = ''] = readdirSync(pids).filter((name) => name.startsWith('pid-'));
    await until('the end of ripgrep', () => isGone(Number(pid.slice(4))));
  });

  test('says why when no thread can be had', async () => {
    for (const broken of ['gone.js', 'large.yml']) {
      const other = new SearchThread(path.join(folder, broken));
      await assert.rejects(
        drain(other.search(asked())),
        /Cannot find module|Unknown file extension/,
      );
    }
  });
});

/** Whether no process has the id any more. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
