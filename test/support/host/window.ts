import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findChromium } from './chromium';
import type { VsCodeServer } from './vsCodeServer';

/** Starts Chromium without a screen, and without anything that calls home. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium was found: run npm test once.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A browser on macOS, by which VS Code's window chooses its keys. */
export const macBrowser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** A browser profile of its own: what VS Code keeps in the browser starts empty. */
export async function newProfile(
  browser: Browser,
  server: VsCodeServer,
  userAgent?: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...(userAgent !== undefined && { userAgent }),
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
  });
  // tsx wraps named functions in a call that functions sent to the page would not find there.
  await context.addInitScript('globalThis.__name = (value) => value');
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  return context;
}

/** What VS Code reads from the address of its page. */
export interface WindowAddress {
  /** The folder to open, an absolute path. */
  readonly folder?: string;
  /** An extension to run from its sources. */
  readonly extensionDevelopmentPath?: string;
  /** The module whose `run()` is the test suite. */
  readonly extensionTestsPath?: string;
}

/** The address of a window. Paths are the server's: VS Code calls that machine "remote". */
export function windowUrl(server: VsCodeServer, address: WindowAddress): string {
  const url = new URL(server.url);
  if (address.folder !== undefined) url.searchParams.set('folder', address.folder);
  const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const payload: (readonly [string, string])[] = [];
  if (address.extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(address.extensionDevelopmentPath)]);
  }
  if (address.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(address.extensionTestsPath)]);
  }
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Waits until the workbench stands and takes keys. */
export async function workbenchReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
}
