import type { Account } from '../account';
import { byCreation } from './creationIndex';
import type { Folder } from './folder';
import type { Entry } from './lag';
import type { Order } from './listingOrder';
import { folderPathOf } from './paths';
import { fileTypeOf } from './rows';
import { typeOf } from './searchable';
import { Version } from './storedFile';

/** A list request, its parameters checked. */
export interface Listing {
  readonly types: readonly ('file' | 'file-version' | 'folder')[];
  /** Direct children of this folder only. */
  readonly path: string | undefined;
  readonly fileType: 'all' | 'image' | 'non-image';
  /** What else a row must be; `undefined` where nothing is asked. */
  readonly keep: ((entry: Entry) => boolean) | undefined;
  readonly order: Order;
  readonly skip: number;
  readonly limit: number;
}

/** The page a list request gets, from the library as it is now: after a deletion rows move up. */
export function listEntries(listing: Listing, account: Account, now: number): readonly Entry[] {
  const end = listing.skip + listing.limit;
  return selected(listing, account, now).slice(listing.skip, end);
}

function selected(listing: Listing, account: Account, now: number): readonly Entry[] {
  const { path, types, fileType, keep, order } = listing;
  const folder = path === undefined ? account.library.root : account.library.root.find(path);
  const ghosts = ghostsIn(listing, account, now);
  const hidden = account.lag.hidden(now);
  const asStored = ghosts.length + hidden.size === 0 && fileType === 'all' && keep === undefined;
  const currents = path === undefined ? account.library.currentVersions() : undefined;
  // A page of the whole library in its own order is a cut from the index: nothing is looked through.
  if (currents && asStored && order === byCreation && types.join() === 'file') return currents;

  const entries: Entry[] = ghosts;
  const add = (entry: Entry): void => {
    if (entry instanceof Version && hidden.has(entry.file)) return;
    if (isOfType(entry, fileType) && (keep?.(entry) ?? true)) entries.push(entry);
  };
  const files = currents?.map(({ file }) => file) ?? folder?.files.values() ?? [];
  for (const file of files) {
    if (types.includes('file-version')) file.versions.slice(0, -1).forEach(add);
    if (types.includes('file')) add(file.current);
  }
  if (types.includes('folder')) for (const one of foldersOf(folder, path)) add(one);
  return entries.sort(order);
}

function foldersOf(folder: Folder | undefined, path: string | undefined): Iterable<Folder> {
  if (folder === undefined) return [];
  return path === undefined ? folder.allFolders() : folder.folders.values();
}

/** Deleted entries that still show, as far as this request asks for them. */
function ghostsIn(listing: Listing, account: Account, now: number): Entry[] {
  const wanted = listing.path === undefined ? undefined : folderPathOf(listing.path);
  return account.lag.ghosts(now).filter((entry) => {
    const parent = entry instanceof Version ? entry.file.folder : entry.parent;
    return (
      listing.types.includes(typeOf(entry)) &&
      (wanted === undefined || parent?.path === wanted) &&
      isOfType(entry, listing.fileType) &&
      (listing.keep?.(entry) ?? true)
    );
  });
}

function isOfType(entry: Entry, fileType: Listing['fileType']): boolean {
  if (fileType === 'all') return true;
  return entry instanceof Version && fileTypeOf(entry) === fileType;
}
