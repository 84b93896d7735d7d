import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { removeTemporary, temporaryFolder } from '../../support/temporaryFolder';
import { has } from '../../support/testWith';

const root = join(__dirname, '../../..');
const corpus = join(root, 'test/fixtures/references/acme');

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as its npm script does. */
function run(...args: readonly string[]): Promise<Ran> {
  const command = [join(root, 'src/scripts/referencesCommand.ts'), ...args];
  return new Promise((resolve) => {
    const node = [...['--import', 'tsx'], ...command];
    execFile(process.execPath, node, { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const endpoint = ['--endpoint', 'https://ik.imagekit.io/acme'];

suite('npm run references', () => {
  test('prints one JSON object a line, with what is promised', async () => {
    const { code, stdout, stderr } = await run(corpus, ...endpoint, '--json');
    assert.equal(code, 0);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const find = (file: string, line: number) =>
      rows.find((row) => row['file'] === file && row['line'] === line);
    assert.deepEqual(find('app/product.php', 10), {
      ...{ file: 'app/product.php', line: 10, column: 24, length: 24, kind: 'id' },
      ...{
        value: '64f0c1d2e3a4b5c6d7e80031',
        fileId: '64f0c1d2e3a4b5c6d7e80031',
        strength: 'certain',
      },
    });
    assert.deepEqual(find('content/post.md', 17), {
      ...{ file: 'content/post.md', line: 17, column: 12, length: 53, kind: 'url' },
      ...{
        value: 'https://ik.imagekit.io/acme/tr:w-400/posts/linked.jpg',
        path: '/posts/linked.jpg',
      },
      ...{ account: 'acme', strength: 'certain' },
    });
    assert.match(stderr, /^Searched \d+ files; skipped: 2 excluded, 1 binary\.\n$/);
  });

  test('prints the same with a given ripgrep and without any', async () => {
    const [given, none] = await Promise.all([
      run(corpus, ...endpoint, '--json', '--rg', rgPath),
      run(corpus, ...endpoint, '--json', '--rg', 'none'),
    ]);
    assert.equal(given.stdout, none.stdout);
    assert.match(none.stderr, /without ripgrep/);
  });

  suite('in a folder with spaces and odd files', () => {
    const folder = join(temporaryFolder('references'), 'my project');
    const url = (name: string) => `https://ik.imagekit.io/acme/${name}`;

    suiteSetup(async () => {
      await mkdir(folder);
      const utf16 = `\uFEFF🏔 ${url('le.jpg')}\r\nx ${url('le2.jpg')}`;
      const files: Readonly<Record<string, string | Buffer>> = {
        'emoji.md': `👨‍👩‍👧 é ${url('emoji.jpg')}`,
        'crlf.md': `a\r\n${url('crlf.jpg')}\r\n\r\n  ${url('last.jpg')}`,
        'bom.md': `\uFEFF${url('bom.jpg')}\n`,
        'utf16le.txt': Buffer.from(utf16, 'utf16le'),
        'utf16be.txt': Buffer.from(utf16.replaceAll('/le', '/be'), 'utf16le').swap16(),
        ...(has('names with line breaks') && { 'two\nlines.md': url('name.jpg') }),
      };
      for (const [name, content] of Object.entries(files)) {
        await writeFile(join(folder, name), content);
      }
      if (has('symbolic links')) await symlink('emoji.md', join(folder, 'link.md'));
    });

    suiteTeardown(() => {
      removeTemporary(join(folder, '..'));
    });

    for (const rg of [rgPath, 'none']) {
      test(`gives each place as an editor shows it, with ${rg === 'none' ? 'no' : 'a'} ripgrep`, async () => {
        const { stdout } = await run(folder, ...endpoint, '--json', '--rg', rg);
        const rows = stdout.trimEnd().split('\n');
        const places = rows.map((row) => {
          const { file, line, column, length, value } = JSON.parse(row) as Record<string, unknown>;
          assert.equal(String(value).length, length);
          return `${String(file)}:${String(line)}:${String(column)} ${String(value)}`;
        });
        assert.deepEqual(places, [
          `bom.md:1:1 ${url('bom.jpg')}`,
          `crlf.md:2:1 ${url('crlf.jpg')}`,
          `crlf.md:4:3 ${url('last.jpg')}`,
          `emoji.md:1:12 ${url('emoji.jpg')}`,
          ...(has('names with line breaks') ? [`two\nlines.md:1:1 ${url('name.jpg')}`] : []),
          `utf16be.txt:1:4 ${url('be.jpg')}`,
          `utf16be.txt:2:3 ${url('be2.jpg')}`,
          `utf16le.txt:1:4 ${url('le.jpg')}`,
          `utf16le.txt:2:3 ${url('le2.jpg')}`,
        ]);
      });
    }
  });

  test('ends in peace when its reader has seen enough', async () => {
    const node = ['--import', 'tsx', join(root, 'src/scripts/referencesCommand.ts'), corpus];
    const child = spawn(process.execPath, node, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0);
    assert.doesNotMatch(complaint, /EPIPE/);
  });

  test('prints lines for people without --json', async () => {
    const { stdout } = await run(corpus, ...endpoint, '--include', 'run.sh');
    assert.match(
      stdout,
      /^logs\/run\.sh:1:10: certain url \/sh\/one\.jpg acme \(https:.*one\.jpg\)$/m,
    );
  });

  for (const args of [
    [],
    ['a', 'b'],
    [join(corpus, 'missing')],
    [corpus, '--endpoint', 'no endpoint'],
    [corpus, '--endpoint', 'https://ik.imagekit.io'],
    [join(corpus, '.env')],
    [corpus, '--rg', join(corpus, 'rg')],
    [corpus, '--exclude', '{a,b}'.repeat(10)],
    [corpus, '--max-size', 'much'],
    [corpus, '--wrong'],
  ]) {
    test(`explains itself for ${JSON.stringify(args.map((arg) => arg.replace(corpus, 'corpus')))}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /Usage: npm run references/);
    });
  }
});
