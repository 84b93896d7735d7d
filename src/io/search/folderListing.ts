import { isMediaName } from '../../core/finder/writing/fileName';
import type { IgnoreRules } from '../../core/scope/ignoreRules';
import type { ScopeFilter, SearchEnd, SearchScope, SkipReason } from '../../core/scope/searchScope';
import { closedFolders, isEnvFile, noneSkipped, scopeFilter } from '../../core/scope/searchScope';
import type { FolderEntry, FolderFiles } from './folderFiles';
import { joined } from './folderFiles';
import type { Repository } from './repository';
import { asGit, noRepository, repositoryAround, repositoryAt, withIgnoreFile } from './repository';

/** Files of one folder that are to be searched. */
export interface FolderBatch {
  readonly folder: string;
  readonly names: readonly string[];
}

/** What is not searched, unless it is found to be tracked. */
export interface LeftPath {
  readonly path: string;
  readonly isFolder: boolean;
  readonly reason: 'ignored' | 'excluded';
  readonly repository: Repository;
}

interface OpenFolder {
  readonly path: string;
  readonly repository: Repository;
  /** As they hold in it, but for its own ignore file. */
  readonly rules: IgnoreRules;
}

/** What a listing needs. */
export interface ListingParts {
  readonly files: FolderFiles;
  readonly scope: SearchScope;
  readonly signal: AbortSignal;
  /** Told each path that is skipped, folders that can't be listed among them. */
  readonly onSkip?: (path: string, reason: SkipReason) => void;
}

/**
 * Decides which files of a folder are searched, the same for every way of searching: by the scope,
 * by Git's rules with those of the repository and the user, and by what Git tracks in spite of them.
 * Call `visible` to its end, then `kept`.
 */
export class FolderListing {
  /** What was skipped so far. */
  readonly skipped: Record<SkipReason, number> = { ...noneSkipped };
  /** Ignored and excluded paths that `visible` came by. */
  readonly left: LeftPath[] = [];
  /** Pictures and the like, searched or not. */
  readonly media: string[] = [];
  /** Folders that can't be listed. */
  readonly closed = new Set<string>();
  private readonly filter: ScopeFilter;

  constructor(private readonly parts: ListingParts) {
    this.filter = scopeFilter(parts.scope);
  }

  /** The files that are searched and not ignored, folder by folder. */
  async *visible(): AsyncGenerator<FolderBatch> {
    const { files, scope } = this.parts;
    const repository = scope.skipIgnored ? await repositoryAround(files) : noRepository;
    yield* this.below({ path: '', repository, rules: repository.rules }, this.left);
  }

  /** The files that are searched though they are ignored: tracked ones and `.env` files. */
  kept(): AsyncGenerator<FolderBatch> {
    return this.keptOf(this.left);
  }

  /** Counts a path that is not searched. */
  skip(path: string, reason: SkipReason): void {
    this.skipped[reason] += 1;
    this.parts.onSkip?.(path, reason);
  }

  /** How a search of so many files ended. */
  end(searched: number): SearchEnd {
    const { skipped, media } = this;
    const unmatched = this.filter.unmatched();
    return { searched, skipped, media, ...(unmatched.length > 0 && { unmatched }) };
  }

  private async *keptOf(left: readonly LeftPath[]): AsyncGenerator<FolderBatch> {
    const tracked = await trackedOf(left);
    for (const { path, isFolder, reason, repository } of left) {
      if (isFolder) yield* this.leftBelow(path, reason, repository, tracked);
      else {
        const names = this.keptNames('', [{ name: path, kind: 'file' }], reason, tracked);
        if (names.length > 0) yield { folder: '', names };
      }
    }
  }

  private async *below(start: OpenFolder, left: LeftPath[]): AsyncGenerator<FolderBatch> {
    const open = [start];
    for (let folder = open.pop(); folder; folder = open.pop()) {
      const entries = await this.entriesOf(folder.path);
      if (!entries) continue;
      const here = await this.withOwnRules(folder, entries);
      const names: string[] = [];
      const folders: OpenFolder[] = [];
      for (const { name, kind } of entries) {
        if (isClosed(name, kind)) continue;
        const path = joined(here.path, name);
        this.noteMedia(name, path, kind);
        if (kind === 'folder') {
          const rules = here.rules.enter(here.repository.inside(path));
          if (!rules) left.push({ ...leftAt(path, here), isFolder: true, reason: 'ignored' });
          else if (this.filter.leavesOut(path)) {
            left.push({ ...leftAt(path, here), isFolder: true, reason: 'excluded' });
          } else folders.push({ ...here, path, rules });
        } else if (!isEnvFile(name) && here.rules.ignores(here.repository.inside(path))) {
          if (kind === 'file')
            left.push({ ...leftAt(path, here), isFolder: false, reason: 'ignored' });
          else this.skip(path, 'ignored');
        } else {
          const reason = this.reasonOf(path, kind);
          if (reason === undefined) names.push(name);
          else if (reason === 'excluded') {
            left.push({ ...leftAt(path, here), isFolder: false, reason });
          } else this.skip(path, reason);
        }
      }
      if (names.length > 0) yield { folder: here.path, names };
      open.push(...folders.reverse());
    }
  }

  /** The files below a folder that is ignored or excluded are counted; some are searched. */
  private async *leftBelow(
    start: string,
    reason: LeftPath['reason'],
    repository: Repository,
    tracked: ReadonlySet<string>,
  ): AsyncGenerator<FolderBatch> {
    const open = [start];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      if (tracked.has(asGit(folder))) {
        // A submodule that is tracked in spite of the rules.
        const more: LeftPath[] = [];
        yield* this.below({ path: folder, repository, rules: repository.rules }, more);
        yield* this.keptOf(more);
        continue;
      }
      const entries = await this.entriesOf(folder);
      if (!entries) continue;
      for (const { name, kind } of entries) {
        if (kind === 'folder' && !isClosed(name, kind)) open.push(joined(folder, name));
      }
      const names = this.keptNames(folder, entries, reason, tracked);
      if (names.length > 0) yield { folder, names };
    }
  }

  /** Those of a folder's files that are searched after all; the others are counted. */
  private keptNames(
    folder: string,
    entries: readonly FolderEntry[],
    reason: LeftPath['reason'],
    tracked: ReadonlySet<string>,
  ): readonly string[] {
    const names: string[] = [];
    for (const { name, kind } of entries) {
      if (kind === 'folder' || isClosed(name, kind)) continue;
      const path = joined(folder, name);
      if (folder !== '') this.noteMedia(name, path, kind);
      const isKept =
        reason === 'ignored' && (tracked.has(asGit(path)) || (kind === 'file' && isEnvFile(path)));
      const skip = isKept ? this.reasonOf(path, kind) : reason;
      if (skip === undefined) names.push(name);
      else this.skip(path, skip);
    }
    return names;
  }

  private noteMedia(name: string, path: string, kind: FolderEntry['kind']): void {
    if (kind === 'file' && isMediaName(name)) this.media.push(path);
  }

  private reasonOf(path: string, kind: FolderEntry['kind']): SkipReason | undefined {
    if (kind === 'link') return 'link';
    if (kind !== 'file') return 'special';
    return this.filter.reasonOf(path);
  }

  private async entriesOf(path: string): Promise<readonly FolderEntry[] | undefined> {
    this.parts.signal.throwIfAborted();
    try {
      return await this.parts.files.readFolder(path);
    } catch {
      // Gone or forbidden: counted as one, since nobody knows what is in it.
      this.skip(path, 'unreadable');
      this.closed.add(path);
      return undefined;
    }
  }

  private async withOwnRules(
    folder: OpenFolder,
    entries: readonly FolderEntry[],
  ): Promise<OpenFolder> {
    const { files, scope } = this.parts;
    if (!scope.skipIgnored) return folder;
    return withOwnRules(files, folder, (name) =>
      entries.some((each) => each.name === name && each.kind !== 'link'),
    );
  }
}

/** Those of the ignored paths, and what is below them, that Git tracks. */
async function trackedOf(left: readonly LeftPath[]): Promise<ReadonlySet<string>> {
  const byRepository = new Map<Repository, Set<string>>();
  for (const { path, reason, repository } of left) {
    if (reason === 'excluded') continue;
    const paths = byRepository.get(repository);
    if (paths) paths.add(asGit(path));
    else byRepository.set(repository, new Set([asGit(path)]));
  }
  const all = new Set<string>();
  for (const [repository, paths] of byRepository) {
    for (const path of await repository.tracked(isInAny(paths))) all.add(path);
  }
  return all;
}

function leftAt(path: string, { repository }: OpenFolder): Pick<LeftPath, 'path' | 'repository'> {
  return { path, repository };
}

/** Whether a path or a folder above it is one of these. Asked in Git's order, most are quick. */
function isInAny(paths: ReadonlySet<string>): (path: string) => boolean {
  let known = '';
  let isKnownIn = false;
  const isFolderIn = (folder: string): boolean => {
    if (folder === known) return isKnownIn;
    let isIn = false;
    for (let end = folder.length; end > 0 && !isIn; end = folder.lastIndexOf('/', end - 1)) {
      isIn = paths.has(folder.slice(0, end));
    }
    [known, isKnownIn] = [folder, isIn];
    return isIn;
  };
  return (path) => isFolderIn(path.slice(0, Math.max(0, path.lastIndexOf('/')))) || paths.has(path);
}

function isClosed(name: string, kind: FolderEntry['kind']): boolean {
  return closedFolders.includes(name) && (kind !== 'file' || name === '.git');
}

/** A folder with the rules that begin in it: a work tree's, and its own ignore file's. */
async function withOwnRules<T extends OpenFolder>(
  files: FolderFiles,
  folder: T,
  has: (name: string) => boolean,
): Promise<T> {
  const nested = folder.path !== '' && has('.git') && (await repositoryAt(files, folder.path));
  const here = nested ? { ...folder, repository: nested, rules: nested.rules } : folder;
  if (!has('.gitignore')) return here;
  const inside = here.repository.inside(here.path).replace(/\/$/, '');
  return { ...here, rules: await withIgnoreFile(files, here.rules, here.path, inside) };
}

/** Whether a search comes by one file and looks into it. */
export async function isSearched(path: string, parts: ListingParts): Promise<boolean> {
  const { files, scope } = parts;
  const folders = path.split('/').slice(0, -1);
  if (folders.some((name) => isClosed(name, 'folder'))) return false;
  if (isClosed(path.slice(path.lastIndexOf('/') + 1), 'file')) return false;
  if (scopeFilter(scope).reasonOf(path) !== undefined) return false;
  for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
    if ((await files.kindOf(path.slice(0, end))) !== 'folder') return false;
  }
  if ((await files.kindOf(path)) !== 'file') return false;
  if (!scope.skipIgnored || isEnvFile(path)) return true;
  const repository = await repositoryAround(files);
  return isKept(path, files, { path: '', repository, rules: repository.rules });
}

/** Whether the rules of a folder and of those below it let a file be searched, or Git tracks it. */
async function isKept(path: string, files: FolderFiles, start: OpenFolder): Promise<boolean> {
  let here = await withOwnRules(files, start, () => true);
  const from = start.path === '' ? 0 : start.path.length + 1;
  for (let end = path.indexOf('/', from); end > 0; end = path.indexOf('/', end + 1)) {
    const below = path.slice(0, end);
    const rules = here.rules.enter(here.repository.inside(below));
    if (!rules) return isTracked(path, files, here.repository);
    here = await withOwnRules(files, { ...here, path: below, rules }, () => true);
  }
  const isIgnored = here.rules.ignores(here.repository.inside(path));
  return !isIgnored || isTracked(path, files, here.repository);
}

/** Whether Git tracks a file, or the submodule that it is in and that does not ignore it. */
async function isTracked(
  path: string,
  files: FolderFiles,
  repository: Repository,
): Promise<boolean> {
  const kept = asGit(path);
  const isAbove = (each: string) => kept.startsWith(`${each}/`);
  const found = await repository.tracked((each) => each === kept || isAbove(each));
  if (found.has(kept)) return true;
  const [submodule] = found;
  if (submodule === undefined) return false;
  return isKept(path, files, { path: submodule, repository, rules: repository.rules });
}
