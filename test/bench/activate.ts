// What the extension costs a window in which nobody uses it, and how soon its first question is there.
// Everything is measured in VS Code itself, with the package installed as a person installs it.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { startSandbox } from '../../src/sandbox/server';
import { packageExtension, vsixFile } from '../support/build';
import { bundleScript } from '../support/bundleScript';
import { endOwnedOnExit } from '../support/host/ownedProcess';
import { startVsCodeServer, type VsCodeServer } from '../support/host/vsCodeServer';
import { launchBrowser, newProfile, windowUrl, workbenchReady } from '../support/host/window';
import { loadedAtOnce } from '../support/loadedAtOnce';
import { readZip } from '../support/readZip';
import { temporaryFolder } from '../support/temporaryFolder';
import { insist, until } from '../support/until';
import type { Start } from './activateProbe';
import { measureDelete, measureKeys } from './activateWindow';

const linesOfReferences = 5000;
const keysARound = 50;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      starts: { type: 'string', default: '20' },
      deletes: { type: 'string', default: '5' },
    },
  });
  await packageExtension();
  const browser = await launchBrowser();
  const tell = (figures: object) => {
    if (!values.json) console.log(figures);
    return figures;
  };
  try {
    const figures = {
      ...tell({ starterKB: starterKB() }),
      ...tell(await measureStarts(browser, Number(values.starts))),
      ...tell(await measureTyping(browser)),
      ...tell(await measureDialogs(browser, Number(values.deletes))),
    };
    if (values.json) console.log(JSON.stringify(figures));
  } finally {
    await browser.close();
  }
}

/** What activation loads, of 1000 bytes each. */
function starterKB(): number {
  const files = readZip(readFileSync(vsixFile));
  const loaded = loadedAtOnce(files, 'extension/dist/extension.js');
  return rounded(loaded.reduce((sum, { size }) => sum + size, 0) / 1000);
}

/** Load and call as VS Code counts them, and the heap after a collection, in fresh windows. */
async function measureStarts(browser: Browser, count: number) {
  const notes = temporaryFolder('bench');
  const [result, first] = [path.join(notes, 'start.json'), path.join(notes, 'first')];
  const dataFolder = temporaryFolder('vscode');
  await addProbes(path.join(dataFolder, 'extensions'));
  const env = { BENCH_RESULT: result, BENCH_FIRST: first };
  const server = await startVsCodeServer({ dataFolder, vsix: vsixFile, env });
  const starts: Start[] = [];
  try {
    const folder = workspaceWith('notes.txt', textOfReferences(20));
    for (let at = 0; at < count; at += 1) {
      rmSync(result, { force: true });
      writeFileSync(first, at % 2 === 0 ? 'ours' : 'empty');
      const page = await openWindow(browser, server, folder);
      const text = await until('a measured start', () => readIfThere(result), 120_000);
      starts.push(JSON.parse(text) as Start);
      await closeWindow(page);
    }
  } finally {
    await server.stop();
  }
  const of = (pick: (start: Start) => number) => rounded(median(starts.map(pick)));
  return {
    starts: starts.length,
    activateMs: of(({ ours }) => ours.load + ours.call),
    loadMs: of(({ ours }) => ours.load),
    callMs: of(({ ours }) => ours.call),
    emptyMs: of(({ empty }) => empty.load + empty.call),
    heapMB: of(({ ours, empty }) => ours.heapMB - ours.heapBeforeMB + empty.heapBeforeMB),
    emptyHeapMB: of(({ empty }) => empty.heapMB),
  };
}

/** From a key press to its frame, in turns in a window with the extension and in one without. */
async function measureTyping(browser: Browser) {
  const sandbox = await startSandbox();
  const env = { IMAGEKIT_SANDBOX_URL: sandbox.url };
  const withIt = await startVsCodeServer({ vsix: vsixFile, env });
  const without = await startVsCodeServer();
  try {
    const folder = workspaceWith('references.txt', textOfReferences(linesOfReferences));
    const [on, off] = [
      await openWindow(browser, withIt, folder),
      await openWindow(browser, without, folder),
    ];
    await openSandbox(on);
    for (const page of [on, off]) await openFile(page, 'references.txt');
    const keys: { on: number[]; off: number[] } = { on: [], off: [] };
    for (let round = 0; round < 6; round += 1) {
      const some = {
        off: await measureKeys(off, keysARound),
        on: await measureKeys(on, keysARound),
      };
      // The first round warms both windows up.
      if (round === 0) continue;
      keys.off.push(...some.off);
      keys.on.push(...some.on);
    }
    for (const page of [on, off]) await closeWindow(page);
    return {
      keystrokeMs: rounded(median(keys.on)),
      keystrokeOffMs: rounded(median(keys.off)),
    };
  } finally {
    await withIt.stop();
    await without.stop();
    await sandbox.close();
  }
}

/** The Delete key on a file of the library, first in a reloaded window and then once more. */
async function measureDialogs(browser: Browser, count: number) {
  const sandbox = await startSandbox();
  const env = { IMAGEKIT_SANDBOX_URL: sandbox.url };
  // Else the tag of the file would be the answer.
  const settings = { 'imagekitCleanup.protectedTags': [] };
  const server = await startVsCodeServer({ vsix: vsixFile, env, settings });
  try {
    const page = await openWindow(
      browser,
      server,
      workspaceWith('notes.txt', textOfReferences(20)),
    );
    await openSandbox(page);
    const cold = [];
    const warm = [];
    for (let at = 0; at < count; at += 1) {
      await reloadWindow(page);
      cold.push(await measureDelete(page));
      warm.push(await measureDelete(page));
    }
    await closeWindow(page);
    return {
      coldDialogMs: rounded(median(cold.map(({ dialogMs }) => dialogMs))),
      warmDialogMs: rounded(median(warm.map(({ dialogMs }) => dialogMs))),
      firstSignMs: rounded(median(cold.map(({ firstSignMs }) => firstSignMs))),
      warmSignMs: rounded(median(warm.map(({ firstSignMs }) => firstSignMs))),
    };
  } finally {
    await server.stop();
    await sandbox.close();
  }
}

/** The extension that measures, and one that does nothing but is woken by the same event. */
async function addProbes(extensions: string): Promise<void> {
  const add = (name: string, activationEvent: string, main: string) => {
    const folder = path.join(extensions, `bench.${name}-1.0.0`);
    mkdirSync(folder, { recursive: true });
    cpSync(main, path.join(folder, 'main.js'));
    const manifest = {
      ...{ name, publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.110.0' } },
      ...{ main: './main.js', activationEvents: [activationEvent] },
    };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  };
  add('probe', '*', await bundleScript('test/bench/activateProbe.ts', ['vscode']));
  const empty = path.join(temporaryFolder('bench'), 'main.js');
  // As every extension begins: VS Code makes its API anew for each that asks for it.
  writeFileSync(empty, "require('vscode');\nexports.activate = () => undefined;\n");
  add('empty', 'onStartupFinished', empty);
}

async function openWindow(browser: Browser, server: VsCodeServer, folder: string): Promise<Page> {
  const page = await (await newProfile(browser, server)).newPage();
  await page.goto(windowUrl(server, { folder }));
  await workbenchReady(page);
  return page;
}

async function closeWindow(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().close();
}

async function openSandbox(page: Page): Promise<void> {
  const account = page.locator('.part.statusbar .statusbar-item').filter({ hasText: 'Sandbox' });
  const title = '>ImageKit: Open Sandbox Account';
  await choose(page, 'F1', title, () => account.first().isVisible());
}

/** By VS Code's own command: a reload by the browser may lose what was not written yet. */
async function reloadWindow(page: Page): Promise<void> {
  let isLoaded = false;
  page.once('load', () => {
    isLoaded = true;
  });
  await choose(page, 'F1', '>Developer: Reload Window', () => Promise.resolve(isLoaded));
  await workbenchReady(page);
}

async function openFile(page: Page, name: string): Promise<void> {
  const tab = page.locator('.tab.active').filter({ hasText: name });
  await choose(page, 'ControlOrMeta+P', name, () => tab.isVisible());
  await page.locator('.editor-group-container.active .view-lines').first().click();
}

/** Types into the box that a key opens and takes the first row, again until `effect` is there. */
async function choose(
  page: Page,
  key: string,
  text: string,
  effect: () => Promise<boolean>,
): Promise<void> {
  const box = page.locator('.quick-input-widget:visible .quick-input-filter input.input');
  const row = page.locator('.quick-input-list .monaco-list-row.focused').filter({
    hasText: text.replace(/^>/, ''),
  });
  const act = async () => {
    await page.keyboard.press(key);
    // A window that has just opened lists only what it knows by then: another text asks anew.
    for (const typed of [text.slice(0, 1), text]) await box.fill(typed, { timeout: 3000 });
    await row.waitFor({ timeout: 3000 });
    await page.keyboard.press('Enter');
  };
  await insist(`what "${text}" leads to`, () => act().catch(() => undefined), effect, 60_000);
}

function workspaceWith(name: string, text: string): string {
  const folder = path.join(temporaryFolder('workspace'), 'bench');
  mkdirSync(folder);
  writeFileSync(path.join(folder, name), text);
  return folder;
}

/** A line each for an id, a URL and a path, over and over. */
function textOfReferences(lines: number): string {
  const line = (at: number) => {
    const id = at.toString(16).padStart(24, '64f0c1d2e3a4b5c6');
    if (at % 3 === 0) return `  "fileId": "${id}",`;
    return at % 3 === 1
      ? `![picture](https://ik.imagekit.io/sandbox/shop/picture-${String(at)}.png?tr=w-20)`
      : `<IKImage path="/shop/picture-${String(at)}.png" />`;
  };
  return Array.from({ length: lines }, (_, at) => line(at)).join('\n');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8') || undefined;
  } catch {
    // Not measured yet.
    return undefined;
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function rounded(value: number): number {
  return Number(value.toFixed(1));
}

endOwnedOnExit();
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
