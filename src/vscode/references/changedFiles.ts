import * as vscode from 'vscode';
import { closedFolders } from '../../core/scope/searchScope';

/** Files to look at again; the two sets have no file in common. */
export interface FileChanges {
  /** Written, created or typed into; a folder when it was created or moved as a whole. */
  readonly touched: readonly vscode.Uri[];
  /** Deleted or moved away; a folder stands for all that was in it. */
  readonly gone: readonly vscode.Uri[];
}

/** So long after the last change, in milliseconds, files are looked at again. */
const quiet = 300;
/** But no later than this after the first. */
const longest = 2000;

/** After more changes than this at a time, as by a checkout, one search of it all is faster. */
const mostSingly = 200;

/**
 * Gathers what happens to the workspace's files, on disk and in editors, and tells about it once
 * things are quiet. Where VS Code can't watch the disk, its own saving and moving still counts.
 */
export class ChangedFiles implements vscode.Disposable {
  private pending = new Map<string, { readonly uri: vscode.Uri; readonly gone: boolean }>();
  private since = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly sources: vscode.Disposable;

  constructor(private readonly tell: (changes: FileChanges) => void) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const touched = (uri: vscode.Uri) => this.add(uri, false);
    const gone = (uri: vscode.Uri) => this.add(uri, true);
    this.sources = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(touched),
      watcher.onDidCreate(touched),
      watcher.onDidDelete(gone),
      vscode.workspace.onDidCreateFiles(({ files }) => files.forEach(touched)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach(gone)),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) {
          gone(oldUri);
          touched(newUri);
        }
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) touched(document.uri);
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => touched(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => touched(uri)),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.sources.dispose();
  }

  private add(uri: vscode.Uri, gone: boolean): void {
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
    const now = performance.now();
    if (this.pending.size === 0) this.since = now;
    this.pending.set(uri.toString(), { uri, gone });
    clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(quiet, this.since + longest - now));
    this.timer = setTimeout(() => this.flush(), wait);
  }

  /** Tells now what it would tell a little later. */
  flush(): void {
    clearTimeout(this.timer);
    const all = [...this.pending.values()];
    if (all.length === 0) return;
    this.pending = new Map();
    this.tell({
      touched: all.filter(({ gone }) => !gone).map(({ uri }) => uri),
      gone: all.filter(({ gone }) => gone).map(({ uri }) => uri),
    });
  }
}

/** The changes but for those in folders that are never searched. */
export function searchableOf({ touched, gone }: FileChanges): FileChanges {
  return { touched: touched.filter(isOpen), gone: gone.filter(isOpen) };
}

/**
 * The changes as the disk has them now: word of a deletion may come late, when the file or folder is
 * there again.
 */
export async function asTheyAre({ touched, gone }: FileChanges): Promise<FileChanges> {
  const kinds = await Promise.all(gone.map(kindOf));
  return {
    touched: [...touched, ...gone.filter((_, at) => kinds[at] !== undefined)],
    gone: gone.filter((_, at) => kinds[at] === undefined),
  };
}

/** Whether reading the files one by one would not do: others may count now, or it is too much. */
export async function needNewSearch({ touched, gone }: FileChanges): Promise<boolean> {
  const isMuch = touched.length > mostSingly;
  return isMuch || [...touched, ...gone].some(isIgnoreFile) || (await hasFolder(touched));
}

function isOpen({ path }: vscode.Uri): boolean {
  return !path.split('/').some((part) => closedFolders.includes(part));
}

function isIgnoreFile({ path }: vscode.Uri): boolean {
  return path.endsWith('/.gitignore');
}

async function hasFolder(uris: readonly vscode.Uri[]): Promise<boolean> {
  for (const uri of uris) {
    if (((await kindOf(uri)) ?? 0) & vscode.FileType.Directory) return true;
  }
  return false;
}

/** `undefined` for what is not on disk: gone, or only in an editor. */
async function kindOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
