import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { buildExtension } from './build';
import { extensionId } from './extensionId';
import { endOwnedOnExit } from './host/ownedProcess';
import { withIntegrationRun } from './integrationRun';
import { hostsFolder } from './paths';
import { temporaryFolder } from './temporaryFolder';

/** Runs the integration suite in a desktop VS Code, which is downloaded the first time. */
async function main(): Promise<number> {
  let vscodeExecutablePath: string;
  try {
    vscodeExecutablePath = await downloadAndUnzipVSCode({
      cachePath: hostsFolder,
      timeout: 15_000,
    });
  } catch (error) {
    console.error(
      `The desktop VS Code could not be downloaded (${String(error)}). This suite needs ` +
        'update.code.visualstudio.com; "npm test" runs the same tests in a VS Code from npm.',
    );
    return 1;
  }
  await buildExtension();
  const userData = temporaryFolder('desktop');
  const storage = path.join(userData, 'User/globalStorage', extensionId);
  return withIntegrationRun(({ extensionDevelopmentPath, extensionTestsPath, workspace, env }) =>
    runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath,
      extensionTestsPath,
      extensionTestsEnv: { ...env, TEST_STORAGE: storage },
      launchArgs: [
        workspace,
        `--user-data-dir=${userData}`,
        '--disable-workspace-trust',
        '--disable-extensions',
      ],
    }),
  );
}

endOwnedOnExit();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
