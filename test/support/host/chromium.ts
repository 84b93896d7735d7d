import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const commands = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  ...['microsoft-edge', 'microsoft-edge-stable'],
];

/** A machine, as far as it says where browsers are. */
export interface BrowserMachine {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where Chromium, Chrome and Edge are on a machine, for all its people or one of them. */
export function browserPlaces({ platform, env, home }: BrowserMachine): readonly string[] {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  if (platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
      (name) => env[name] ?? [],
    );
    const programs = [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ];
    return programs.flatMap((parts) => roots.map((root) => paths.join(root, ...parts)));
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const onPath = commands.flatMap((name) => folders.map((folder) => paths.join(folder, name)));
  if (platform !== 'darwin') return onPath;
  const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
  const applications = ['/Applications', paths.join(home, 'Applications')];
  return [
    ...onPath,
    ...names.flatMap((name) =>
      applications.map((folder) => paths.join(folder, `${name}.app`, 'Contents/MacOS', name)),
    ),
  ];
}

/** Milliseconds for which another program may keep apt's locks. */
const longestTurn = 600_000;

/** The Chromium, Chrome or Edge to open VS Code in: CHROME_PATH, else what is installed. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH names no file: ${chosen}`);
  }
  const { platform, env } = process;
  const places = browserPlaces({ platform, env, home: os.homedir() });
  return [...places, chromium.executablePath()].find((file) => existsSync(file));
}

/** Puts a Chromium in place, unless there is one. Throws with what to do where it can't. */
export async function installChromium(): Promise<void> {
  if (findChromium() !== undefined) return;
  const byHand = missingBrowser(process.platform);
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    throw new Error(byHand);
  if (process.getuid?.() !== 0) throw new Error(`${byHand} Here: sudo apt-get install chromium`);
  console.log('Installing Chromium (apt-get install chromium)');
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  if (findChromium() === undefined) throw new Error(byHand);
}

/** What to do where no browser is found. */
export function missingBrowser(platform: string): string {
  const missing = 'VS Code opens in Chromium, Chrome or Edge, and none was found.';
  return platform === 'darwin'
    ? `${missing} Run "npx playwright-core install chromium", or set CHROME_PATH.`
    : `${missing} Install one, or run "npx playwright-core install chromium", or set CHROME_PATH.`;
}

/** Waits its turn where another program installs something; apt itself waits for one of its locks. */
async function apt(...args: readonly string[]): Promise<void> {
  const until = performance.now() + longestTurn;
  for (;;) {
    const { status, stderr } = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    });
    if (status === 0) return;
    if (!stderr.includes('Could not get lock') || performance.now() > until) {
      console.error(stderr);
      throw new Error(
        `apt-get ${args.join(' ')} failed: install Chromium by hand, or set CHROME_PATH.`,
      );
    }
    await setTimeout(1000);
  }
}
