import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_KEYS, startSandbox } from '../../src/sandbox/main';
import { extensionFolder } from './build';
import { bundleTests } from './host/bundleTests';
import { outFolder } from './paths';
import { readSampleLibrary, writeSampleWorkspace } from './sampleWorkspace';
import { temporaryFolder } from './temporaryFolder';

/** What a VS Code needs to run the integration suite. */
export interface IntegrationRun {
  readonly extensionDevelopmentPath: string;
  /** A module that exports `run(): Promise<void>`. */
  readonly extensionTestsPath: string;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Sets up the sandbox, the sample workspace and the bundle of the tests, and gives them to
 * `runTests`, which returns the exit code. Understands `--grep text` of the command line.
 */
export async function withIntegrationRun(
  runTests: (run: IntegrationRun) => Promise<number>,
): Promise<number> {
  const { values } = parseArgs({ options: { grep: { type: 'string', short: 'g' } } });
  const extensionTestsPath = await bundleTests();
  const workspace = path.join(temporaryFolder('workspace'), 'harbour-store');
  mkdirSync(workspace);
  const sandbox = await startSandbox();
  try {
    const library = await readSampleLibrary(sandbox.url, DEFAULT_KEYS.standard);
    writeSampleWorkspace(workspace, library);
    return await runTests({
      extensionDevelopmentPath: waitingExtension(),
      extensionTestsPath,
      workspace,
      env: {
        IMAGEKIT_SANDBOX_URL: sandbox.url,
        ...(values.grep === undefined ? {} : { TEST_GREP: values.grep }),
      },
    });
  } finally {
    await sandbox.close();
  }
}

/**
 * The extension as it was built, beside the tests, but not woken by the window itself: the tests take
 * its views as they are made, so they must be there first. A link would not do: VS Code tells from a
 * module's own place whose API it gets.
 */
function waitingExtension(): string {
  const folder = path.join(outFolder, 'integration');
  for (const part of ['dist', 'media', 'schemas', 'package.nls.json']) {
    cpSync(path.join(extensionFolder, part), path.join(folder, part), { recursive: true });
  }
  const manifest = JSON.parse(
    readFileSync(path.join(extensionFolder, 'package.json'), 'utf8'),
  ) as object;
  const waiting = JSON.stringify({ ...manifest, activationEvents: [] });
  writeFileSync(path.join(folder, 'package.json'), waiting);
  return folder;
}
