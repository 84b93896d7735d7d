import type { Asset } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import { ApiError } from '../../api/errors';
import { isSendableId } from '../../api/sendableId';
import { folderExists } from '../library/folderExists';
import { searchIds } from '../lookup/resolveIds';
import type { Unresolved } from '../request';
import { targetKey, type Target } from '../target';
import type { Findings } from './findTargets';
import type { GuardFinding } from './guards';
import { listBelow } from './listBelow';
import { differenceOf, refOfKey, type Snapshot } from './snapshot';

/** So long after a look at the library an answer is for what was seen, in milliseconds. */
export const freshMs = 5_000;

/** What somebody agreed to, to be looked at again before anything is sent for it. */
export interface Pending {
  readonly snapshots: readonly Snapshot[];
  /** Keys of what a request was sent for whose answer was lost. */
  readonly inDoubt: ReadonlySet<string>;
  /** Keys of what is known to be deleted: a lagging list may still show it. */
  readonly deleted: ReadonlySet<string>;
}

/** What looking again needs. */
export interface LookOptions {
  readonly client: Pick<ImageKitClient, 'list' | 'getAsset' | 'listVersions' | 'getVersion'>;
  /** Whether the versions of a few files are counted, to be shown. */
  readonly countVersions: boolean;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What the library shows of something that was agreed to. */
export interface Look extends Findings {
  /** By key, why a target that was seen is not as it was agreed to. */
  readonly differences: ReadonlyMap<string, GuardFinding>;
  /** Keys of what ImageKit says does not exist. */
  readonly gone: ReadonlySet<string>;
}

/** So few files are asked for one by one, by the call that never lags. */
const askedSingly = 10;

/**
 * Looks at everything again, as many requests at a time as the client allows. A target was seen, or
 * ImageKit said that it does not exist, or nothing is known of it: an empty list proves nothing. What
 * came into a folder since is seen as well, with that as its difference. Throws `ApiError`, or the
 * reason of the signal.
 */
export async function lookAgain(pending: Pending, options: LookOptions): Promise<Look> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const look = new Looking(pending, { ...options, signal });
  try {
    await Promise.all([look.atFiles(), look.atFolders()]);
  } catch (error) {
    // Nobody else is asked for a look that has failed.
    failed.abort();
    throw error;
  }
  return look.result;
}

/** What is known of a file by its id. */
type FileRow = Asset | 'gone' | 'unseen';

class Looking {
  private readonly byKey: ReadonlyMap<string, Snapshot>;
  /** Files and versions by the id of their file. */
  private readonly byFile = new Map<string, { key: string; versionId: string | undefined }[]>();
  private readonly folders = new Set<string>();
  private readonly files = new Map<string, Target>();
  private readonly below = new Map<string, Target>();
  private readonly gone = new Set<string>();
  private readonly filesOfVersions = new Map<string, Asset>();
  private done = 0;

  constructor(
    private readonly pending: Pending,
    private readonly options: LookOptions,
  ) {
    this.byKey = new Map(pending.snapshots.map((snapshot) => [snapshot.key, snapshot]));
    for (const key of this.byKey.keys()) {
      const ref = refOfKey(key);
      if (ref.kind === 'folder') this.folders.add(ref.folderPath);
      else {
        const versionId = ref.kind === 'version' ? ref.versionId : undefined;
        const those = this.byFile.get(ref.fileId) ?? [];
        this.byFile.set(ref.fileId, [...those, { key, versionId }]);
      }
    }
  }

  get result(): Look {
    const { deleted } = this.pending;
    const all = [...this.files.values(), ...this.below.values()];
    const targets = all.filter((target) => {
      const key = targetKey(target);
      return !this.gone.has(key) && !deleted.has(key);
    });
    const differences = new Map<string, GuardFinding>();
    for (const target of targets) {
      const key = targetKey(target);
      const difference = differenceOf(this.byKey.get(key), target);
      if (difference) differences.set(key, difference);
    }
    const seen = new Set(targets.map(targetKey));
    return {
      targets: targets.map((target) => ({ target, source: undefined })),
      unresolved: this.pending.snapshots
        .filter(({ key }) => !seen.has(key))
        .map((snapshot) => unresolvedOf(snapshot, this.gone.has(snapshot.key))),
      filesOfVersions: this.filesOfVersions,
      foreignIds: [],
      differences,
      gone: this.gone,
    };
  }

  async atFiles(): Promise<void> {
    const fileIds = [...this.byFile.keys()].filter(isSendableId);
    const few = fileIds.length <= askedSingly;
    const searched = few
      ? new Map<string, never>()
      : await searchIds(new Set(fileIds), {
          ...this.options,
          onProgress: (done) => this.options.onProgress?.(done, this.byFile.size),
        });
    this.done = searched.size;
    const isShort = fileIds.length - searched.size <= askedSingly;
    await Promise.all(
      fileIds.map(async (fileId) => {
        const known = searched.get(fileId);
        const row = known?.kind === 'found' ? known.asset : await this.details(fileId, isShort);
        await this.keep(fileId, row);
        if (!known) this.options.onProgress?.((this.done += 1), this.byFile.size);
      }),
    );
  }

  /** The file by the call that never lags; a long list in doubt is left to the run, which asks as well. */
  private async details(fileId: string, isShort: boolean): Promise<FileRow> {
    const those = this.byFile.get(fileId) ?? [];
    if (!isShort && those.every(({ key }) => this.pending.inDoubt.has(key))) return 'unseen';
    const { client, signal } = this.options;
    return answerOf(client.getAsset(fileId, signal));
  }

  private async keep(fileId: string, row: FileRow): Promise<void> {
    const those = this.byFile.get(fileId) ?? [];
    if (row === 'gone') for (const { key } of those) this.gone.add(key);
    if (row === 'gone' || row === 'unseen') return;
    for (const { key, versionId } of those) {
      if (versionId !== undefined) await this.keepVersion(key, versionId, row);
      else this.files.set(key, await this.asTarget(row));
    }
  }

  private async asTarget(asset: Asset): Promise<Target> {
    const { client, signal, countVersions } = this.options;
    if (!countVersions || this.byFile.size > askedSingly) {
      return { kind: 'asset', asset, olderVersions: undefined };
    }
    const versions = await answerOf(client.listVersions(asset.fileId, signal));
    const older =
      typeof versions === 'string'
        ? undefined
        : versions.filter(({ versionId }) => versionId !== asset.versionId).length;
    return { kind: 'asset', asset, olderVersions: older };
  }

  private async keepVersion(key: string, versionId: string, file: Asset): Promise<void> {
    const { client, signal } = this.options;
    if (!isSendableId(versionId)) return;
    const versions = await answerOf(client.listVersions(file.fileId, signal));
    const [version, another] =
      typeof versions === 'string' ? [] : versions.filter((each) => each.versionId === versionId);
    if (version) {
      // Two rows with one id: which of them the id addresses is not known.
      if (another) return;
      this.filesOfVersions.set(file.fileId, file);
      this.files.set(key, { kind: 'version', version });
    } else if ((await answerOf(client.getVersion(file.fileId, versionId, signal))) === 'gone') {
      this.gone.add(key);
    }
  }

  async atFolders(): Promise<void> {
    const top = [...this.folders].filter((path) => !isBelowAny(path, this.folders));
    await Promise.all(top.map((path) => this.atFolder(path)));
    // What a search of the folder above did not show may be there all the same.
    const left = [...this.folders].filter((path) => !this.below.has(`folder:${path}`));
    await Promise.all(
      left.map(async (folderPath) => {
        const key = `folder:${folderPath}`;
        if (await folderExists(folderPath, this.options)) {
          this.below.set(key, { kind: 'folder', folderPath });
        } else if (this.pending.inDoubt.has(key)) this.gone.add(key);
      }),
    );
  }

  private async atFolder(path: string): Promise<void> {
    if (!(await folderExists(path, this.options))) return;
    for (const target of await listBelow(path, this.options)) {
      this.below.set(targetKey(target), target);
    }
  }
}

/**
 * A 404 is an answer. A refusal or an answer that can't be read says nothing about this one file, and
 * the others are asked on; any other failure ends the look.
 */
async function answerOf<T>(reading: Promise<T>): Promise<T | 'gone' | 'unseen'> {
  try {
    return await reading;
  } catch (error) {
    const kind = error instanceof ApiError ? error.failure.kind : undefined;
    if (kind === 'notFound') return 'gone';
    if (kind === 'rejected' || kind === 'malformed') return 'unseen';
    throw error;
  }
}

function isBelowAny(path: string, folders: ReadonlySet<string>): boolean {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (folders.has(path.slice(0, end))) return true;
  }
  return false;
}

/** What was not seen has no name left but the one that it was agreed to by. */
function unresolvedOf({ key, path }: Snapshot, isGone: boolean): Unresolved {
  const ref = refOfKey(key);
  if (ref.kind === 'folder') return { ref, source: undefined, why: { kind: 'notFound' } };
  const why = { kind: isGone ? 'notFound' : 'unseen' } as const;
  return { ref: { kind: 'path', path, paths: [path] }, source: undefined, why };
}
