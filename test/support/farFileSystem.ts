import * as vscode from 'vscode';
import { setTimeout as sleep } from 'node:timers/promises';

/** What was asked of a virtual file system. */
export interface FarCalls {
  reads: number;
  stats: number;
  lists: number;
  /** The most that were under way at a time. */
  most: number;
}

/** Registers a file system that answers a moment later, as that of a virtual workspace does. */
export function farFileSystem(
  scheme: string,
  texts: Readonly<Record<string, string>>,
): vscode.Disposable & { readonly root: vscode.Uri; readonly calls: FarCalls } {
  const calls: FarCalls = { reads: 0, stats: 0, lists: 0, most: 0 };
  let going = 0;
  const after = async <T>(kind: 'reads' | 'stats' | 'lists', work: () => T): Promise<T> => {
    calls[kind] += 1;
    going += 1;
    calls.most = Math.max(calls.most, going);
    try {
      await sleep(5);
      return work();
    } finally {
      going -= 1;
    }
  };
  const textAt = (uri: vscode.Uri) => {
    const text = texts[uri.path.slice(1)];
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  };
  const namesIn = ({ path }: vscode.Uri) => {
    const folder = path === '/' ? '' : `${path.slice(1)}/`;
    const found = new Map<string, vscode.FileType>();
    for (const each of Object.keys(texts)) {
      if (!each.startsWith(folder)) continue;
      const [name = '', ...below] = each.slice(folder.length).split('/');
      found.set(name, below.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
    }
    return found;
  };
  const refused = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    readDirectory: (uri) => after('lists', () => [...namesIn(uri)]),
    readFile: (uri) => after('reads', () => textAt(uri)),
    stat: (uri) =>
      after('stats', () => {
        if (namesIn(uri).size > 0) {
          return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
        }
        return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: textAt(uri).length };
      }),
    createDirectory: refused,
    writeFile: refused,
    delete: refused,
    rename: refused,
  };
  const registered = vscode.workspace.registerFileSystemProvider(scheme, provider, {
    isReadonly: true,
    isCaseSensitive: true,
  });
  const root = vscode.Uri.from({ scheme, path: '/' });
  return Object.assign(vscode.Disposable.from(registered, changed), { root, calls });
}
