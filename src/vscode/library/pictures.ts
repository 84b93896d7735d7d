import type * as vscode from 'vscode';
import type { Asset, AssetVersion } from '../../api/asset';
import type { download } from '../../api/http';
import type { Account } from '../../core/account/account';
import { thumbnailLink } from '../../core/library/thumbnail';

/** As base64 it stays below the 100,000 characters at which VS Code cuts a hover off. */
const limits = { timeoutMs: 10_000, largestBytes: 64 * 1024 };

/** Downloads at a time. */
const concurrency = 4;

/** Beyond so many that wait, rows do without: most of them are out of sight. */
const mostWaiting = 100;

/** Pictures kept; the oldest go first. */
const mostKept = 500;

/** What the pictures are made from. */
export interface PicturesParts {
  readonly download: typeof download;
  readonly loaded: Pick<vscode.EventEmitter<string>, 'event' | 'fire' | 'dispose'>;
}

/**
 * Small pictures of files, as addresses that VS Code can show. It fetches `https:` itself, when a
 * row comes into sight, and refuses plain HTTP: from there, such as from the sandbox, the picture is
 * fetched here and handed over as a `data:` address.
 */
export class Pictures implements vscode.Disposable {
  /** Fired with a file's `thumbnail` when `now` has a picture for it. */
  readonly onDidLoad: vscode.Event<string>;
  private readonly loading = new Map<string, Promise<string | undefined>>();
  private readonly ready = new Map<string, string>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly parts: PicturesParts) {
    this.onDidLoad = parts.loaded.event;
  }

  /** The picture if it can be shown at once; otherwise it is asked for, unless many are. */
  now(file: Asset | AssetVersion, account: Account): string | undefined {
    const link = thumbnailLink(file, account);
    if (link === undefined || isShownAsItIs(link)) return link;
    if (this.loading.has(link) || this.waiting.length < mostWaiting) {
      void this.fetched(link, file.thumbnail);
    }
    return this.ready.get(link);
  }

  /** The picture, waited for; `undefined` when there is none. */
  async load(file: Asset | AssetVersion, account: Account): Promise<string | undefined> {
    const link = thumbnailLink(file, account);
    return link === undefined || isShownAsItIs(link) ? link : this.fetched(link, file.thumbnail);
  }

  dispose(): void {
    this.parts.loaded.dispose();
  }

  private fetched(link: string, thumbnail = link): Promise<string | undefined> {
    const known = this.loading.get(link);
    if (known) return known;
    this.makeRoom();
    const loading = this.inLane(() => this.fetch(link, thumbnail));
    this.loading.set(link, loading);
    return loading;
  }

  private makeRoom(): void {
    const [oldest] = this.loading.keys();
    if (oldest === undefined || this.loading.size < mostKept) return;
    this.loading.delete(oldest);
    this.ready.delete(oldest);
  }

  private async fetch(link: string, thumbnail: string): Promise<string | undefined> {
    try {
      const file = await this.parts.download(link, limits);
      if (!file || !/^image\/[\w.+-]+$/.test(file.mime)) return undefined;
      const data = `data:${file.mime};base64,${file.bytes.toString('base64')}`;
      this.ready.set(link, data);
      this.parts.loaded.fire(thumbnail);
      return data;
    } catch {
      // A picture that can't be had is not worth a word: the row has its icon.
      return undefined;
    }
  }

  private async inLane<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= concurrency)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}

function isShownAsItIs(link: string): boolean {
  return link.startsWith('https:');
}
