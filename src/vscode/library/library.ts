import type * as vscode from 'vscode';
import type { Asset, Folder } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import type { Account } from '../../core/account/account';
import type { TargetOutcome } from '../../core/run/outcome';
import type { Target } from '../../core/target';
import type { FileVersion } from '../../core/library/fileVersions';
import type { FolderView } from '../../core/library/folderListing';
import { LibraryCache, parentOf } from '../../core/library/libraryCache';
import type { Search, Vanished } from '../../core/library/libraryCache';
import type { AccountStore } from '../account/store';
import type { Connections } from '../account/connections';

/** What of the library looks different now. */
export type LibraryChange =
  | { readonly kind: 'everything' }
  /** The account has another name, kind or delivery URL; its rows are the same. */
  | { readonly kind: 'account' }
  | ({
      readonly kind: 'rows';
      /** What a run has shown to be gone, if that is why. */
      readonly deleted: readonly Target[];
    } & Vanished);

/** What the library is made from. */
export interface LibraryParts {
  readonly accounts: Pick<AccountStore, 'active' | 'onDidChange'>;
  readonly connections: Pick<Connections, 'connect'>;
  readonly changed: Pick<vscode.EventEmitter<LibraryChange>, 'event' | 'fire' | 'dispose'>;
}

/** Thrown where another account is active than the one that is shown: a change is about to be told. */
export class StaleListing extends Error {
  override readonly name = 'StaleListing';
}

/**
 * The library of the active account as far as it was opened. It asks ImageKit only when somebody
 * looks, and starts over when the account or its key changes.
 */
export class Library implements vscode.Disposable {
  readonly onDidChange: vscode.Event<LibraryChange>;
  private shown: Account | undefined;
  private gone = new Set<string>();
  private cache: LibraryCache;
  private readonly listener: vscode.Disposable;

  constructor(private readonly parts: LibraryParts) {
    this.onDidChange = parts.changed.event;
    this.shown = parts.accounts.active;
    this.cache = this.newCache();
    this.listener = parts.accounts.onDidChange(() => this.followAccount());
  }

  /** Whose library this is; `undefined` when there is no account to use. */
  get account(): Account | undefined {
    return this.shown;
  }

  /**
   * The direct children of a folder as far as they were read; `/` is the root. Throws what
   * `Connections.connect` and the client throw, or `StaleListing`.
   */
  open(folderPath: string): Promise<FolderView> {
    return this.read((cache) => cache.open(folderPath));
  }

  /** Reads the next page of a folder. Throws as `open` does. */
  async loadMore(folderPath: string): Promise<void> {
    await this.read((cache) => cache.loadMore(folderPath));
    this.announceRows(folderPath);
  }

  /** The file's row, after as many pages of its folder as that takes. Throws as `open` does. */
  findFile(asset: Asset, signal: AbortSignal): Promise<Asset | undefined> {
    const { filePath, fileId } = asset;
    return this.find(filePath, signal, (cache, search) => cache.findFile(filePath, fileId, search));
  }

  /** The folder's row, after as many pages of its parent as that takes. Throws as `open` does. */
  findFolder(folderPath: string, signal: AbortSignal): Promise<Folder | undefined> {
    return this.find(folderPath, signal, (cache, search) => cache.findFolder(folderPath, search));
  }

  /** The versions of a file, the newest first. Throws as `open` does. */
  versions(fileId: string): Promise<readonly FileVersion[]> {
    return this.read((cache) => cache.versions(fileId));
  }

  /** Starts over: whoever looks at a folder has it read anew. */
  refresh(): void {
    this.cache.stop();
    this.cache = this.newCache();
    this.parts.changed.fire({ kind: 'everything' });
  }

  /** Starts over after files that were deleted have come back all at once. */
  startOver(): void {
    this.gone = new Set();
    this.refresh();
  }

  /** Drops the rows of what a run in this account has shown to be gone. */
  forget(accountId: string, outcomes: readonly TargetOutcome[]): void {
    if (accountId !== this.shown?.id) return;
    const targets = outcomes
      .filter(({ outcome }) => outcome.kind === 'deleted' || outcome.kind === 'alreadyGone')
      .map(({ planned }) => planned.target);
    if (targets.length === 0) return;
    this.parts.changed.fire({ kind: 'rows', deleted: targets, ...this.cache.forget(targets) });
  }

  dispose(): void {
    this.listener.dispose();
    this.cache.stop();
    this.parts.changed.dispose();
  }

  /** Tells who shows the folder only when it was read further: a tree that is redrawn drops a reveal. */
  private async find<Row>(
    path: string,
    signal: AbortSignal,
    search: (cache: LibraryCache, search: Search) => Promise<Row>,
  ): Promise<Row> {
    let pages = 0;
    const onMore = () => {
      pages += 1;
    };
    const found = await this.read((cache) => search(cache, { signal, onMore }));
    if (pages > 0) this.announceRows(parentOf(path));
    return found;
  }

  private announceRows(folderPath: string): void {
    const folderPaths = new Set([folderPath]);
    this.parts.changed.fire({ kind: 'rows', deleted: [], folderPaths, fileIds: new Set() });
  }

  /** Reads, and reads again from the start where a refresh has overtaken the reading. */
  private async read<T>(from: (cache: LibraryCache) => Promise<T>): Promise<T> {
    for (;;) {
      const { cache } = this;
      try {
        const rows = await from(cache);
        if (cache === this.cache) return rows;
      } catch (error) {
        // A reading that was overtaken has failed for no reason that anybody needs to hear.
        if (cache === this.cache) throw error;
      }
    }
  }

  /** A key that changed may be another account's, so only a change of the entry keeps the rows. */
  private followAccount(): void {
    const before = this.shown;
    this.shown = this.parts.accounts.active;
    const same = before?.id === this.shown?.id;
    if (!same) this.gone = new Set();
    if (same && JSON.stringify(before) !== JSON.stringify(this.shown)) {
      this.parts.changed.fire({ kind: 'account' });
    } else this.refresh();
  }

  private newCache(): LibraryCache {
    const expected = this.shown?.id;
    const client = async (): Promise<ImageKitClient> => {
      const connection = await this.parts.connections.connect();
      if (connection.account.id !== expected) throw new StaleListing('another account is active');
      return connection.client;
    };
    return new LibraryCache(
      {
        list: async (...args) => (await client()).list(...args),
        getAsset: async (...args) => (await client()).getAsset(...args),
        listVersions: async (...args) => (await client()).listVersions(...args),
      },
      this.gone,
    );
  }
}
