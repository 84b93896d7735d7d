import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_KEYS, startSandbox } from '../../src/sandbox/main';
import { packageExtension, vsixFile } from './build';
import { endOwnedOnExit } from './host/ownedProcess';
import { installVsCodeHost } from './host/vsCodeHost';
import { startVsCodeServer } from './host/vsCodeServer';
import { windowUrl } from './host/window';
import { readSampleLibrary, writeSampleWorkspace } from './sampleWorkspace';
import { temporaryFolder } from './temporaryFolder';

/** Shows the extension in a browser, on a sandbox and a sample workspace, until it is ended. */
async function main(): Promise<void> {
  await installVsCodeHost();
  console.log('Building the extension');
  await packageExtension();

  const sandbox = await startSandbox();
  const folder = path.join(temporaryFolder('workspace'), 'harbour-store');
  mkdirSync(folder);
  writeSampleWorkspace(folder, await readSampleLibrary(sandbox.url, DEFAULT_KEYS.standard));
  const server = await startVsCodeServer({
    vsix: vsixFile,
    extensionFolder: path.join(__dirname, 'demoStart'),
    env: { IMAGEKIT_SANDBOX_URL: sandbox.url },
  });
  const url = windowUrl(server, { folder });

  console.log(`
The demo is ready. Nothing in it is real: the library is a sandbox on this machine.

  VS Code    ${url}
  sandbox    ${sandbox.url} (key ${sandbox.keys.standard})

Open the first address in a browser, unless it has opened by itself. Ctrl-C ends the demo.
`);
  openInBrowser(url);
}

/** Where there is a desktop. */
function openInBrowser(url: string): void {
  const { env, platform } = process;
  const hasDesktop =
    platform === 'darwin' ||
    platform === 'win32' ||
    env['DISPLAY'] !== undefined ||
    env['WAYLAND_DISPLAY'] !== undefined;
  if (!hasDesktop || env['CI'] !== undefined) return;
  const [command, ...args]: [string, ...string[]] =
    platform === 'darwin'
      ? ['open', url]
      : platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log('No browser opened by itself.'));
  opener.unref();
}

endOwnedOnExit({ signalExitCode: 0 });
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
