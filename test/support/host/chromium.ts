import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

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
export function installChromium(): void {
  if (findChromium() !== undefined) return;
  const byHand =
    'VS Code opens in Chromium or Chrome, and none was found. Install one, ' +
    'or run "npx playwright-core install chromium", or set CHROME_PATH.';
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    throw new Error(byHand);
  if (process.getuid?.() !== 0) throw new Error(`${byHand} Here: sudo apt-get install chromium`);
  console.log('Installing Chromium (apt-get install chromium)');
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  if (findChromium() === undefined) throw new Error(byHand);
}

function apt(...args: readonly string[]): void {
  const result = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.status !== 0) {
    throw new Error(
      `apt-get ${args.join(' ')} failed: install Chromium by hand, or set CHROME_PATH.`,
    );
  }
}
