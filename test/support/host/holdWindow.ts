import { endOwnedOnExit } from './ownedProcess';
import { startVsCodeServer } from './vsCodeServer';
import { launchBrowser, newProfile, windowUrl, workbenchReady } from './window';

/** Opens a window, tells the parent, and holds it. `throw` fails instead, as a broken test would. */
async function main(): Promise<void> {
  const server = await startVsCodeServer();
  const browser = await launchBrowser();
  const page = await (await newProfile(browser, server)).newPage();
  await page.goto(windowUrl(server, { folder: server.dataFolder }));
  await workbenchReady(page);
  process.send?.('ready');
  process.on('message', () => {
    throw new Error('A failure that nobody expected.');
  });
}

endOwnedOnExit();
void main();
