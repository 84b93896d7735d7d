import type { FinderContext } from '../../core/finder/finderContext';
import { findInFile, findInLines } from '../../core/finder/findReferences';
import { isMail } from '../../core/finder/mailLines';
import type { IgnoreRules } from '../../core/scope/gitIgnore';
import { isBelowIgnored, isIgnored, parentOf, parseIgnoreFile } from '../../core/scope/gitIgnore';
import type { FileFindings } from '../../core/reference';
import { saysAnything } from '../../core/reference';
import type { Coverage, SearchScope, SkipReason } from '../../core/scope/searchScope';
import { closedFolders, isEnvFile, pathFilter } from '../../core/scope/searchScope';
import type { TextLine } from '../../core/finder/textLine';
import { triggeredLines } from '../../core/finder/textLine';
import { decodeText } from '../textFile';

/** A folder's files, by paths relative to it, with `/`. */
export interface FolderFiles {
  readonly readFolder: (path: string) => Promise<readonly FolderEntry[]>;
  /** Bytes. */
  readonly size: (path: string) => Promise<number>;
  readonly read: (path: string) => Promise<Uint8Array>;
}

/** What a folder holds; links and devices are `other`. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** What a search without ripgrep needs. */
export interface WalkScan {
  readonly files: FolderFiles;
  readonly scope: SearchScope;
  readonly context: FinderContext;
  /** Is told each file that is there, whether it is searched or not. */
  readonly onFile?: (path: string) => void;
  readonly signal: AbortSignal;
}

/** So long, in milliseconds, the walk holds the thread before others get their turn. */
const turn = 10;

/**
 * The search of `scanWithRipgrep`, where there is no ripgrep: slower, the same answer, and with
 * pauses in which the editor can go on.
 */
export async function* walkWorkspace(scan: WalkScan): AsyncGenerator<FileFindings, Coverage> {
  const { files, scope, signal } = scan;
  const skipped: Record<SkipReason, number> = {
    ...{ excluded: 0, ignored: 0, binary: 0, tooLarge: 0, minified: 0, unreadable: 0 },
  };
  let searched = 0;
  const filter = pathFilter(scope);
  const pause = pauses();
  for await (const { path, ignored, closed } of filesBelow(files, scope, signal)) {
    if (closed) {
      skipped.unreadable += 1;
      continue;
    }
    scan.onFile?.(path);
    const reason = ignored && !isEnvFile(path) ? 'ignored' : filter(path);
    const read = reason ?? (await searchFile(path, scan, pause));
    if (typeof read === 'string') skipped[read] += 1;
    else {
      searched += 1;
      if (saysAnything(read)) yield read;
    }
    await pause();
  }
  return { searched, skipped };
}

/** What one file says, or why it was not searched. */
async function searchFile(
  path: string,
  { files, scope, context, signal }: WalkScan,
  pause: () => Promise<void>,
): Promise<FileFindings | SkipReason> {
  signal.throwIfAborted();
  let bytes: Uint8Array;
  try {
    if ((await files.size(path)) > scope.maxFileSize) return 'tooLarge';
    bytes = await files.read(path);
  } catch {
    // Gone or forbidden: counted, so that nobody takes it for searched.
    return 'unreadable';
  }
  const text = decodeText(bytes);
  if (text === undefined) return 'binary';
  if (isMail(path)) return findInFile(text, path, context);
  const lines: TextLine[] = [];
  for (const line of triggeredLines(text, context)) {
    lines.push(line);
    await pause();
    signal.throwIfAborted();
  }
  const findings = findInLines(lines, path, context);
  return findings.minified ? 'minified' : findings;
}

interface FoundFile {
  readonly path: string;
  readonly ignored: boolean;
  /** It is a folder that can't be listed. */
  readonly closed: boolean;
}

/** Every file, folder by folder; folders that Git ignores are walked only to be counted. */
async function* filesBelow(
  files: FolderFiles,
  { skipIgnored }: SearchScope,
  signal: AbortSignal,
): AsyncGenerator<FoundFile> {
  const rules = new Map<string, IgnoreRules>();
  const open: { readonly path: string; readonly ignored: boolean }[] = [
    { path: '', ignored: false },
  ];
  if (skipIgnored) await addRules(files, '.git/info/exclude', '', rules);
  for (let folder = open.pop(); folder; folder = open.pop()) {
    signal.throwIfAborted();
    const entries = await entriesOf(files, folder.path);
    if (!entries) {
      yield { ...folder, closed: true };
      continue;
    }
    if (skipIgnored && !folder.ignored && entries.some(({ name }) => name === '.gitignore')) {
      await addRules(files, joined(folder.path, '.gitignore'), folder.path, rules);
    }
    const folders = [];
    for (const { name, kind } of entries) {
      const path = joined(folder.path, name);
      const isFolder = kind === 'folder';
      if (kind === 'other' || (isFolder && closedFolders.includes(name))) continue;
      const ignored = folder.ignored || (skipIgnored && isIgnored(rules, path, isFolder));
      if (isFolder) folders.push({ path, ignored });
      else yield { path, ignored, closed: false };
    }
    open.push(...folders.reverse());
  }
}

async function entriesOf(
  files: FolderFiles,
  path: string,
): Promise<readonly FolderEntry[] | undefined> {
  try {
    const entries = await files.readFolder(path);
    return [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // Gone or forbidden: counted as one, since nobody knows what is in it.
    return undefined;
  }
}

async function addRules(
  files: FolderFiles,
  file: string,
  folder: string,
  rules: Map<string, IgnoreRules>,
): Promise<void> {
  try {
    const text = decodeText(await files.read(file)) ?? '';
    rules.set(folder, [...(rules.get(folder) ?? []), ...parseIgnoreFile(text)]);
  } catch {
    // No such file: no rules.
  }
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function pauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < turn) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}

/**
 * What one file says after it was saved, created or renamed; `undefined` when a search would skip
 * it, so that the index forgets it.
 */
export async function readOneFile(path: string, scan: WalkScan): Promise<FileFindings | undefined> {
  const { files, scope } = scan;
  if (path.split('/').some((part) => closedFolders.includes(part))) return undefined;
  if (pathFilter(scope)(path) !== undefined) return undefined;
  if (scope.skipIgnored && !isEnvFile(path) && (await isIgnoredFile(files, path))) return undefined;
  const read = await searchFile(path, scan, () => Promise.resolve());
  return typeof read === 'string' ? undefined : read;
}

async function isIgnoredFile(files: FolderFiles, path: string): Promise<boolean> {
  const rules = new Map<string, IgnoreRules>();
  await addRules(files, '.git/info/exclude', '', rules);
  for (let folder = parentOf(path); ; folder = parentOf(folder)) {
    await addRules(files, joined(folder, '.gitignore'), folder, rules);
    if (folder === '') return isBelowIgnored(rules, path);
  }
}
