import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import fc from 'fast-check';
import { finderContext } from '../../../../src/core/finder/finderContext';
import type { Coverage, SearchScope } from '../../../../src/core/scope/searchScope';
import { defaultScope, noneSkipped } from '../../../../src/core/scope/searchScope';
import type { FileFindings } from '../../../../src/core/fileFindings';
import { diskFiles } from '../../../../src/io/search/folderFiles';
import { scanWithRipgrep } from '../../../../src/io/search/ripgrep';
import { searchFolder } from '../../../../src/io/search/searchFolder';
import { readOneFile } from '../../../../src/io/search/workspaceWalk';
import { drain } from '../../../support/drain';
import { gitRepository } from '../../../support/gitRepository';
import { removeTemporary, temporaryFolder } from '../../../support/temporaryFolder';
import { testWith } from '../../../support/testWith';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const signal = new AbortController().signal;
const url = 'https://ik.imagekit.io/acme/a.jpg';

/** What each way of searching says of a folder: the files that were looked into, and the figures. */
interface Answer {
  readonly files: readonly string[];
  readonly coverage: Coverage;
  readonly media: readonly string[];
}

const scopeOf = (more: Partial<SearchScope>) => ({ ...defaultScope, ...more });

function filesOf(findings: readonly FileFindings[]): readonly string[] {
  const found = findings.filter(({ references }) => references.length > 0);
  return found.map(({ file }) => file).sort();
}

/** Searches with ripgrep and without, holds both to the same answer, and reads each file alone. */
async function search(folder: string, more: Partial<SearchScope> = {}): Promise<Answer> {
  const scan = { scope: scopeOf(more), context, signal };
  const files = diskFiles(folder);
  const [one, two] = [
    await drain(scanWithRipgrep({ ...scan, program: rgPath, folder })),
    await drain(searchFolder({ ...scan, folder, ripgrep: undefined, onFallback: () => undefined })),
  ];
  const inOrder = (all: readonly FileFindings[]) =>
    all.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  assert.deepEqual(inOrder(one.yielded), inOrder(two.yielded));
  assert.deepEqual(one.returned, two.returned);
  for (const file of allFiles(folder)) {
    const alone = await readOneFile(file, { ...scan, files });
    const together = two.yielded.find((each) => each.file === file);
    // A file that says nothing is kept by neither.
    if (together || (alone && alone.references.length > 0)) {
      assert.deepEqual(alone, together, `${file}, read alone`);
    }
  }
  const { searched, skipped, media } = one.returned;
  return { files: filesOf(one.yielded), coverage: { searched, skipped }, media };
}

function allFiles(folder: string): readonly string[] {
  const found = execFileSync('find', ['.', '-not', '-type', 'd', '-print0'], { cwd: folder });
  return found
    .toString('utf8')
    .split('\0')
    .slice(0, -1)
    .map((file) => file.slice(2));
}

/** The files that Git does not ignore, or tracks all the same. */
function visibleToGit(folder: string): readonly string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  return [...new Set(listed.toString('utf8').split('\0').slice(0, -1))].sort();
}

function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

/** Files that each hold a reference. */
const referring = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, url]));

suite('what is searched, by every way of searching', () => {
  let folder = '';
  const before = { ...process.env };

  setup(() => {
    folder = temporaryFolder('searched');
    const home = path.join(folder, 'home');
    mkdirSync(home);
    Object.assign(process.env, { HOME: home, USERPROFILE: home, GIT_CONFIG_NOSYSTEM: '1' });
    delete process.env['XDG_CONFIG_HOME'];
    mkdirSync(path.join(folder, 'work'));
    folder = path.join(folder, 'work');
  });

  teardown(() => {
    for (const name of ['HOME', 'USERPROFILE', 'GIT_CONFIG_NOSYSTEM', 'XDG_CONFIG_HOME']) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
    removeTemporary(path.dirname(folder));
  });

  test('is what Git says, for the forms of rules that people write', async () => {
    gitRepository(folder);
    write(folder, referring(['doc/keep.md', 'doc/other.md', 'doc/deep/x.md', 'b/doc/y.md']));
    write(folder, referring(['a.log', 'keep.log', 'sub/a.log', 'sub/keep.log', '#odd', '!odd']));
    write(folder, referring(['trail.md', 'trail.md ', 'crlf/x.md', 'cls/a1.md', 'cls/b1.md']));
    write(
      folder,
      referring(['Case.MD', 'case.md', 'é.md', 'x?.md', 'build/a/b.md', 'lib/in/z.md']),
    );
    write(
      folder,
      referring(['pack/lib/open.md', 'pack/lib/in/open.md', 'out/x.md', 'ab/out/x.md']),
    );
    write(folder, {
      '.gitignore': [
        ...['# a comment', 'doc/**', '!doc/keep.md', '*.log', '!keep.log', '\\#odd', '\\!odd'],
        ...['trail.md   ', 'crlf/\r', 'cls/[[:alpha:]]1.md', '!cls/b1.md', '/Case.MD', 'x\\?.md'],
        ...['/build', '!build/a/b.md', 'lib/', '/out/', '\\', '[unclosed', 'é.md'],
      ].join('\n'),
      'sub/.gitignore': '!a.log\nkeep.log\n',
      'pack/.gitignore': '!lib/\n/lib/in/\n',
      'cls/.gitignore': Buffer.from('\xef\xbb\xbfa1.md\ncaf\xe9.md\n', 'latin1'),
    });
    const visible = visibleToGit(folder);
    const { files } = await search(folder);
    assert.deepEqual(
      files,
      visible.filter((file) => !file.endsWith('.gitignore')),
    );
    for (const file of ['doc/keep.md', 'keep.log', 'sub/a.log', 'pack/lib/open.md']) {
      assert.ok(files.includes(file), file);
    }
  });

  test('is what Git tracks though it is ignored, in each form of its index', async () => {
    for (const form of ['2', '3', '4', 'split']) {
      const here = path.join(folder, form);
      mkdirSync(here);
      const { git } = gitRepository(here);
      write(
        here,
        referring(['gen/kept.md', 'gen/deep/kept ü.md', 'gen/lost.md', 'a.log', 'b.log']),
      );
      write(here, referring(Array.from({ length: 50 }, (_, n) => `plain/${n}.md`)));
      write(here, { '.gitignore': 'gen/\n*.log\n' });
      if (form !== 'split') git('config', 'index.version', form);
      if (form === 'split') git('config', 'splitIndex.maxPercentChange', '100');
      git('add', '--all');
      if (form === 'split') git('update-index', '--split-index');
      git('add', '--force', 'gen/kept.md', 'gen/deep', 'a.log');
      if (form === '3') git('add', '--intent-to-add', '--force', 'b.log');
      const { files, coverage } = await search(here);
      assert.deepEqual(
        files,
        visibleToGit(here).filter((file) => !file.startsWith('.git')),
      );
      assert.ok(files.includes('gen/deep/kept ü.md') && !files.includes('gen/lost.md'));
      assert.equal(coverage.skipped.ignored, form === '3' ? 1 : 2);
    }
  });

  test("is ruled by the user's own ignore file, wherever it is configured", async () => {
    const home = path.join(folder, '../home');
    gitRepository(folder).git('config', 'core.ignoreCase', 'true');
    write(folder, referring(['a.one', 'a.two', 'a.three', 'a.four', 'a.five', 'a.md', 'B.FOUR']));
    write(folder, { '.git/info/exclude': '*.four\n' });
    write(home, {
      '.config/git/ignore': '*.one\n',
      'two.txt': '*.two\n',
      'three.txt': '*.three\n',
      'more.config': '[core]\n\texcludesFile = "~/three.txt" ; the last one counts\n',
    });
    const expectAsGit = async (...hidden: readonly string[]) => {
      const { files } = await search(folder);
      assert.deepEqual(files, visibleToGit(folder));
      for (const ending of hidden) assert.ok(!files.includes(`a.${ending}`), ending);
    };
    await expectAsGit('one', 'four');
    write(home, { '.gitconfig': '[core] excludesFile = ~/two.txt\n' });
    await expectAsGit('two', 'four');
    write(home, {
      '.gitconfig': '[CORE]\nexcludesfile=~/two.txt\n[include]\npath = more.config\n',
    });
    await expectAsGit('three', 'four');
    gitRepository(folder).git('config', 'core.excludesFile', '');
    await expectAsGit('four');
  });

  test('is the same in a part of a repository, in a work tree and in repositories inside', async () => {
    const main = path.join(folder, 'main');
    mkdirSync(main);
    const { git, commit } = gitRepository(main);
    write(main, referring(['pkg/a.md', 'pkg/gen/b.md', 'pkg/x.tmp', 'pkg/kept.tmp', 'top.md']));
    write(main, { '.gitignore': 'gen/\n*.tmp\n', '.git/info/exclude': 'top.md\n' });
    git('add', '--force', 'pkg/kept.tmp');
    commit('first');
    git('worktree', 'add', '--quiet', '../tree');
    const tree = path.join(folder, 'tree');
    write(tree, referring(['pkg/x.tmp', 'top.md', 'new.md']));
    assert.deepEqual((await search(path.join(main, 'pkg'))).files, ['a.md', 'kept.tmp']);
    assert.deepEqual((await search(tree)).files, ['new.md', 'pkg/a.md', 'pkg/kept.tmp']);

    const inner = path.join(main, 'inner');
    mkdirSync(inner);
    gitRepository(inner).git('config', 'core.quotePath', 'false');
    write(inner, referring(['a.tmp', 'b.own']));
    write(inner, { '.gitignore': '*.own\n' });
    git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      '--force',
      '../tree',
      'gen/sub',
    );
    write(main, referring(['gen/sub/s.tmp', 'gen/sub/s.md', 'gen/other.md']));
    assert.deepEqual((await search(main)).files, [
      'gen/sub/pkg/a.md',
      'gen/sub/pkg/kept.tmp',
      'gen/sub/s.md',
      'inner/a.tmp',
      'pkg/a.md',
      'pkg/kept.tmp',
    ]);
  });

  test('is ruled by ignore files outside of a repository, but by none above the folder', async () => {
    write(path.dirname(folder), { '.gitignore': '*\n' });
    write(folder, referring(['a.md', 'b.log', '.ignored.md', 'plain.md']));
    write(folder, { '.gitignore': '*.log\n', '.ignore': 'plain.md\n', '.rgignore': 'a.md\n' });
    assert.deepEqual((await search(folder)).files, ['.ignored.md', 'a.md', 'plain.md']);
  });

  test('tells of the pictures that lie there, searched or not', async () => {
    write(folder, referring(['a.md', 'public/logo.PNG', 'node_modules/x/b.png', 'old/c.svg']));
    write(folder, { '.gitignore': 'old/\n*.webp\n', 'kept/d.webp': '' });
    const { media } = await search(folder);
    assert.deepEqual(media.toSorted(), ['kept/d.webp', 'old/c.svg', 'public/logo.PNG']);
  });

  test('is a folder named like a file that is not', async () => {
    const files = ['app/og.png/route.tsx', 'x.min.js/a.ts', 'yarn.lock/a.md', 'a.ZIP/b.md'];
    write(folder, referring([...files, 'app/pic.PNG', 'YARN.lock', 'x.MIN.js/b.map']));
    const { files: found, coverage } = await search(folder);
    assert.deepEqual(found, files.toSorted());
    assert.deepEqual(coverage.skipped, { ...noneSkipped, binary: 1, excluded: 2 });
  });

  testWith(
    'pipes',
    'is no link, pipe or closed folder: those are counted, or can not be listed',
    async () => {
      write(folder, referring(['a.md', 'deep/b.md', 'node_modules/x/c.md', 'shut/d.md']));
      write(path.dirname(folder), referring(['outside/e.md']));
      const links = { 'link.md': 'a.md', loop: '.', away: '../outside', broken: 'nowhere' };
      for (const [name, target] of Object.entries(links))
        symlinkSync(target, path.join(folder, name));
      mkdirSync(path.join(folder, 'pkg'));
      symlinkSync('../node_modules', path.join(folder, 'pkg/node_modules'));
      execFileSync('mkfifo', [path.join(folder, 'pipe'), path.join(folder, 'deep/.gitignore')]);
      const { files, coverage } = await search(folder);
      assert.deepEqual(files, ['a.md', 'deep/b.md', 'shut/d.md']);
      assert.deepEqual(coverage, { searched: 3, skipped: { ...noneSkipped, link: 4, special: 2 } });
      if (process.getuid?.() === 0) return;
      chmodSync(path.join(folder, 'shut'), 0);
      try {
        assert.equal((await search(folder)).coverage.skipped.unreadable, 1);
      } finally {
        chmodSync(path.join(folder, 'shut'), 0o755);
      }
    },
  );

  test('is all text, however it is written, and nothing else', async () => {
    const utf16 = (text: string) => Buffer.from(text, 'utf16le');
    const bytes = Buffer.from(Array.from({ length: 400 }, (_, n) => (n * n * 31 + n) % 256));
    write(folder, {
      'le.txt': utf16(`a line\r\nand ${url} with 漢字\r\n`),
      'be.txt': utf16(`a line\nand ${url}\n`).swap16(),
      'marked.txt': utf16(`\ufeff${url}`),
      'records.txt': `one\0two ${url}\0three\0`,
      'padded.txt': `${url}${'\0'.repeat(500)}`,
      'late.txt': `${'plain text\n'.repeat(20_000)}\0${url}`,
      'long.js': `const a=[${'"x",'.repeat(3000)}"${url}"]`,
      'long.css': `${'a{b:c}'.repeat(3000)}d{background:url(${url})}`,
      program: Buffer.concat([bytes, Buffer.from(url), bytes]),
      'silent-program': Buffer.concat([bytes, bytes]),
      'utf32.txt': Buffer.from([
        0xff,
        0xfe,
        0,
        0,
        ...Array.from(url).flatMap((c) => [c.charCodeAt(0), 0, 0, 0]),
      ]),
      'latin1.txt': Buffer.from(`caf\xe9 ${url}`, 'latin1'),
      'empty.txt': '',
      'big.txt': `${url}${' '.repeat(300_000)}`,
    });
    const { files, coverage } = await search(folder, { maxFileSize: 280_000 });
    assert.deepEqual(files, [
      ...['be.txt', 'late.txt', 'latin1.txt', 'le.txt', 'long.css', 'long.js', 'marked.txt'],
      ...['padded.txt', 'records.txt'],
    ]);
    assert.deepEqual(coverage, {
      searched: 10,
      skipped: { ...noneSkipped, binary: 3, tooLarge: 1 },
    });
  });

  test('is an older encoding too, line by line', async () => {
    const old = Buffer.from('https://ik.imagekit.io/acme/caf\xe9 \x80 1.jpg', 'latin1');
    const quoted = Buffer.concat([Buffer.from('"é"\n"'), old, Buffer.from('"\r\n"é" ')]);
    write(folder, {
      'page.html': quoted,
      'marked.html': Buffer.concat([Buffer.from('\ufeff'), quoted]),
      'lone.html': Buffer.concat([quoted, Buffer.from('\rx')]),
      'mail.eml': Buffer.concat([Buffer.from('\n'), quoted]),
    });
    for (const program of [rgPath, undefined]) {
      const scan = { scope: scopeOf({}), context, signal, folder };
      const { yielded } = await drain(
        program === undefined
          ? searchFolder({ ...scan, ripgrep: undefined, onFallback: () => undefined })
          : scanWithRipgrep({ ...scan, program }),
      );
      const paths = yielded.flatMap(({ references }) =>
        [...references].map(({ ref }) => (ref.kind === 'url' ? ref.path : ref.kind)),
      );
      assert.deepEqual(paths, Array<string>(4).fill('/café € 1.jpg'));
    }
    await search(folder);
  });

  test('is what the globs of the settings leave, counted by what they take', async () => {
    write(
      folder,
      referring(['src/a.ts', 'src/b.md', 'src/x/c.ts', 'lib/d.ts', 'e[1].ts', 'f{2}.ts']),
    );
    write(folder, referring(['img.png', 'src/odd\nname.ts']));
    const { files, coverage } = await search(folder, {
      include: ['*.ts'],
      exclude: ['src/x', 'e*'],
    });
    assert.deepEqual(files, ['f{2}.ts', 'lib/d.ts', 'src/a.ts', 'src/odd\nname.ts']);
    assert.deepEqual(coverage.skipped, { ...noneSkipped, binary: 1, excluded: 3 });
  });

  test('is everything but the closed folders when ignored files are wanted, too', async () => {
    gitRepository(folder);
    write(folder, referring(['a.log', 'gen/b.md', 'node_modules/c.md', 'd.md']));
    write(folder, { '.gitignore': '*.log\ngen/\n' });
    const { files, coverage } = await search(folder, { skipIgnored: false });
    assert.deepEqual(files, ['a.log', 'd.md', 'gen/b.md']);
    assert.equal(coverage.skipped.ignored, 0);
  });

  test('is what Git says, for any tree and any rules', async function () {
    this.timeout(120_000);
    const names = [
      'a',
      'b',
      'ab',
      'doc',
      'x.md',
      'y.log',
      'é',
      '#c',
      '!d',
      'e f',
      '[g]',
      'h*',
      'A',
    ];
    const name = fc.constantFrom(...names);
    const file = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const piece = fc.constantFrom(
      '*',
      '?',
      '[a-c]',
      '[!a]',
      '[[:upper:]]',
      '\\#',
      '\\!',
      '.',
      'md',
    );
    const segment = fc
      .oneof(
        { weight: 3, arbitrary: name.map((each) => each.replace(/[[\]*]/g, '\\$&')) },
        { weight: 1, arbitrary: fc.array(fc.oneof(name, piece), { minLength: 1, maxLength: 2 }) },
      )
      .map((each) => [each].flat().join('').replace(/\*\*+/g, '*'));
    const rule = fc.record({
      sign: fc.constantFrom('', '', '!'),
      start: fc.constantFrom('', '', '/', '**/'),
      middle: fc.array(segment, { minLength: 1, maxLength: 3 }),
      end: fc.constantFrom('', '', '/', '/*', '/**', ' ', '\\ '),
    });
    const rules = fc
      .array(rule, { maxLength: 5 })
      .map((all) => all.map((r) => r.sign + r.start + r.middle.join('/') + r.end).join('\n'));
    const property = fc.asyncProperty(
      fc.uniqueArray(file, { minLength: 3, maxLength: 15 }),
      fc.record({ top: rules, a: rules, b: rules, user: rules, repository: rules }),
      fc.infiniteStream(fc.nat({ max: 5 })),
      async (paths, { top, a, b, user, repository }, tracked) => {
        const here = temporaryFolder('tree');
        try {
          const kept: string[] = [];
          for (const each of paths) {
            // A file can't be in another one's place.
            if (kept.some((other) => `${other}/`.startsWith(`${each}/`))) continue;
            if (kept.some((other) => each.startsWith(`${other}/`))) continue;
            kept.push(each);
          }
          const { git } = gitRepository(here);
          write(here, referring(kept));
          write(here, { '.gitignore': top, '.git/info/exclude': repository });
          for (const [inner, text] of [
            ['a', a],
            ['b', b],
          ] as const) {
            if (!kept.includes(inner)) write(here, { [`${inner}/.gitignore`]: text });
          }
          write(path.join(folder, '../home'), { '.config/git/ignore': user });
          const known = kept.filter(() => tracked.next().value === 0);
          if (known.length > 0) git('--literal-pathspecs', 'add', '--force', '--', ...known);
          const { files } = await search(here);
          const visible = visibleToGit(here).filter((each) => !each.endsWith('.gitignore'));
          assert.deepEqual(files, visible);
        } finally {
          removeTemporary(here);
        }
      },
    );
    const seed = process.env['CONTRACT_SEED'];
    await fc.assert(property, {
      numRuns: Number(process.env['CONTRACT_RUNS'] ?? 25),
      ...(seed === undefined ? { seed: 9 } : { seed: Number(seed) }),
    });
  });
});
