// What `import 'vscode'` brings in a unit test: the types that carry data, words in English, events,
// and a window in which nobody answers. Tests that need an editor run in one, under test/integration.
import { readdir, readFile, stat } from 'node:fs/promises';
import { contributedSettings } from '../contributedSettings';
import { Uri } from './values';

export * from './values';

/** Puts the arguments where the text has their number or name. */
export const l10n = {
  t: (text: string, ...args: readonly unknown[]) => {
    const [first] = args;
    const values =
      typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : args;
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String((values as Record<string, unknown>)[name]) : whole,
    );
  },
};

export class Disposable {
  constructor(private readonly end: () => unknown) {}

  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const each of all) each.dispose();
    });
  }

  dispose(): void {
    this.end();
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(data: T) => unknown>();

  readonly event = (listener: (data: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(data: T): void {
    for (const listener of [...this.#listeners]) listener(data);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

const nobody = (name: string) => () => {
  throw new Error(`Nobody answers ${name}: script the window, or test it in an editor.`);
};

/** A test puts its own answers here by `scriptWindow`. */
export const window = {
  activeTextEditor: undefined,
  visibleTextEditors: [],
  createInputBox: nobody('createInputBox'),
  createQuickPick: nobody('createQuickPick'),
  showQuickPick: nobody('showQuickPick'),
  showInputBox: nobody('showInputBox'),
  showOpenDialog: nobody('showOpenDialog'),
  showSaveDialog: nobody('showSaveDialog'),
  showInformationMessage: nobody('showInformationMessage'),
  showWarningMessage: nobody('showWarningMessage'),
  showErrorMessage: nobody('showErrorMessage'),
  showTextDocument: nobody('showTextDocument'),
  setStatusBarMessage: () => new Disposable(() => undefined),
  withProgress: (_options: unknown, task: (progress: unknown, token: unknown) => unknown) =>
    task(
      { report: () => undefined },
      {
        isCancellationRequested: false,
        onCancellationRequested: () => new Disposable(() => undefined),
      },
    ),
};

/** Buttons of input boxes are told apart by identity. */
export const QuickInputButtons = { Back: { iconPath: undefined } };

const registered = new Map<string, (...args: readonly unknown[]) => unknown>();

/** A command that nothing has registered does nothing; a test that cares puts its own function here. */
export const commands = {
  registerCommand: (id: string, work: (...args: readonly unknown[]) => unknown) => {
    registered.set(id, work);
    return new Disposable(() => registered.delete(id));
  },
  executeCommand: (id: string, ...args: readonly unknown[]): Promise<unknown> =>
    Promise.resolve(registered.get(id)?.(...args)),
};

/** No other extension is there; a test puts its own function here. */
export const extensions = {
  getExtension: (): { readonly activate: () => unknown } | undefined => undefined,
};

let copied = '';
export const env = {
  language: 'en',
  clipboard: {
    readText: () => Promise.resolve(copied),
    writeText: (text: string) => {
      copied = text;
      return Promise.resolve();
    },
  },
};

const settings = contributedSettings<{ readonly default: unknown }>();

/** One folder, no document, and every setting at its default. */
export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 } as const;

export const workspace = {
  fs: {
    stat: async ({ fsPath }: Uri) => {
      const found = await stat(fsPath);
      const type: number = found.isDirectory() ? FileType.Directory : FileType.File;
      return { type, size: found.size };
    },
    readDirectory: async ({ fsPath }: Uri) => {
      const entries = await readdir(fsPath, { withFileTypes: true });
      const typeOf = (entry: (typeof entries)[number]): number =>
        entry.isDirectory() ? FileType.Directory : FileType.File;
      return entries.map((entry) => [entry.name, typeOf(entry)] as const);
    },
    readFile: ({ fsPath }: Uri): Promise<Uint8Array> => readFile(fsPath),
  },
  workspaceFolders: [{ uri: Uri.file('/workspace'), name: 'workspace', index: 0 }],
  textDocuments: [],
  isTrusted: true,
  getWorkspaceFolder: () => undefined,
  asRelativePath: (file: string | Uri) => (typeof file === 'string' ? file : file.fsPath),
  getConfiguration: (section: string) => ({
    get: (name: string) => settings[`${section}.${name}`]?.default,
    inspect: () => undefined,
  }),
};
