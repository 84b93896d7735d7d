import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import type { IntegrationRun } from '../integrationRun';
import { outFolder } from '../paths';
import { launchBrowser, newProfile, windowUrl } from './window';
import { removeTemporary, temporaryFolder } from '../temporaryFolder';
import { extensionStorage, startVsCodeServer } from './vsCodeServer';

/** Starts the lines of the tests: the window logs much else to the same console. */
const mark = '\u200b';

/** Where all that the window logs is kept. */
const windowLog = path.join(outFolder, 'logs/integration-window.log');

/**
 * Opens VS Code, lets it run a test module in its extension host, and returns the exit code. What
 * the test reporter prints is printed here.
 */
export async function runInExtensionHost(run: IntegrationRun): Promise<number> {
  mkdirSync(path.dirname(windowLog), { recursive: true });
  const log = createWriteStream(windowLog);
  const dataFolder = temporaryFolder('vscode');
  const server = await startVsCodeServer({
    dataFolder,
    runsTests: true,
    env: { ...run.env, TEST_OUTPUT_MARK: mark, TEST_STORAGE: extensionStorage(dataFolder) },
  });
  try {
    const browser = await launchBrowser();
    try {
      const page = await (await newProfile(browser, server)).newPage();
      const exitCode = testsEnd(page);
      await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
        const text = format(...args);
        log.write(`${text}\n`);
        if (text.startsWith(mark)) console.log(text.slice(mark.length));
      });
      await page.goto(windowUrl(server, { ...run, folder: run.workspace }));
      return await exitCode;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    removeTemporary(dataFolder);
    log.end();
  }
}

/** VS Code calls a function of the page when the tests are over. */
async function testsEnd(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    page.once('crash', () => reject(new Error('The page crashed.')));
    page.once('close', () => reject(new Error('The page was closed before the tests ended.')));
    page
      .exposeFunction('codeAutomationExit', (code: number) => {
        resolve(code);
      })
      .catch(reject);
  });
}
