import path from 'node:path';
import esbuild from 'esbuild';
import { root } from './paths';

/** Bundles the sandbox into `outfile`, as the extension carries it. Its pictures stay where they are. */
export async function bundleSandbox(outfile: string): Promise<void> {
  await esbuild.build({
    entryPoints: [path.join(root, 'src/sandbox/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    define: { __dirname: JSON.stringify(path.join(root, 'src/sandbox')) },
  });
}
