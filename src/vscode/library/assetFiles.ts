import * as vscode from 'vscode';

/** The scheme of files of the library that are open in an editor. */
export const assetScheme = 'imagekit';

/** A file, or a version, as our own command opened it. */
export interface OpenedFile {
  /** Bytes of it. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly changed: number;
  /** Fetches the bytes, signed where that is needed. */
  readonly fetch: () => Promise<Uint8Array>;
}

/** So many files stay readable: a closed tab may be opened again. */
const mostOpened = 40;

/** Bytes that are kept so that a picture isn't fetched for each look that VS Code takes. */
const mostKeptBytes = 128 * 1024 * 1024;

/**
 * Files of the library for VS Code's own editors, read-only. Nothing is read for anybody but what our
 * own command has opened, and nothing else is asked for.
 */
export class AssetFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>;
  private readonly opened = new Map<string, OpenedFile>();
  private readonly kept = new Map<string, Uint8Array>();

  constructor(
    private readonly changed: Pick<
      vscode.EventEmitter<vscode.FileChangeEvent[]>,
      'event' | 'dispose'
    >,
  ) {
    this.onDidChangeFile = changed.event;
  }

  /** Lets VS Code read a file from now on; its bytes are at hand already. */
  open(uri: vscode.Uri, file: OpenedFile, bytes: Uint8Array): void {
    const key = uri.toString();
    this.opened.delete(key);
    this.opened.set(key, file);
    this.keep(key, bytes);
    for (const oldest of this.opened.keys()) {
      if (this.opened.size <= mostOpened) break;
      this.opened.delete(oldest);
      this.kept.delete(oldest);
    }
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { size, changed } = this.openedFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: changed, size };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const file = this.openedFile(uri);
    const key = uri.toString();
    const known = this.kept.get(key);
    if (known) return known;
    const bytes = await file.fetch();
    this.keep(key, bytes);
    return bytes;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.changed.dispose();
    this.opened.clear();
    this.kept.clear();
  }

  private openedFile(uri: vscode.Uri): OpenedFile {
    const file = this.opened.get(uri.toString());
    if (!file) throw vscode.FileSystemError.NoPermissions(uri);
    return file;
  }

  private keep(key: string, bytes: Uint8Array): void {
    this.kept.delete(key);
    this.kept.set(key, bytes);
    let total = [...this.kept.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [oldest, { length }] of this.kept) {
      if (total <= mostKeptBytes || oldest === key) break;
      this.kept.delete(oldest);
      total -= length;
    }
  }
}
