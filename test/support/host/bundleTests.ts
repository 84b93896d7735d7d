import path from 'node:path';
import esbuild from 'esbuild';
import { globSync } from 'node:fs';
import { outFolder, root } from '../paths';

/**
 * Bundles every integration test into one module with a `run()`, and returns its path. It lies in the
 * extension that it scripts: VS Code gives each extension a `vscode` of its own, by where a module lies.
 */
export async function bundleTests(): Promise<string> {
  const files = globSync('test/integration/**/*.test.ts', { cwd: root }).sort();
  if (files.length === 0) throw new Error('No test file was found under test/integration.');
  const outfile = path.join(outFolder, 'integration', 'index.js');
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
