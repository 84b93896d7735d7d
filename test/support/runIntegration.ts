import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundleTests } from './host/bundleTests';
import { endOwnedOnExit } from './host/ownedProcess';
import { runInExtensionHost } from './host/runInExtensionHost';
import { outFolder, root } from './paths';

async function main(): Promise<number> {
  const extensionTestsPath = await bundleTests();
  const workspace = mkdtempSync(path.join(os.tmpdir(), 'imagekit-cleanup-workspace-'));
  try {
    return await runInExtensionHost({
      extensionDevelopmentPath: root,
      extensionTestsPath,
      workspace,
      env: {},
      windowLog: path.join(outFolder, 'logs/integration-window.log'),
    });
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

endOwnedOnExit();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
