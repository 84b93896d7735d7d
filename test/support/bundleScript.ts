import path from 'node:path';
import esbuild from 'esbuild';
import { outFolder, root } from './paths';

/**
 * Bundles a script of the tests, so that a process that runs it starts at once. Returns its path.
 * `external` are modules that are there where it runs.
 */
export async function bundleScript(script: string, external: string[] = []): Promise<string> {
  const outfile = path.join(outFolder, 'scripts', `${path.parse(script).name}.js`);
  await esbuild.build({
    entryPoints: [path.resolve(root, script)],
    outfile,
    bundle: true,
    external,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'warning',
  });
  return outfile;
}
