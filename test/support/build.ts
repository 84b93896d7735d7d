import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startOwned } from './host/ownedProcess';
import { outFolder, root } from './paths';

/** The package: e2e installs it, the package suite looks into it. */
export const vsixFile = path.join(outFolder, 'imagekit-media-cleanup.vsix');

/** What vsce said while it made the package. */
export const vsixLog = path.join(outFolder, 'logs/vsce.log');

/** What a window of the integration suite runs: a build of its own, which no other one replaces. */
export const extensionFolder = path.join(outFolder, 'extension');

/** Bundles the extension with source maps, and puts it into `extensionFolder`. */
export async function buildExtension(): Promise<void> {
  await node('esbuild.js');
  rmSync(extensionFolder, { recursive: true, force: true });
  for (const part of ['dist', 'media', 'schemas', 'package.json', 'package.nls.json']) {
    cpSync(path.join(root, part), path.join(extensionFolder, part), { recursive: true });
  }
}

/** Makes the package as `npm run package` does. */
export async function packageExtension(): Promise<void> {
  mkdirSync(path.dirname(vsixLog), { recursive: true });
  const output = await npmRun('package', '--', '--out', vsixFile);
  writeFileSync(vsixLog, output);
}

async function npmRun(...args: readonly string[]): Promise<string> {
  const npm = process.env['npm_execpath'];
  return npm?.endsWith('.js')
    ? node(npm, 'run', ...args)
    : output(['npm', 'run', ...args].join(' '), [], true);
}

function node(...args: readonly string[]): Promise<string> {
  return output(process.execPath, args, false);
}

/** What a program printed. Throws, with that text, when it failed. */
async function output(command: string, args: readonly string[], shell: boolean): Promise<string> {
  const owned = startOwned(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell });
  let text = '';
  for (const stream of [owned.child.stdout, owned.child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  const code = await owned.exited;
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} failed:\n${text}`);
  return text;
}
