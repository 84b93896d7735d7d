import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';

const root = join(__dirname, '../../..');
const corpus = join(root, 'test/fixtures/references/acme');

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as its npm script does. */
function run(...args: readonly string[]): Promise<Ran> {
  const command = [join(root, 'src/io/referencesCommand.ts'), ...args];
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
    assert.match(stderr, /^Searched \d+ files; skipped: 2 excluded\.\n$/);
  });

  test('prints the same with a given ripgrep and without any', async () => {
    const [given, none] = await Promise.all([
      run(corpus, ...endpoint, '--json', '--rg', rgPath),
      run(corpus, ...endpoint, '--json', '--rg', 'none'),
    ]);
    assert.equal(given.stdout, none.stdout);
    assert.match(none.stderr, /without ripgrep/);
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
