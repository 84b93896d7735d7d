import path from 'node:path';
import esbuild from 'esbuild';
import { globSync } from 'node:fs';
import { extensionFolder } from '../build';
import { root } from '../paths';

/**
 * Bundles every integration test into one module with a `run()`, and returns its path. It lies in the
 * extension's folder: VS Code gives each extension a `vscode` of its own, and tests script that one.
 */
export async function bundleTests(): Promise<string> {
  const files = globSync('test/integration/**/*.test.ts', { cwd: root }).sort();
  if (files.length === 0) throw new Error('No test file was found under test/integration.');
  const outfile = path.join(extensionFolder, 'test/index.js');
  await esbuild.build({
    stdin: {
      contents: [
        "import { runMocha } from './test/integration/index';",
        'export const run = () => runMocha(() => {',
        ...files.map((file) => `  require(${JSON.stringify(`./${file.replaceAll('\\', '/')}`)});`),
        '});',
      ].join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
