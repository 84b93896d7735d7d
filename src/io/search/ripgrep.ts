import { findInLines } from '../../core/finder/findReferences';
import { breaksLines } from '../../core/finder/brokenLines';
import type { FileFindings } from '../../core/fileFindings';
import { saysAnything } from '../../core/fileFindings';
import type { SearchEnd, SearchScope } from '../../core/scope/searchScope';
import { closedFolders, skippedNames } from '../../core/scope/searchScope';
import { diskFiles } from './folderFiles';
import type { FolderBatch } from './folderListing';
import { FolderListing } from './folderListing';
import { HitReader } from './ripgrepHits';
import { runRipgrep } from './ripgrepProcess';
import type { FileSearch, Scan } from './searchFile';
import { pauses, searchFile } from './searchFile';
import { writeSkipList } from './skipList';
import { searchBatches } from './workspaceWalk';

/** What a search with ripgrep needs. */
export interface RipgrepScan extends Scan {
  /** The program's absolute path. */
  readonly program: string;
  /** The folder's absolute path. */
  readonly folder: string;
}

/**
 * Searches a folder in one pass and yields what each file says, in no particular order; then what
 * was searched and what was not. Which files are searched is decided before, so that ripgrep's own
 * reading of ignore files plays no part. Memory grows with the hits alone.
 */
export async function* scanWithRipgrep(scan: RipgrepScan): AsyncGenerator<FileFindings, SearchEnd> {
  const search: FileSearch = { ...scan, files: diskFiles(scan.folder), pause: pauses() };
  // It reads files of its own, while others are searched.
  const listing = new FolderListing({ ...scan, files: diskFiles(scan.folder) });
  let visible = 0;
  for await (const { names } of listing.visible()) {
    visible += names.length;
    await search.pause();
  }
  const skipList = await writeSkipList(listing.left);
  const kept = gather(listing.kept(), search);
  // Awaited at the end; a search that fails first must not leave it unhandled.
  kept.catch(() => undefined);
  try {
    const searched = yield* searchVisible({ scan, search, listing, visible }, skipList.args);
    const more = yield* searchBatches(await kept, search, listing);
    return listing.end(searched + more);
  } finally {
    await skipList.remove();
  }
}

/** While ripgrep searches, what it was told to leave is counted. */
async function gather(
  batches: AsyncIterable<FolderBatch>,
  { pause }: FileSearch,
): Promise<readonly FolderBatch[]> {
  const gathered: FolderBatch[] = [];
  for await (const batch of batches) {
    gathered.push(batch);
    await pause();
  }
  return gathered;
}

interface VisibleSearch {
  readonly scan: RipgrepScan;
  readonly search: FileSearch;
  readonly listing: FolderListing;
  /** The number of files that ripgrep should come by. */
  readonly visible: number;
}

/** Runs ripgrep and tells how many files were searched. */
async function* searchVisible(
  { scan, search, listing, visible }: VisibleSearch,
  skipping: readonly string[],
): AsyncGenerator<FileFindings, number> {
  const { skipped } = listing;
  const hits = new HitReader();
  let closed = 0;
  let left = 0;
  const onUnreadable = (path: string | undefined) => {
    // A folder that can't be listed is counted already.
    if (path !== undefined && listing.closed.has(slashed(path))) return;
    closed += 1;
  };
  const { program, folder, context, signal } = scan;
  const args = [...searchArgs(scan.scope), ...skipping];
  args.push('--regexp', `${context.triggerSource}|\\x00`, '--', '.');
  const run = { program, folder, args, signal, onUnreadable };
  for await (const records of runRipgrep(run)) {
    for (const { file: path, lines, needsReading } of hits.read(records)) {
      const file = slashed(path);
      const read =
        needsReading || breaksLines(file)
          ? await searchFile(file, search)
          : findInLines(lines, file, context);
      if (typeof read === 'string') {
        skipped[read] += 1;
        left += 1;
      } else if (saysAnything(read)) yield read;
    }
  }
  const opened = hits.searched() ?? visible - closed;
  skipped.unreadable += closed;
  skipped.tooLarge += Math.max(0, visible - opened - closed);
  return opened - left;
}

function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/** The same decision as that of the listing, where names alone decide. Types are only of files. */
function searchArgs({ maxFileSize }: SearchScope): readonly string[] {
  const anyCase = (name: string) =>
    name.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
  return [
    ...['--heading', '--null', '--line-number', '--stats', '--color', 'never'],
    ...['--no-config', '--no-unicode', '--ignore-case', '--hidden', '--no-ignore', '--text'],
    ...closedFolders.flatMap((name) => ['--glob', `!${name}/`]),
    ...['--glob', '!.git'],
    ...['--type-add', `skipped:{${skippedNames.map(anyCase).join(',')}}`, '--type-not', 'skipped'],
    ...['--max-filesize', String(maxFileSize)],
  ];
}
