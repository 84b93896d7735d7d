import { spawn } from 'node:child_process';
import { cpSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { removeTemporary, temporaryFolder } from '../temporaryFolder';
import { extensionId } from '../extensionId';
import { messageOrExit, startOwned } from './ownedProcess';
import { vsCodeHost } from './vsCodeHost';

/** A running VS Code, to be opened in a browser. */
export interface VsCodeServer {
  readonly url: string;
  readonly port: number;
  /** Everything VS Code keeps: user settings, logs, extensions, the state of extensions. */
  readonly dataFolder: string;
  /** Ends it and what it started; the profile it made by itself goes too. */
  stop(): Promise<void>;
}

export interface VsCodeServerOptions {
  /** A profile to keep over restarts; without it a new one is made, and removed at the end. */
  readonly dataFolder?: string;
  /** The same port keeps the browser's side of a profile: secrets and state belong to the origin. */
  readonly port?: number;
  /** What extensions find in `process.env`, beside this process's own variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** User settings on top of `quietSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Lets a window run a test suite and an extension's sources; such a window shows no toasts. */
  readonly runsTests?: boolean;
  /** Lets VS Code and the extensions log what they do, not only what fails. */
  readonly logDebug?: boolean;
  /** A folder is not trusted before the person says so; without it every folder is. */
  readonly asksForTrust?: boolean;
  /** A VSIX to install first, as a person would. */
  readonly vsix?: string;
  /** An extension's folder, to be there beside it. */
  readonly extensionFolder?: string;
}

/** Where VS Code keeps what the extension stores on this machine. */
export function extensionStorage(dataFolder: string): string {
  return path.join(dataFolder, 'data/User/globalStorage', extensionId);
}

/** A window without tips, chat, prompts, or anything that looks for another host. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // What a test deletes is not backed up unless the test is about that.
  'imagekitCleanup.backup': 'never',
  'npm.fetchOnlinePackageInfo': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'window.menuBarVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Starts VS Code on a free port of 127.0.0.1 and waits until it answers. */
export async function startVsCodeServer(options: VsCodeServerOptions = {}): Promise<VsCodeServer> {
  const dataFolder = options.dataFolder ?? temporaryFolder('vscode');
  writeUserSettings(dataFolder, options.settings ?? {});
  // A new profile takes in what lies in its folder; that must be there before anything starts.
  if (options.extensionFolder !== undefined) {
    const name = path.basename(options.extensionFolder);
    cpSync(options.extensionFolder, path.join(dataFolder, 'extensions', name), { recursive: true });
  }
  if (options.vsix !== undefined) await installExtension(dataFolder, options.vsix);

  const server = startOwned(
    process.execPath,
    [
      path.join(__dirname, 'serverMain.mjs'),
      JSON.stringify({
        vsCode: vsCodeHost.root,
        dataFolder,
        port: options.port ?? 0,
        runsTests: options.runsTests ?? false,
        logDebug: options.logDebug ?? false,
        asksForTrust: options.asksForTrust ?? false,
      }),
    ],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...options.env } },
  );
  const log = createWriteStream(path.join(dataFolder, 'server.log'), { flags: 'a' });
  server.child.stdout?.pipe(log, { end: false });
  server.child.stderr?.pipe(log, { end: false });
  const { port } = (await messageOrExit(server)) as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataFolder,
    async stop() {
      await server.stop();
      log.end();
      if (options.dataFolder === undefined) removeTemporary(dataFolder);
    },
  };
}

/** Sets the person's settings of a profile; a running window takes them up by itself. */
export function writeUserSettings(
  dataFolder: string,
  settings: Readonly<Record<string, unknown>>,
): void {
  const file = path.join(dataFolder, 'data/User/settings.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

async function installExtension(dataFolder: string, vsix: string): Promise<void> {
  const server = path.join(vsCodeHost.root, 'out/server-main.js');
  const child = spawn(
    process.execPath,
    [
      server,
      '--accept-server-license-terms',
      '--server-data-dir',
      dataFolder,
      '--install-extension',
      vsix,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`VS Code did not install ${vsix}:\n${output}`);
}
