// Bundles the extension and the sandbox, each into one file under dist/.
// `--minify` for the package, `--watch` while working.
const esbuild = require('esbuild');
const { existsSync } = require('node:fs');

const minify = process.argv.includes('--minify');
const watch = process.argv.includes('--watch');

/** One bundle an entry: the sandbox is loaded only on demand, so it never weighs on activation. */
const entries = { extension: 'src/extension.ts', sandbox: 'src/sandbox/main.ts' };

/** @type {esbuild.BuildOptions} */
const options = {
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // fetch-blob asks for web-streams-polyfill only where Node has no streams of its own: never here.
  external: ['vscode', 'web-streams-polyfill'],
  mainFields: ['module', 'main'],
  minify,
  sourcemap: !minify,
  legalComments: 'none',
  logLevel: 'warning',
};

async function main() {
  if (!watch) {
    await esbuild.build(options);
    return;
  }
  const context = await esbuild.context({ ...options, logLevel: 'info' });
  await context.watch();
}

main().catch(() => process.exit(1));
