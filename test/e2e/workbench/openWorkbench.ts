import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { DEFAULT_KEYS, startSandbox } from '../../../src/sandbox/main';
import type { RunningSandbox } from '../../../src/sandbox/server';
import { vsixFile } from '../../support/build';
import { startVsCodeServer, writeUserSettings } from '../../support/host/vsCodeServer';
import type { VsCodeServer } from '../../support/host/vsCodeServer';
import { launchBrowser, newProfile, windowUrl, workbenchReady } from '../../support/host/window';
import { readSampleLibrary, writeSampleWorkspace } from '../../support/sampleWorkspace';
import type { SampleWorkspace } from '../../support/sampleWorkspace';
import { sandboxControl } from '../../support/sandboxControl';
import type { SandboxControl } from '../../support/sandboxControl';
import { removeTemporary, temporaryFolder } from '../../support/temporaryFolder';
import { countActs } from './acts';
import { Workbench } from './workbench';

type Settings = Readonly<Record<string, unknown>>;

/** How a test wants its window. */
export interface WorkbenchOptions {
  /** `sandbox`, the default, connects the sandbox's account as a person would. */
  readonly account?: 'sandbox' | 'none';
  /** Small files in the sandbox besides its shop. */
  readonly assets?: number;
  /** What the browser calls itself; without it, what it is. */
  readonly userAgent?: string;
  /** The person's settings. A function gets the address of the sandbox. */
  readonly settings?: Settings | ((api: string) => Settings);
  /** The window in pixels; 1280 × 800 unless told otherwise. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Light unless told otherwise. */
  readonly theme?: 'dark' | 'highContrast';
}

/** A window with the packaged extension, a fresh sandbox and a fresh sample workspace. */
export interface OpenWorkbench {
  readonly window: Workbench;
  readonly sandbox: SandboxControl;
  /** The sandbox's delivery URL. */
  readonly urlEndpoint: string;
  readonly workspace: SampleWorkspace;
  /** VS Code behind the window: its logs and what the extension keeps are in its data folder. */
  readonly server: VsCodeServer;
}

const themes = { dark: 'Default Dark Modern', highContrast: 'Default High Contrast' };

interface Stage {
  readonly sandbox: RunningSandbox;
  readonly server: VsCodeServer;
  readonly browser: Browser;
}

/** One VS Code, one browser and one sandbox serve all tests of a run. */
let stage: Promise<Stage> | undefined;
const windows: { readonly context: BrowserContext; readonly window: Workbench }[] = [];
const folders: string[] = [];

/** Opens a window on a clean state: nothing of an earlier test is left in it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<OpenWorkbench> {
  stage ??= setStage();
  const { sandbox, server, browser } = await stage;
  const control = sandboxControl(sandbox.url);
  await control.reset({ assets: options.assets ?? 0 });
  forgetExtensionState(server);
  const { settings = {}, theme } = options;
  writeUserSettings(server.dataFolder, {
    ...(theme && { 'workbench.colorTheme': themes[theme] }),
    ...(typeof settings === 'function' ? settings(sandbox.url) : settings),
  });

  const parent = temporaryFolder('workspace');
  folders.push(parent);
  const folder = path.join(parent, 'harbour-store');
  mkdirSync(folder);
  const library = await readSampleLibrary(sandbox.url, DEFAULT_KEYS.standard);
  const workspace = writeSampleWorkspace(folder, library);
  await control.clearRequests();

  const context = await newProfile(browser, server, options.userAgent);
  await countActs(context);
  const page = await context.newPage();
  if (options.size) await page.setViewportSize(options.size);
  page.setDefaultTimeout(30_000);
  const window = new Workbench(page);
  windows.push({ context, window });
  await page.goto(windowUrl(server, { folder }));
  await workbenchReady(page);
  if (options.account !== 'none') {
    await window.palette.run('ImageKit: Open Sandbox Account');
    // The workspace is searched once the rows are there, which draws them anew under an open menu.
    await window.library.rowsWhere('the library of the sandbox and its counts', (rows) =>
      rows.some(({ description }) => /\brefs?\b/.test(description)),
    );
  }
  return { window, sandbox: control, urlEndpoint: sandbox.urlEndpoint, workspace, server };
}

/** The windows that are open now, for a picture of what went wrong. */
export function openWindows(): readonly Workbench[] {
  return windows.map(({ window }) => window);
}

/** Closes every window, each in the way that lets VS Code end its extension host. */
export async function closeWindows(): Promise<void> {
  for (const { context, window } of windows.splice(0)) {
    await window.page.goto('about:blank');
    await context.close();
  }
  for (const folder of folders.splice(0)) removeTemporary(folder);
}

/** Ends what all tests shared. */
export async function endStage(): Promise<void> {
  if (stage === undefined) return;
  const { sandbox, server, browser } = await stage;
  stage = undefined;
  await browser.close();
  await server.stop();
  await sandbox.close();
}

/** Keeps what tells why a test failed in `folder`: VS Code's logs and the sandbox's requests. */
export async function keepLogs(folder: string): Promise<void> {
  if (stage === undefined) return;
  const { sandbox, server } = await stage;
  cpSync(path.join(server.dataFolder, 'data/logs'), folder, { recursive: true });
  const requests = await sandboxControl(sandbox.url).requests();
  writeFileSync(path.join(folder, 'requests.json'), JSON.stringify(requests, null, 2));
}

async function setStage(): Promise<Stage> {
  const sandbox = await startSandbox();
  const server = await startVsCodeServer({
    vsix: vsixFile,
    env: { IMAGEKIT_SANDBOX_URL: sandbox.url },
    logDebug: true,
  });
  return { sandbox, server, browser: await launchBrowser() };
}

/** What extensions keep on the server's side; the browser's side is new with each profile. */
function forgetExtensionState(server: VsCodeServer): void {
  for (const kind of ['globalStorage', 'workspaceStorage']) {
    rmSync(path.join(server.dataFolder, 'data/User', kind), { recursive: true, force: true });
  }
}
