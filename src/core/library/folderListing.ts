import type { Asset, Folder, LibraryItem } from '../../api/asset';
import { PagedRows, pageSize } from './pagedRows';
import type { Page } from './pagedRows';

/**
 * What of a folder has been read, folders and files each sorted by name. Where there is more than a
 * page, the order is ImageKit's own, so that the rows of the next page follow those of the last.
 */
export interface FolderView {
  readonly folders: readonly Folder[];
  readonly files: readonly Asset[];
  /** False while ImageKit has more rows than were read. */
  readonly complete: boolean;
}

/** Reads direct children of a folder, of one type, in the order of their names. */
export type ReadChildren = (
  type: 'folder' | 'file',
  skip: number,
  limit: number,
) => Promise<readonly LibraryItem[]>;

/** As file managers sort: without regard to case, and `2.png` before `10.png`. */
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function inOrder<Row extends Folder | Asset>(listing: PagedRows<Row>): readonly Row[] {
  if (!listing.fitsOnePage) return listing.all;
  return listing.all.toSorted((a, b) => byName.compare(a.name, b.name));
}

/**
 * The direct children of one folder, read as they are asked for: its folders first, because a file
 * list without them would grow upwards.
 */
export class FolderListing {
  private readonly folders = new PagedRows<Folder>((folder) => folder.folderId);
  private readonly files = new PagedRows<Asset>((asset) => asset.fileId);
  private opened = false;
  private loading: Promise<void> | undefined;
  private sorted: FolderView | undefined;

  constructor(
    private readonly read: ReadChildren,
    private readonly isGone: (row: Folder | Asset) => boolean,
  ) {}

  /** Reads the first page, unless that was done; calls at the same time share one reading. */
  async open(): Promise<void> {
    if (!this.opened) await this.loadMore();
  }

  /** Reads the next page; calls at the same time share one reading. */
  async loadMore(): Promise<void> {
    this.loading ??= this.readNext().finally(() => {
      this.loading = undefined;
      this.sorted = undefined;
    });
    await this.loading;
  }

  /** Whether everything was read. */
  get complete(): boolean {
    return this.folders.complete && this.files.complete;
  }

  /** All that was read; sorted once, when it is first asked for. */
  get view(): FolderView {
    this.sorted ??= {
      folders: inOrder(this.folders),
      files: inOrder(this.files),
      complete: this.complete,
    };
    return this.sorted;
  }

  /** A file that was read. */
  file(fileId: string): Asset | undefined {
    return this.files.get(fileId);
  }

  /** A folder that was read. */
  folder(folderPath: string): Folder | undefined {
    return this.folders.all.find((each) => each.folderPath === folderPath);
  }

  /** Drops a file that was deleted; whether it was here. */
  dropFile(fileId: string): boolean {
    return this.dropped(this.files.drop(fileId));
  }

  /** Drops a folder that was deleted, and gives its id, which a new folder of that path won't have. */
  dropFolder(folderPath: string): string | undefined {
    const folder = this.folder(folderPath);
    if (folder) this.dropped(this.folders.drop(folder.folderId));
    return folder?.folderId;
  }

  private dropped(was: boolean): boolean {
    if (was) this.sorted = undefined;
    return was;
  }

  private async readNext(): Promise<void> {
    if (!this.opened) await Promise.all([this.readFolders(), this.readFiles()]);
    else if (!this.folders.complete) await this.readFolders();
    else await this.readFiles();
    this.opened = true;
  }

  private readFolders(): Promise<void> {
    return this.folders.loadMore(
      (skip) => this.readPage('folder', skip, (item) => item.type === 'folder'),
      this.isGone,
    );
  }

  private readFiles(): Promise<void> {
    return this.files.loadMore(
      (skip) => this.readPage('file', skip, (item) => item.type === 'file'),
      this.isGone,
    );
  }

  private async readPage<Row extends LibraryItem>(
    type: 'folder' | 'file',
    skip: number,
    isRow: (item: LibraryItem) => item is Row,
  ): Promise<Page<Row>> {
    const items = await this.read(type, skip, pageSize);
    return { rows: items.filter(isRow), last: items.length < pageSize };
  }
}
