import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/paths';

const folder = path.join(root, '.github/workflows');
const workflows = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));

/** What GitHub's own parser, with its schema of workflows, has against one. */
async function mistakesOf(name: string, content: string): Promise<readonly string[]> {
  // It is a module that can only be imported.
  const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

suite('the workflows', () => {
  test('are what GitHub takes', async () => {
    assert.ok(workflows.length > 0);
    for (const name of workflows) {
      assert.deepEqual(await mistakesOf(name, readFileSync(path.join(folder, name), 'utf8')), []);
    }
  });

  test('would be refused with a slip', async () => {
    const text = readFileSync(path.join(folder, 'test.yml'), 'utf8');
    for (const [right, slip] of [
      ['runs-on: ubuntu-latest', 'run-on: ubuntu-latest'],
      ['timeout-minutes: 60', 'timeout-minutes: soon'],
      ['${{ github.ref }}', '${{ github.ref'],
    ] as const) {
      assert.ok(text.includes(right), right);
      assert.notDeepEqual(await mistakesOf('test.yml', text.replace(right, slip)), [], slip);
    }
  });

  test('run the scripts and suites that there are', () => {
    const text = workflows.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
    assert.deepEqual(scripts, ['test:desktop']);
    for (const name of scripts) assert.ok(manifest.scripts[name], name);
    const runner = readFileSync(path.join(root, 'test/support/runSuites.ts'), 'utf8');
    const [, suites = ''] = /node test\/run\.mjs (.+)/.exec(text) ?? [];
    for (const name of suites.split(' ')) {
      assert.match(runner, new RegExp(`(?:check|tests)\\('${name}'`), name);
    }
    assert.match(text, /os: \[macos-latest, windows-latest\]/);
    assert.match(text, /runs-on: ubuntu-latest[\s\S]*run: npm test/);
  });
});
