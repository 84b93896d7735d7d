import { ApiError } from '../../api/errors';
import type { Asset, AssetVersion } from '../../api/asset';
import type { AssetRecord, VersionRecord } from '../../api/recovery/assetRecord';
import type { Account } from '../account/account';
import type { PlannedTarget } from '../target';
import { targetPath } from '../target';
import { inRunOrder } from '../run/runOrder';
import {
  BytesRefused,
  type BackupStore,
  type IncomingFile,
  type IncomingVersion,
  type NotBackedUp,
} from './backup';
import { endpointOf, originalUrl } from './originals';

/** A file's bytes on their way. */
export interface Original {
  readonly status: number;
  /** What the CDN says of a failure. */
  readonly reason: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Ends the download; nothing where it has ended. */
  close(): void;
}

/** What a backup asks ImageKit for. */
export interface BackupClient {
  /** Files with everything that is known of them; those that don't exist are left out. */
  records(fileIds: readonly string[], signal: AbortSignal): Promise<readonly AssetRecord[]>;
  versionRecords(fileId: string, signal: AbortSignal): Promise<readonly VersionRecord[]>;
  /** Signed where `endpoint` is given. */
  openOriginal(url: string, endpoint: string | undefined, signal: AbortSignal): Promise<Original>;
}

/**
 * The bytes of versions that can't be fetched any more, oldest first, from a backup that holds all of
 * them, whole and unchanged in ID and size; `undefined` where there is none.
 */
export type EarlierBackup = (
  fileId: string,
  versions: readonly Omit<IncomingVersion, 'chunks'>[],
) => Promise<AsyncIterable<IncomingVersion> | undefined>;

/** What a backup is made with. */
export interface BackupOptions {
  readonly client: BackupClient;
  readonly store: BackupStore;
  readonly account: Account;
  readonly withVersions: boolean;
  /** Bytes that the disk still takes. */
  readonly freeBytes: () => Promise<number>;
  /** Downloads at a time. */
  readonly concurrency: number;
  /** Keys that an earlier, interrupted backup has verified. */
  readonly done?: ReadonlySet<string>;
  /** Where the bytes of unpublished files come from; without it such files can't be backed up. */
  readonly earlier?: EarlierBackup;
  readonly signal: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Files whose records one search asks for. */
const recordsAtATime = 50;

/** How often a file is tried when the network fails. */
const tries = 3;

/**
 * Stands before each deletion of a run with a backup: files are backed up in the order of the run,
 * several at a time and ahead of it, and `ensure` lets a request be built only for what is verified.
 */
export class BackupGate {
  private readonly ends: ReadonlyMap<string, Promise<NotBackedUp | undefined>>;
  private readonly records = new Map<number, Promise<ReadonlyMap<string, AssetRecord>>>();
  private readonly order: readonly PlannedTarget[];
  /** Set by the first refusal of the disk: no further file is tried. */
  private broken: NotBackedUp | undefined;
  private gaps = 0;

  constructor(
    targets: readonly PlannedTarget[],
    private readonly options: BackupOptions,
  ) {
    const { files, versions } = inRunOrder(targets);
    this.order = [...files, ...versions];
    const turns = new Turns(options.concurrency);
    this.ends = new Map(
      this.order.map((planned, at) => [planned.key, turns.take(() => this.backUp(planned, at))]),
    );
  }

  /**
   * Waits until the backup of each has ended. Returns what must not be deleted, and why; a folder
   * needs no backup of its own, since only an empty one is deleted.
   */
  async ensure(batch: readonly PlannedTarget[]): Promise<ReadonlyMap<string, NotBackedUp>> {
    const missing = new Map<string, NotBackedUp>();
    for (const { key, target } of batch) {
      if (target.kind === 'folder') continue;
      const end = this.ends.get(key);
      const why = end ? await end : ({ kind: 'notFound' } as const);
      if (why) missing.set(key, why);
    }
    return missing;
  }

  /** Resolves when every file has its end: whether all of them are in the backup. */
  async finish(): Promise<'complete' | 'incomplete'> {
    await Promise.all(this.ends.values());
    return this.gaps === 0 ? 'complete' : 'incomplete';
  }

  /** Never rejects: whatever happens, the file is either verified or must not be deleted. */
  private async backUp(planned: PlannedTarget, at: number): Promise<NotBackedUp | undefined> {
    const { store, done } = this.options;
    if (done?.has(planned.key)) return undefined;
    const why = await this.tryOften(planned, at);
    if (!why) return undefined;
    this.gaps += 1;
    if (why.kind === 'disk' || why.kind === 'diskFull') this.broken ??= why;
    const { key, target } = planned;
    // What can't be written down is told by the run's own record.
    await store
      .skip({ key, fileId: fileIdOf(target), path: targetPath(target), why })
      .catch(() => undefined);
    return why;
  }

  private async tryOften(planned: PlannedTarget, at: number): Promise<NotBackedUp | undefined> {
    const { signal, pause } = this.options;
    for (let attempt = 1; ; attempt++) {
      if (signal.aborted) return { kind: 'cancelled' };
      if (this.broken) return this.broken;
      const why = await this.tryOnce(planned, at).catch((error: unknown) => this.whyOf(error));
      if (!why || !isPassing(why) || attempt >= tries) return why;
      await pause(500 * 2 ** attempt, signal);
    }
  }

  private async tryOnce(planned: PlannedTarget, at: number): Promise<NotBackedUp | undefined> {
    const { target } = planned;
    if (target.kind === 'folder') return undefined;
    const incoming =
      target.kind === 'asset'
        ? await this.incomingFile(planned.key, target, at)
        : await this.incomingVersion(planned.key, target.version);
    if ('kind' in incoming) return incoming;
    await this.options.store.add(incoming);
    return undefined;
  }

  private async incomingFile(
    key: string,
    { asset, olderVersions }: { readonly asset: Asset; readonly olderVersions: number | undefined },
    at: number,
  ): Promise<IncomingFile | NotBackedUp> {
    const record = (await this.recordsAround(at)).get(asset.fileId);
    if (!record) return { kind: 'notFound' };
    if (record.versionId !== asset.versionId || record.size !== asset.size) {
      return { kind: 'changed' };
    }
    const { withVersions } = this.options;
    const older = withVersions && olderVersions !== 0 ? await this.olderVersions(record) : [];
    if ('kind' in older) return older;
    return this.incoming(key, record, [...older, record], withVersions ? 0 : olderVersions);
  }

  private async incomingVersion(
    key: string,
    { fileId, versionId, size }: AssetVersion,
  ): Promise<IncomingFile | NotBackedUp> {
    const { client, signal } = this.options;
    const records = await client.versionRecords(fileId, signal);
    const [record, another] = records.filter((each) => each.versionId === versionId);
    if (!record || another) return { kind: 'notFound' };
    if (record.size !== size) return { kind: 'changed' };
    return this.incoming(key, record, [record], undefined);
  }

  /** The versions beside the current one, oldest first. */
  private async olderVersions(
    record: AssetRecord,
  ): Promise<readonly VersionRecord[] | Extract<NotBackedUp, { kind: 'versionsUnknown' }>> {
    const { client, signal } = this.options;
    const versions = await client.versionRecords(record.fileId, signal);
    const ids = new Set(versions.map(({ versionId }) => versionId));
    if (
      ids.size < versions.length ||
      record.versionId === undefined ||
      !ids.has(record.versionId)
    ) {
      return { kind: 'versionsUnknown', reason: 'the versions are not told apart' };
    }
    const older = versions.filter(({ versionId }) => versionId !== record.versionId);
    return older.toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? '', 'en'));
  }

  private async incoming(
    key: string,
    record: AssetRecord | VersionRecord,
    versions: readonly (AssetRecord | VersionRecord)[],
    versionsLeftOut: number | undefined,
  ): Promise<IncomingFile | NotBackedUp> {
    const { account, freeBytes, earlier } = this.options;
    const isHidden = versions.some(({ isPublished }) => !isPublished);
    if (isHidden && !earlier) return { kind: 'unpublished' };
    const incoming: Omit<IncomingVersion, 'chunks'>[] = [];
    const links: { readonly url: string; readonly endpoint: string | undefined }[] = [];
    for (const each of versions) {
      const { size, isPrivate } = each;
      const url = originalUrl(each, account);
      if (size === undefined) return { kind: 'unknownSize' };
      if (size === 0) return { kind: 'empty' };
      const endpoint = url === undefined ? undefined : endpointOf(url, account);
      if (url === undefined || (isPrivate && endpoint === undefined)) {
        return { kind: 'foreignAddress' };
      }
      links.push({ url, endpoint: isPrivate ? endpoint : undefined });
      const { versionId, versionName, createdAt } = each;
      incoming.push({ versionId, versionName, createdAt, size, url: each.url });
    }
    const neededBytes = incoming.reduce((sum, { size }) => sum + size, 0);
    const free = await freeBytes();
    if (free < neededBytes) return { kind: 'diskFull', neededBytes, freeBytes: free };
    const kept = isHidden ? await earlier?.(record.fileId, incoming) : undefined;
    if (isHidden && !kept) return { kind: 'unpublished' };
    const { fileId, filePath: path, mime, fileType, tags, isPrivate, isPublished } = record;
    const { customMetadata, customCoordinates, description, updatedAt } = record;
    return {
      ...{ key, fileId, path, mime, fileType, tags, isPrivate, isPublished },
      ...{ customMetadata, customCoordinates, description, updatedAt, versionsLeftOut },
      versions: kept ?? this.downloads(incoming, links),
    };
  }

  private async *downloads(
    versions: readonly Omit<IncomingVersion, 'chunks'>[],
    links: readonly { readonly url: string; readonly endpoint: string | undefined }[],
  ): AsyncGenerator<IncomingVersion> {
    const { client, signal } = this.options;
    for (const [at, version] of versions.entries()) {
      const link = links[at];
      if (!link) return;
      const original = await client.openOriginal(link.url, link.endpoint, signal);
      try {
        const { status, reason } = original;
        if (status !== 200) throw new BytesRefused({ kind: 'notDelivered', status, reason });
        yield { ...version, chunks: this.counted(original.bytes) };
      } finally {
        original.close();
      }
    }
  }

  private async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.options.onProgress?.(chunk.length);
      yield chunk;
    }
  }

  /** The records of the files beside this one in the order, by one search. */
  private recordsAround(at: number): Promise<ReadonlyMap<string, AssetRecord>> {
    const first = at - (at % recordsAtATime);
    const known = this.records.get(first);
    if (known) return known;
    const { client, signal } = this.options;
    const ids = this.order
      .slice(first, first + recordsAtATime)
      .flatMap(({ target }) => (target.kind === 'asset' ? [target.asset.fileId] : []));
    const asked = client
      .records(ids, signal)
      .then((records) => new Map(records.map((record) => [record.fileId, record])));
    this.records.set(first, asked);
    // A failed search is repeated by the next try, and what lies far back is not needed again.
    asked.catch(() => this.records.delete(first));
    this.records.delete(first - 4 * recordsAtATime);
    return asked;
  }

  private whyOf(error: unknown): NotBackedUp {
    if (error instanceof BytesRefused) return error.why;
    if (this.options.signal.aborted) return { kind: 'cancelled' };
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: error instanceof ApiError ? 'unreachable' : 'disk', reason };
  }
}

/** Worth another try: the network, a busy server, an answer that was cut off. */
function isPassing(why: NotBackedUp): boolean {
  switch (why.kind) {
    case 'unreachable':
      return true;
    case 'wrongLength':
      return why.received < why.expected;
    case 'notDelivered':
      return why.status >= 500 || why.status === 429;
    default:
      return false;
  }
}

function fileIdOf(target: PlannedTarget['target']): string {
  switch (target.kind) {
    case 'asset':
      return target.asset.fileId;
    case 'version':
      return target.version.fileId;
    case 'folder':
      return target.folderPath;
  }
}

/** Lets so many tasks run at a time, in the order in which they came. */
class Turns {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(most: number) {
    this.free = Math.max(1, most);
  }

  async take<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
