// Bundles the extension and the sandbox into dist/.
// `--minify` for the package, `--watch` while working.
//
// The extension is split: dist/extension.js and the parts that it requires are loaded by activation,
// every other part by its first use. esbuild splits ES modules only, so its output is turned into the
// CommonJS that VS Code loads in a second step. The sandbox is a bundle of its own, which only the
// command that opens it loads and which reads its pictures from dist/assets, and so is the search for
// references, which runs in its own thread.
const esbuild = require('esbuild');
const { cpSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const minify = process.argv.includes('--minify');
const watch = process.argv.includes('--watch');

/** @type {esbuild.BuildOptions} */
const common = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node22',
  // fetch-blob asks for web-streams-polyfill only where Node has no streams of its own: never here.
  external: ['vscode', 'web-streams-polyfill'],
  mainFields: ['module', 'main'],
  minify,
  legalComments: 'none',
  logLevel: 'warning',
};

/** @type {esbuild.BuildOptions} */
const extension = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  format: 'esm',
  splitting: true,
  // Every part is taken to need the starter, so that all of it comes to lie in one chunk: each file
  // that activation opens costs it about half a millisecond.
  inject: ['src/extension.ts'],
  chunkNames: 'parts/[name]-[hash]',
  sourcemap: minify ? false : 'inline',
  write: false,
  plugins: [{ name: 'commonjs', setup: (build) => build.onEnd(writeCommonJs) }],
};

/** @type {esbuild.BuildOptions} */
const alone = {
  ...common,
  entryPoints: { sandbox: 'src/sandbox/main.ts', searchWorker: 'src/io/search/searchWorker.ts' },
  format: 'cjs',
  sourcemap: !minify,
};

/** @param {esbuild.BuildResult} result */
async function writeCommonJs({ outputFiles = [] }) {
  rmSync('dist/parts', { recursive: true, force: true });
  mkdirSync('dist/parts', { recursive: true });
  for (const file of outputFiles) {
    const { code } = await esbuild.transform(file.text, {
      format: 'cjs',
      platform: 'node',
      target: 'node22',
      // Parts are required: an import() of CommonJS would go past VS Code's own `require`.
      supported: { 'dynamic-import': false },
      minify,
      sourcemap: minify ? false : 'inline',
      sourcefile: path.basename(file.path),
    });
    writeFileSync(file.path, code);
  }
}

async function main() {
  cpSync('src/sandbox/assets', 'dist/assets', { recursive: true });
  const builds = [extension, alone];
  if (!watch) {
    await Promise.all(builds.map((options) => esbuild.build(options)));
    return;
  }
  for (const options of builds) {
    const context = await esbuild.context({ ...options, logLevel: 'info' });
    await context.watch();
  }
}

main().catch(() => process.exit(1));
