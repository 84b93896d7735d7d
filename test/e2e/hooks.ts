import path from 'node:path';
import type { RootHookObject } from 'mocha';
import { endOwnedOnExit } from '../support/host/ownedProcess';
import { outFolder } from '../support/paths';
import { closeWindows, endStage, openWindows, keepLogs } from './workbench/openWorkbench';

endOwnedOnExit();

/** Around every e2e test: a picture and the logs of what failed, and no window left open. */
export const mochaHooks: RootHookObject = {
  async afterEach(this: Mocha.Context) {
    this.timeout(60_000);
    const test = this.currentTest;
    if (test?.state === 'failed') await keepEvidence(test.fullTitle());
    await closeWindows();
  },
  async afterAll(this: Mocha.Context) {
    this.timeout(60_000);
    await endStage();
  },
};

async function keepEvidence(title: string): Promise<void> {
  const name = `failed ${title}`.replaceAll(/[^\w-]+/g, '-');
  for (const window of openWindows()) await window.screenshot(name);
  await keepLogs(path.join(outFolder, 'logs', name));
  console.log(`      pictures: out/screenshots/${name}.png, logs: out/logs/${name}/`);
}
