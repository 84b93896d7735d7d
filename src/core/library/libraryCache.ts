import type { Asset, Folder, LibraryItem } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import type { Target } from '../target';
import { fileVersions } from './fileVersions';
import type { FileVersion } from './fileVersions';
import { FolderListing } from './folderListing';
import type { FolderView } from './folderListing';

/** What the cache reads with. */
export type LibraryReader = Pick<ImageKitClient, 'list' | 'getAsset' | 'listVersions'>;

/** How a row is looked for. */
export interface Search {
  /** Aborting it throws its reason before the next page. */
  readonly signal: AbortSignal;
  /** Called for each page after the first: what was shown of the folder is no longer all. */
  readonly onMore: () => void;
}

/** Where rows vanished: folders by path, and files by id whose versions are fewer now. */
export interface Vanished {
  readonly folderPaths: ReadonlySet<string>;
  readonly fileIds: ReadonlySet<string>;
}

/**
 * What was seen of one account's library. It reads only what is asked for and only once; what was
 * deleted stays out of sight even while ImageKit still lists it.
 */
export class LibraryCache {
  private readonly listings = new Map<string, FolderListing>();
  private readonly versionsOf = new Map<string, Promise<readonly FileVersion[]>>();
  private readonly stopped = new AbortController();

  /** `gone` is what was deleted so far; it is added to, and outlives the cache. */
  constructor(
    private readonly reader: LibraryReader,
    private readonly gone: Set<string>,
  ) {}

  /** The folder's first page, or whatever more was read of it. `/` is the library's root. */
  async open(folderPath: string): Promise<FolderView> {
    const listing = this.listing(folderPath);
    await listing.open();
    return listing.view;
  }

  /** Reads the folder's next page. */
  async loadMore(folderPath: string): Promise<void> {
    await this.listing(folderPath).loadMore();
  }

  /** Reads as many pages as it takes to find the file in its folder. */
  findFile(filePath: string, fileId: string, search: Search): Promise<Asset | undefined> {
    return seek(this.listing(parentOf(filePath)), (listing) => listing.file(fileId), search);
  }

  /** Reads as many pages as it takes to find the folder in the one that holds it. */
  findFolder(folderPath: string, search: Search): Promise<Folder | undefined> {
    return seek(this.listing(parentOf(folderPath)), (each) => each.folder(folderPath), search);
  }

  /** The versions of a file; which one is current is asked anew, for the listing may be old. */
  async versions(fileId: string): Promise<readonly FileVersion[]> {
    const rows = await (this.versionsOf.get(fileId) ?? this.readVersions(fileId));
    return rows.filter(({ version }) => !this.gone.has(rowKey(version)));
  }

  /** Ends the readings that are under way; the cache is of no use after that. */
  stop(): void {
    this.stopped.abort();
  }

  /** Drops what was deleted. */
  forget(targets: readonly Target[]): Vanished {
    const folderPaths = new Set<string>();
    const fileIds = new Set<string>();
    for (const target of targets) {
      switch (target.kind) {
        case 'asset':
          for (const path of this.forgetFile(target.asset.fileId)) folderPaths.add(path);
          break;
        case 'version':
          this.gone.add(rowKey(target.version));
          fileIds.add(target.version.fileId);
          break;
        case 'folder':
          this.forgetFolder(target.folderPath);
          folderPaths.add(parentOf(target.folderPath));
          break;
      }
    }
    return { folderPaths, fileIds };
  }

  private listing(folderPath: string): FolderListing {
    const known = this.listings.get(folderPath);
    if (known) return known;
    const { signal } = this.stopped;
    const listing = new FolderListing(
      (type, skip, limit) =>
        this.reader.list({ type, path: folderPath, sort: 'ASC_NAME', skip, limit }, signal),
      (row) => this.gone.has(rowKey(row)),
    );
    this.listings.set(folderPath, listing);
    return listing;
  }

  private readVersions(fileId: string): Promise<readonly FileVersion[]> {
    const { signal } = this.stopped;
    const reading = Promise.all([
      this.reader.getAsset(fileId, signal),
      this.reader.listVersions(fileId, signal),
    ]).then(([asset, rows]) => fileVersions(asset, rows));
    this.versionsOf.set(fileId, reading);
    // Whoever asked gets the error; the next one to ask starts anew.
    reading.catch(() => {
      if (this.versionsOf.get(fileId) === reading) this.versionsOf.delete(fileId);
    });
    return reading;
  }

  private forgetFile(fileId: string): readonly string[] {
    this.gone.add(`file:${fileId}`);
    this.versionsOf.delete(fileId);
    return [...this.listings].flatMap(([path, each]) => (each.dropFile(fileId) ? [path] : []));
  }

  private forgetFolder(folderPath: string): void {
    const folderId = this.listings.get(parentOf(folderPath))?.dropFolder(folderPath);
    if (folderId !== undefined) this.gone.add(`folder:${folderId}`);
    for (const path of this.listings.keys()) {
      if (path === folderPath || path.startsWith(`${folderPath}/`)) this.listings.delete(path);
    }
  }
}

async function seek<Row>(
  listing: FolderListing,
  find: (listing: FolderListing) => Row | undefined,
  { signal, onMore }: Search,
): Promise<Row | undefined> {
  await listing.open();
  while (find(listing) === undefined && !listing.complete) {
    signal.throwIfAborted();
    await listing.loadMore();
    onMore();
  }
  return find(listing);
}

/** The folder that holds the file or folder at `path`; the root holds itself. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function rowKey(row: LibraryItem): string {
  switch (row.type) {
    case 'file':
      return `file:${row.fileId}`;
    case 'file-version':
      return `version:${row.fileId}/${row.versionId}`;
    case 'folder':
      return `folder:${row.folderId}`;
  }
}
