import type { FileFindings } from '../../core/fileFindings';
import { saysAnything } from '../../core/fileFindings';
import type { SearchEnd } from '../../core/scope/searchScope';
import type { FolderFiles } from './folderFiles';
import { joined } from './folderFiles';
import type { FolderBatch, ListingParts } from './folderListing';
import { FolderListing, isSearched } from './folderListing';
import { mostAtOnce, readAhead } from './readAhead';
import type { ByteReader, FileAnswer, FileSearch, Scan } from './searchFile';
import { pauses, searchBytes, searchFile } from './searchFile';
import type { ByteScan } from './triggerScan';

/** What a search without ripgrep needs. */
export interface WalkScan extends Scan, Pick<ListingParts, 'onSkip'> {
  readonly files: FolderFiles;
  /** Finds the context's triggers faster than the context itself, but takes a moment to make. */
  readonly byteScan?: ByteScan | undefined;
  /** Looks into larger files where it holds nobody up. */
  readonly thread?: ByteReader | undefined;
}

/**
 * The search of `scanWithRipgrep`, where there is no ripgrep: slower, the same answer, and with
 * pauses in which an editor can go on.
 */
export async function* walkWorkspace(scan: WalkScan): AsyncGenerator<FileFindings, SearchEnd> {
  // A disk answers at once; what comes from afar is asked for several times at a time.
  const isFar = scan.files.onDisk === undefined;
  const files = isFar ? readAhead(scan.files) : scan.files;
  const listing = new FolderListing({ ...scan, files });
  const search = { ...scan, files, pause: pauses(), inBytes: lookerInto(scan.thread) };
  const searchThem = isFar ? searchAhead : searchBatches;
  let searched = 0;
  for (const batches of [listing.visible(), listing.kept()]) {
    searched += yield* searchThem(batches, search, listing);
  }
  return listing.end(searched);
}

/** Searches files one by one; tells how many were, and counts the others. */
export async function* searchBatches(
  batches: AsyncIterable<FolderBatch> | Iterable<FolderBatch>,
  search: FileSearch,
  listing: Pick<FolderListing, 'skip'>,
): AsyncGenerator<FileFindings, number> {
  let searched = 0;
  for await (const { folder, names } of batches) {
    for (const name of names) {
      const path = joined(folder, name);
      const answer = searchFile(path, search);
      const read = answer instanceof Promise ? await answer : answer;
      if (typeof read === 'string') listing.skip(path, read);
      else {
        searched += 1;
        if (saysAnything(read)) yield read;
      }
      await search.pause();
    }
    await search.pause();
  }
  return searched;
}

/** Searches several files at a time; answers come in the order in which they were asked for. */
async function* searchAhead(
  batches: AsyncIterable<FolderBatch>,
  search: FileSearch,
  listing: Pick<FolderListing, 'skip'>,
): AsyncGenerator<FileFindings, number> {
  const asked: Promise<readonly [path: string, answer: FileAnswer]>[] = [];
  let searched = 0;
  const next = async (): Promise<FileFindings | undefined> => {
    const answer = await asked.shift();
    if (!answer) return undefined;
    const [path, read] = answer;
    if (typeof read === 'string') listing.skip(path, read);
    else searched += 1;
    return typeof read === 'string' || !saysAnything(read) ? undefined : read;
  };
  const ask = async (path: string) => [path, await searchFile(path, search)] as const;
  for await (const { folder, names } of batches) {
    for (const name of names) {
      const answer = ask(joined(folder, name));
      // The first failure ends the search; the others are nobody's any more.
      answer.catch(() => undefined);
      asked.push(answer);
      const read = asked.length < mostAtOnce ? undefined : await next();
      if (read) yield read;
    }
  }
  while (asked.length > 0) {
    const read = await next();
    if (read) yield read;
  }
  return searched;
}

/**
 * What one file says after it was saved, created or renamed; `undefined` when a search would skip
 * it, so that the index forgets it.
 */
export async function readOneFile(path: string, scan: WalkScan): Promise<FileFindings | undefined> {
  try {
    if (!(await isSearched(path, scan))) return undefined;
  } catch {
    // It is gone again.
    return undefined;
  }
  const search = { ...scan, pause: pauses(), inBytes: lookerInto(scan.thread) };
  const read = await searchFile(path, search);
  return typeof read === 'string' ? undefined : read;
}

/** A file of so many bytes is searched in some milliseconds. */
const smallFile = 100_000;

/** Looks into small files here, and into larger ones in the thread while there is one. */
function lookerInto(thread: WalkScan['thread']): typeof searchBytes | undefined {
  if (!thread) return undefined;
  return async (bytes, file, search) => {
    if (bytes.length < smallFile) return searchBytes(bytes, file, search);
    const { context, signal } = search;
    try {
      return (await thread.read({ file, bytes, context }, signal)) ?? 'binary';
    } catch (error) {
      // There may be no memory for a thread.
      if (signal.aborted) throw error;
      return searchBytes(bytes, file, search);
    }
  };
}
