import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FileSnapshot } from '../../src/sandbox/control/snapshot';
import { commandId, type CommandName } from '../../src/vscode/ui/commandId';
import { sandboxControl, type SandboxControl } from './sandboxControl';
import { scriptWindow, type ScriptedWindow } from './scriptedWindow';

const { Global, Workspace } = vscode.ConfigurationTarget;

/** The window that a suite runs in, with the sandbox as it was at first, before each test. */
export interface SandboxWindow {
  /** Where the sandbox answers. */
  readonly url: string;
  readonly sandbox: SandboxControl;
  /** The person in front of the window. */
  readonly window: Omit<ScriptedWindow, 'restore'>;
  /** The folder that is open. */
  readonly folder: vscode.Uri;
  /** What the library held when the test began. */
  readonly library: readonly FileSnapshot[];
  /** A file of that library, by its path. */
  readonly file: (filePath: string) => FileSnapshot;
  readonly run: (command: CommandName, ...args: readonly unknown[]) => Promise<void>;
  /** Changes a setting of the extension until the test ends. */
  readonly set: (
    name: string,
    value: unknown,
    target?: vscode.ConfigurationTarget,
  ) => Promise<void>;
  /** Writes a file of the workspace, which goes when the test ends. */
  readonly write: (file: string, text: string) => Promise<vscode.Uri>;
  /** Removes a file or folder when the test ends. */
  readonly removeLater: (file: vscode.Uri) => void;
}

/**
 * Sets the sandbox, its account and the scripted window up before each test of a suite, and takes
 * accounts, settings, files and editors away after it. With `account: 'none'` no account is open yet.
 */
export function useSandboxWindow(account: 'sandbox' | 'none' = 'sandbox'): SandboxWindow {
  const url = process.env['IMAGEKIT_SANDBOX_URL'];
  assert.ok(url, 'the suite runs beside a sandbox');
  const sandbox = sandboxControl(url);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the suite runs in a folder');
  let window = scriptWindow();
  window.restore();
  let library: readonly FileSnapshot[] = [];
  const made: vscode.Uri[] = [];
  const changed = new Set<string>();

  setup(async () => {
    await sandbox.reset();
    ({ library } = await sandbox.state());
    window = scriptWindow();
    if (account === 'sandbox') await run('openSandboxAccount');
    await sandbox.clearRequests();
  });

  teardown(async () => {
    window.restore();
    await sandbox.clearFaults();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await removeAccounts();
    for (const name of changed) {
      await configure(name, undefined, Global);
      // A command may have written it there, which most settings don't allow.
      const settings = vscode.workspace.getConfiguration('imagekitCleanup');
      if (settings.inspect(name)?.workspaceValue !== undefined) {
        await configure(name, undefined, Workspace);
      }
    }
    changed.clear();
    for (const file of made.splice(0)) {
      await vscode.workspace.fs.delete(file, { recursive: true }).then(undefined, () => undefined);
    }
  });

  async function set(name: string, value: unknown, target = Global): Promise<void> {
    changed.add(name);
    await configure(name, value, target);
  }

  async function configure(
    name: string,
    value: unknown,
    target: vscode.ConfigurationTarget,
  ): Promise<void> {
    await vscode.workspace.getConfiguration('imagekitCleanup').update(name, value, target);
  }

  return {
    url,
    sandbox,
    folder,
    get library() {
      return library;
    },
    // Each test has a script of its own; a suite keeps hold of this one.
    window: {
      get messages() {
        return window.messages;
      },
      get progress() {
        return window.progress;
      },
      onBox: (act) => window.onBox(act),
      onList: (pick) => window.onList(pick),
      onMessage: (press) => window.onMessage(press),
      onInput: (type) => window.onInput(type),
      onFile: (uri) => window.onFile(uri),
    },
    file(filePath) {
      const found = library.find((each) => each.filePath === filePath);
      assert.ok(found, filePath);
      return found;
    },
    run,
    set,
    async write(file, text) {
      const uri = vscode.Uri.joinPath(folder, file);
      made.push(uri);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      return uri;
    },
    removeLater: (file) => void made.push(file),
  };
}

async function run(command: CommandName, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(commandId(command), ...args);
}

/** Takes every account out of the window, as a person would. */
export async function removeAccounts(): Promise<void> {
  for (let left = await countAccounts(); left > 0; left -= 1) {
    const window = scriptWindow();
    if (left > 1) window.onList(([first]) => first?.label);
    window.onMessage(({ buttons }) => buttons[0]);
    await run('removeAccount');
    window.restore();
  }
}

/** How many accounts "Switch Account…" offers. */
async function countAccounts(): Promise<number> {
  const window = scriptWindow();
  let count = 0;
  window.onList((rows) => {
    // Above the first line that parts them from what else can be done.
    count = rows.findIndex(({ label }) => label === '');
    return undefined;
  });
  await run('switchAccount');
  window.restore();
  return count;
}
