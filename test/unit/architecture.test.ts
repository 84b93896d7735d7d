import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { layers } from '../support/layers';
import { root } from '../support/paths';

/** Reads every module under `folder`/src and checks it against the import rule. */
async function check(folder: string): Promise<ICruiseResult> {
  const { cruise } = await import('dependency-cruiser');
  const { output } = await cruise(['src'], {
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: layers },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  });
  assert.ok(typeof output === 'object');
  return output;
}

const found = (result: ICruiseResult) =>
  result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);

suite('the import rule', () => {
  test('holds for every module', async function () {
    this.timeout(60_000);
    const result = await check(root);
    const modules = result.modules.map((module) => module.source);
    for (const known of ['src/extension.ts', 'src/api/http.ts', 'src/core/plan/plan.ts']) {
      assert.ok(modules.includes(known), `${known} was not read`);
    }
    assert.deepEqual(found(result), []);
  });

  /** Each line: a file that breaks the rule, what it imports, and the rule that must say so. */
  const breaches: readonly (readonly [string, string, string])[] = [
    ['src/api/a.ts', '../core/target', 'api-imports-only-what-is-below'],
    ['src/api/b.ts', '../extension', 'api-imports-only-what-is-below'],
    ['src/core/a.ts', '../io/target', 'core-imports-only-what-is-below'],
    ['src/core/b.ts', 'node:fs/promises', 'core-does-no-io'],
    ['src/core/c.ts', 'fs', 'core-does-no-io'],
    ['src/io/a.ts', 'vscode', 'only-src-vscode-knows-vscode'],
    ['src/io/b.ts', '../vscode/target', 'io-imports-only-what-is-below'],
    ['src/vscode/a.ts', '../sandbox/target', 'vscode-imports-only-what-is-below'],
    ['src/vscode/b.ts', 'node-fetch', 'one-file-fetches'],
    ['src/vscode/commands/library/a.ts', '../account/target', 'a-command-knows-no-other'],
    ['src/vscode/tree/a.ts', '../commands/target', 'views-know-no-app'],
    ['src/vscode/run/a.ts', '../deletion/target', 'state-knows-no-app'],
    ['src/vscode/plan/a.ts', '../tree/target', 'state-knows-no-app'],
    ['src/vscode/account/a.ts', '../app', 'state-knows-no-app'],
    ['src/vscode/editor/a.ts', '../commands/target', 'only-running-loads-commands'],
    ['src/vscode/deletion/a.ts', '../commands/target', 'only-running-loads-commands'],
    ['src/io/f.ts', '../scripts/target', 'io-imports-only-what-is-below'],
    ['src/vscode/c.ts', '../scripts/target', 'vscode-imports-only-what-is-below'],
    ['src/sandbox/a.ts', '../api/target', 'sandbox-imports-only-what-is-below'],
    ['src/io/c.ts', './missing', 'resolvable'],
    ['src/io/d.ts', './e', 'no-cycle'],
  ];

  test('is broken by each of the breaches it names', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'imagekit-cleanup-imports-'));
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    try {
      write('package.json', JSON.stringify({ dependencies: { 'node-fetch': '*' } }));
      write('node_modules/node-fetch/package.json', '{"name":"node-fetch","main":"index.js"}');
      write('node_modules/node-fetch/index.js', 'module.exports = {};');
      write('src/extension.ts', 'export const x = 1;');
      write('src/io/orphan.ts', 'export const x = 1;');
      write('src/io/e.ts', "import type { x } from './d';");
      write('src/vscode/app.ts', 'export const x = 1;');
      const shell = ['commands', 'commands/account', 'deletion', 'tree'];
      const rooms = ['core', 'io', 'vscode', ...shell.map((room) => `vscode/${room}`)];
      for (const room of [...rooms, 'scripts', 'sandbox', 'api']) {
        write(`src/${room}/target.ts`, 'export const x = 1;');
      }
      for (const [file, target] of breaches) write(file, `import type { x } from '${target}';`);
      const broken = found(await check(folder));
      const missed = breaches.filter(
        ([file, , rule]) => !broken.some((line) => line.startsWith(`${rule}: ${file} ->`)),
      );
      assert.deepEqual(missed, []);
      assert.ok(broken.some((line) => line.startsWith('no-orphan: src/io/orphan.ts')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
