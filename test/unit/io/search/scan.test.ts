import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { finderContext } from '../../../../src/core/finder/finderContext';
import type { FileFindings } from '../../../../src/core/fileFindings';
import type { Coverage, SearchScope } from '../../../../src/core/scope/searchScope';
import { defaultScope, noneSkipped } from '../../../../src/core/scope/searchScope';
import { diskFiles } from '../../../../src/io/search/folderFiles';
import { scanWithRipgrep } from '../../../../src/io/search/ripgrep';
import { findRipgrep } from '../../../../src/io/search/ripgrepBinary';
import { readOneFile, walkWorkspace } from '../../../../src/io/search/workspaceWalk';
import { drain } from '../../../support/drain';
import { until } from '../../../support/until';
import { has, testWith } from '../../../support/testWith';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const id = '64f0c1d2e3a4b5c6d7e8f901';
const url = (name: string) => `https://ik.imagekit.io/acme/${name}`;

/** As in a compressed file or a program. */
const someBytes = Buffer.from(Array.from({ length: 300 }, (_, n) => (n * 167) % 256));

/** Paths to contents; the name of each picture says where it stands. */
const tree: Readonly<Record<string, string | Buffer>> = {
  'plain.md': `# One\n\n![a](${url('plain.jpg')})\r\nand ${id}\r\n`,
  'app/og.png/route.tsx': `export const a=${url('route.jpg')}`,
  'src/deep/er/a.ts': `export const a = '${url('deep.jpg')}';`,
  'utf8-bom.md': `\uFEFF${url('bom.jpg')}\n`,
  'utf16le.txt': Buffer.from(`\uFEFFé 🏔️ ${url('le.jpg')}\r\n${url('le2.jpg')}`, 'utf16le'),
  'utf16be.txt': Buffer.from(`\uFEFFé ${url('be.jpg')}\n`, 'utf16le').swap16(),
  'latin1.txt': Buffer.from(`caf\u00e9 ${url('latin.jpg')} \u00fc\n`, 'latin1'),
  'macintosh.txt': `one\rtwo ${url('cr.jpg')}\rthree\r\nfour ${url('cr2.jpg')}`,
  'name with spaces & ü.md': url('spaces.jpg'),
  'picture.png': Buffer.from(`\x89PNG ${url('in-png.jpg')}`, 'latin1'),
  'zero.txt': Buffer.from(`${url('zero.jpg')}\n\0\0`, 'latin1'),
  program: Buffer.concat([someBytes, Buffer.from(` ${url('program.jpg')} `), someBytes]),
  'big.csv': `${'x'.repeat(20_000)}\n${url('big.jpg')}\n`,
  'package-lock.json': `{"resolved":"${url('lock.jpg')}"}`,
  'app.js.map': url('map.jpg'),
  'app.min.css': url('min.jpg'),
  'bundle.js': `var a=1;${'b();'.repeat(2000)}c("${url('bundle.jpg')}")\n`,
  'node_modules/x/index.js': url('module.jpg'),
  '.git/HEAD': url('head.jpg'),
  '.github/workflow.yml': `image: ${url('hidden.jpg')}`,
  '.gitignore': '# built\n/built/\n*.log\n!keep.log\n.env.local\nnested/**/tmp\n',
  '.ignore': 'plain.md\n',
  '.env': `IMAGEKIT_URL_ENDPOINT=https://ik.imagekit.io/acme\nIMAGEKIT_PRIVATE_KEY=private_x/y+z=\n`,
  '.env.local': `HERO=${url('env-local.jpg')}\nIMAGEKIT_PRIVATE_KEY=private_${id}/=\n`,
  'built/out.html': url('built.jpg'),
  'built/.env': `X=${url('built-env.jpg')}`,
  'debug.log': url('log.jpg'),
  'keep.log': url('keep.jpg'),
  'nested/a/b/tmp/x.md': url('tmp.jpg'),
  'nested/.gitignore': '!debug.log\nsecret.md\n',
  'nested/debug.log': url('nested-log.jpg'),
  'nested/secret.md': url('secret.jpg'),
};

/** Whether no process has the id any more. */
function isGone(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch {
    return true;
  }
}

const found = (findings: readonly FileFindings[]) =>
  findings
    .flatMap(({ references }) => [...references])
    .map(({ place, value }) => `${place.file}:${place.line}:${place.column} ${value}`)
    .sort();

suite('searching a folder', () => {
  let folder = '';
  const links = has('symbolic links') ? 1 : 0;
  const signal = new AbortController().signal;
  const scope: SearchScope = { ...defaultScope, maxFileSize: 15_000 };

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'references-'));
    for (const [path, content] of Object.entries(tree)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    if (has('symbolic links')) await symlink(join(folder, 'plain.md'), join(folder, 'link.md'));
  });

  suiteTeardown(() => rm(folder, { recursive: true, force: true }));

  const ways: Readonly<
    Record<string, (scope: SearchScope) => AsyncGenerator<FileFindings, Coverage>>
  > = {
    'with ripgrep': (used) =>
      scanWithRipgrep({ program: rgPath, folder, scope: used, context, signal }),
    'without ripgrep': (used) =>
      walkWorkspace({ files: diskFiles(folder), scope: used, context, signal }),
  };

  for (const [way, scan] of Object.entries(ways)) {
    test(`${way}: finds what is text and not set aside, where an editor shows it`, async () => {
      const { yielded } = await drain(scan(scope));
      assert.deepEqual(found(yielded), [
        `.env.local:1:6 ${url('env-local.jpg')}`,
        `.github/workflow.yml:1:8 ${url('hidden.jpg')}`,
        `app/og.png/route.tsx:1:16 ${url('route.jpg')}`,
        `built/.env:1:3 ${url('built-env.jpg')}`,
        `bundle.js:1:8012 ${url('bundle.jpg')}`,
        `keep.log:1:1 ${url('keep.jpg')}`,
        `latin1.txt:1:6 ${url('latin.jpg')}`,
        `macintosh.txt:2:5 ${url('cr.jpg')}`,
        `macintosh.txt:4:6 ${url('cr2.jpg')}`,
        `name with spaces & ü.md:1:1 ${url('spaces.jpg')}`,
        `nested/debug.log:1:1 ${url('nested-log.jpg')}`,
        `plain.md:3:6 ${url('plain.jpg')}`,
        `plain.md:4:5 ${id}`,
        `src/deep/er/a.ts:1:19 ${url('deep.jpg')}`,
        `utf16be.txt:1:3 ${url('be.jpg')}`,
        `utf16le.txt:1:7 ${url('le.jpg')}`,
        `utf16le.txt:2:1 ${url('le2.jpg')}`,
        `utf8-bom.md:1:1 ${url('bom.jpg')}`,
        `zero.txt:1:1 ${url('zero.jpg')}`,
      ]);
    });

    test(`${way}: counts what was searched and why the rest was not`, async () => {
      const { returned } = await drain(scan(scope));
      assert.deepEqual(returned, {
        searched: 20,
        skipped: { ...noneSkipped, excluded: 3, ignored: 4, binary: 2, tooLarge: 1, link: links },
        media: ['picture.png'],
      });
    });

    test(`${way}: takes endpoints, never a key, out of .env files`, async () => {
      const { yielded } = await drain(scan(scope));
      assert.deepEqual(yielded.find(({ file }) => file === '.env')?.endpoints, [
        'https://ik.imagekit.io/acme',
      ]);
      assert.ok(!JSON.stringify(yielded).includes('private_'));
    });

    test(`${way}: searches ignored files when it is told to`, async () => {
      const { yielded, returned } = await drain(scan({ ...scope, skipIgnored: false }));
      const files = yielded.map(({ file }) => file);
      for (const file of ['built/out.html', 'debug.log', 'nested/secret.md', '.env.local']) {
        assert.equal(files.filter((each) => each === file).length, 1, file);
      }
      assert.equal(returned.skipped.ignored, 0);
    });

    test(`${way}: keeps to the included and leaves out the excluded`, async () => {
      const { yielded } = await drain(
        scan({ ...scope, include: ['*.{md,ts}'], exclude: ['src/**/er', '/plain.md'] }),
      );
      assert.deepEqual(
        yielded
          .filter(({ references }) => references.length > 0)
          .map(({ file }) => file)
          .sort(),
        ['name with spaces & ü.md', 'utf8-bom.md'],
      );
    });

    test(`${way}: finds a reference in a line of 50 MB`, async () => {
      const file = join(folder, 'nested/one-line.json');
      const half = `{"k":"${'v'.repeat(90)}"},`.repeat(250_000);
      await writeFile(file, `[${half}"${id}",${half}{}]`);
      try {
        const { yielded } = await drain(scan({ ...defaultScope, include: ['one-line.json'] }));
        assert.deepEqual(found(yielded), [`nested/one-line.json:1:${half.length + 3} ${id}`]);
      } finally {
        await rm(file);
      }
    }).timeout(60_000);
  }

  test('both ways agree for any endpoints', async () => {
    for (const endpoints of [[], [{ url: 'https://img.acme.com/x' }]]) {
      const other = finderContext(endpoints);
      const [one, two] = await Promise.all([
        drain(scanWithRipgrep({ program: rgPath, folder, scope, context: other, signal })),
        drain(walkWorkspace({ files: diskFiles(folder), scope, context: other, signal })),
      ]);
      const sorted = (all: readonly FileFindings[]) =>
        all
          .filter(({ references, endpoints: own }) => references.length + own.length > 0)
          .toSorted((a, b) => (a.file < b.file ? -1 : 1));
      assert.deepEqual(sorted(one.yielded), sorted(two.yielded));
    }
  });

  test('one saved file is read as the search reads it', async () => {
    const scan = { files: diskFiles(folder), scope, context, signal };
    const findings = await readOneFile('src/deep/er/a.ts', scan);
    assert.deepEqual(found(findings ? [findings] : []), [
      `src/deep/er/a.ts:1:19 ${url('deep.jpg')}`,
    ]);
    for (const file of [
      'debug.log',
      'built/out.html',
      'nested/secret.md',
      'nested/a/b/tmp/x.md',
      'node_modules/x/index.js',
      'picture.png',
      'program',
      'big.csv',
      ...(links === 1 ? ['link.md'] : []),
      'gone.md',
    ]) {
      assert.equal(await readOneFile(file, scan), undefined, file);
    }
    for (const file of ['.env.local', 'keep.log', 'nested/debug.log', 'zero.txt', 'bundle.js']) {
      assert.ok(await readOneFile(file, scan), file);
    }
  });

  test('counts a file that can not be read', async function () {
    const file = join(folder, 'nested/forbidden.md');
    await writeFile(file, url('forbidden.jpg'));
    const files = diskFiles(folder);
    const open = (path: string, most: number) => {
      if (path.endsWith('forbidden.md')) throw new Error('EACCES');
      return files.open?.(path, most);
    };
    try {
      const { returned } = await drain(
        walkWorkspace({ files: { ...files, open }, scope, context, signal }),
      );
      assert.equal(returned.skipped.unreadable, 1);
    } finally {
      await rm(file);
    }
  });

  testWith('programs that begin with #!', 'counts once what ripgrep can not read', async () => {
    const program = join(folder, 'complaining-rg');
    const script = `#!${process.execPath}
      console.error('rg: ./plain.md: Permission denied (os error 13)');
      process.stdout.write('\\n2 files searched\\n');
      process.exitCode = 2;`;
    await writeFile(program, script, { mode: 0o755 });
    try {
      const only = { ...scope, include: ['*.md', '!nested'] };
      const scan = scanWithRipgrep({ program, folder, scope: only, context, signal });
      const { searched, skipped } = (await drain(scan)).returned;
      assert.deepEqual([searched, skipped.unreadable, skipped.tooLarge], [2, 1, 0]);
    } finally {
      await rm(program);
    }
  });

  test('counts a folder that can not be listed', async () => {
    const files = diskFiles(folder);
    const readFolder = (path: string) =>
      path === 'src' ? Promise.reject(new Error('EACCES')) : files.readFolder(path);
    const walk = walkWorkspace({ files: { ...files, readFolder }, scope, context, signal });
    assert.equal((await drain(walk)).returned.skipped.unreadable, 1);
  });

  test('stops when it is cancelled', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    const options = { scope, context, signal: abort.signal };
    await assert.rejects(drain(scanWithRipgrep({ ...options, program: rgPath, folder })), /enough/);
    await assert.rejects(drain(walkWorkspace({ ...options, files: diskFiles(folder) })), /enough/);
  });

  test('ends ripgrep when it is cancelled half way', async () => {
    const abort = new AbortController();
    const scan = scanWithRipgrep({ program: rgPath, folder, scope, context, signal: abort.signal });
    await scan.next();
    abort.abort(new Error('enough'));
    await assert.rejects(drain(scan), /enough/);
  });

  testWith('programs that begin with #!', 'ends ripgrep when nobody listens any more', async () => {
    const program = join(folder, 'endless-rg');
    const pids = await mkdtemp(join(tmpdir(), 'pids-'));
    const script = `#!${process.execPath}
      require('node:fs').writeFileSync(${JSON.stringify(pids)} + '/' + process.pid, '');
      console.log('./plain.md\\x001:${id}\\n');
      setInterval(() => {}, 1000);`;
    await writeFile(program, script, { mode: 0o755 });
    try {
      for await (const { file } of scanWithRipgrep({ program, folder, scope, context, signal })) {
        assert.equal(file, 'plain.md');
        assert.equal((await readdir(pids)).length, 1);
        break;
      }
      await until('the end of all processes', async () => (await readdir(pids)).every(isGone));
    } finally {
      await rm(program);
      await rm(pids, { recursive: true });
    }
  });

  test('says so when ripgrep can not be started or refuses its arguments', async () => {
    const options = { folder, scope, context, signal };
    await assert.rejects(
      drain(scanWithRipgrep({ ...options, program: join(folder, 'rg') })),
      /ENOENT/,
    );
    const broken = { ...options, context: { ...context, triggerSource: '(' } };
    await assert.rejects(
      drain(scanWithRipgrep({ ...broken, program: rgPath })),
      /ripgrep ended with 2/,
    );
  });
});

suite('findRipgrep', () => {
  let root = '';
  const os = `${process.platform}-${process.arch}`;
  const rg = process.platform === 'win32' ? 'rg.exe' : 'rg';

  setup(async () => {
    root = await mkdtemp(join(tmpdir(), 'approot-'));
  });

  teardown(() => rm(root, { recursive: true, force: true }));

  for (const place of [
    `node_modules/@vscode/ripgrep-universal/bin/${os}`,
    `node_modules/@vscode/ripgrep-${os}/bin`,
    'node_modules/@vscode/ripgrep/bin',
    'node_modules.asar.unpacked/@vscode/ripgrep/bin',
  ]) {
    test(`finds it in ${place}`, async () => {
      await mkdir(join(root, place), { recursive: true });
      await writeFile(join(root, place, rg), '', { mode: 0o755 });
      assert.equal(await findRipgrep(root), join(root, place, rg));
    });
  }

  test('finds none in an empty folder', async () => {
    assert.equal(await findRipgrep(root), undefined);
  });
});
