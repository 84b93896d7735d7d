import type { StdioOptions } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hostsFolder, root } from '../paths';
import { startOwned } from './ownedProcess';

/** The npm package that carries a complete VS Code server, and the VS Code that is in it. */
const carrier = { name: 'code-server', version: '4.139.1', vsCode: '1.139.1' };

/** Raised when the steps below change: an older install then stays what it was. */
const recipe = 2;

const folder = path.join(hostsFolder, `host-${carrier.vsCode}-${recipe}`);

/** Built-in extensions that start work of their own in every window, for nothing seen here. */
const idle = [
  'copilot',
  'git',
  'git-base',
  'github',
  'github-authentication',
  'merge-conflict',
  'microsoft-authentication',
  'typescript-language-features',
];

/** The VS Code that the tests and the demo run in: its version and where it lies. */
export const vsCodeHost = {
  version: carrier.vsCode,
  root: path.join(folder, 'node_modules', carrier.name, 'lib/vscode'),
};

/** Why VS Code's server from npm can't run on a machine, and what to do instead. */
export function hostProblem(
  platform: string = process.platform,
  node: string = process.versions.node,
): string | undefined {
  if (platform === 'win32') {
    return (
      "VS Code's server from npm doesn't run on Windows. Run this in WSL; " +
      '"npm run test:desktop" runs the integration suite natively.'
    );
  }
  const isOld = Number(node.split('.')[0]) < 24;
  return isOld ? `VS Code's server needs Node 24 or newer; this is ${node}.` : undefined;
}

/** Puts VS Code in place, unless it is there. Throws when npm can't bring it. */
export async function installVsCodeHost(): Promise<void> {
  const problem = hostProblem();
  if (problem !== undefined) throw new Error(problem);
  if (existsSync(folder)) return;
  console.log(`Installing VS Code ${carrier.vsCode} (npm package ${carrier.name})`);
  // A torn install keeps its own name: only a whole one gets the folder's.
  const unfinished = `${folder}.unfinished-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    writeFileSync(path.join(unfinished, 'package.json'), '{ "private": true }\n');
    const vscode = path.join(unfinished, 'node_modules', carrier.name, 'lib/vscode');
    await npmInstall(unfinished, `${carrier.name}@${carrier.version}`);
    await npmInstall(vscode, '--omit=dev');
    await npmInstall(path.join(vscode, 'extensions'), '--omit=dev');
    for (const name of idle) rmSync(path.join(vscode, 'extensions', name), { recursive: true });
    cpSync(
      path.join(root, 'test/support/host/logFile.cjs'),
      path.join(vscode, 'node_modules/@vscode/spdlog/index.js'),
    );
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Install scripts would build native parts with a compiler; VS Code runs without those parts. */
async function npmInstall(cwd: string, ...args: readonly string[]): Promise<void> {
  const options = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const stdio: StdioOptions = ['ignore', 2, 2];
  const { exited } = npm?.endsWith('.js')
    ? startOwned(process.execPath, [npm, ...options, ...args], { cwd, stdio })
    : startOwned(['npm', ...options, ...args].join(' '), [], { cwd, stdio, shell: true });
  if ((await exited) !== 0) {
    throw new Error(
      `npm could not install ${carrier.name}@${carrier.version}, the VS Code of the tests. ` +
        'It needs the npm registry and 700 MB of disk.',
    );
  }
}
