import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Milliseconds for which another program may keep apt's locks. */
const longestTurn = 600_000;

/** The Chromium or Chrome to open VS Code in: CHROME_PATH, else what is installed. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH names no file: ${chosen}`);
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const onPath = commands.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...applications, chromium.executablePath()].find((file) => existsSync(file));
}

/** Puts a Chromium in place, unless there is one. Throws with what to do where it can't. */
export async function installChromium(): Promise<void> {
  if (findChromium() !== undefined) return;
  const byHand =
    'VS Code opens in Chromium or Chrome, and none was found. Install one, ' +
    'or run "npx playwright-core install chromium", or set CHROME_PATH.';
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    throw new Error(byHand);
  if (process.getuid?.() !== 0) throw new Error(`${byHand} Here: sudo apt-get install chromium`);
  console.log('Installing Chromium (apt-get install chromium)');
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  if (findChromium() === undefined) throw new Error(byHand);
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
