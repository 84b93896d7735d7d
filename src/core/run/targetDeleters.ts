import { ApiError, type ApiFailure } from '../../api/errors';
import type { LibraryItem } from '../../api/asset';
import { pages } from '../../api/pages';
import type { LeftReason } from './outcome';
import { isFinal } from './failureKinds';
import type { RunState } from './run';
import type { PlannedTarget } from '../target';

/** What the server said about the targets of one request, by key. */
export interface Answer {
  readonly deleted: ReadonlySet<string>;
  /** Did not exist when the request arrived; in a bulk call nothing else was deleted then. */
  readonly missing: ReadonlySet<string>;
  readonly errors: ReadonlyMap<string, ApiFailure>;
  readonly requestId: string | undefined;
}

/** How one kind of target is deleted, and how to find out whether it still exists. */
export interface TargetDeleter {
  /** Throws `ApiError`, `NotSent`, or the reason of the run's signal when that came first. */
  send(batch: readonly PlannedTarget[]): Promise<Answer>;
  /**
   * Left out where only another request can tell. Throws `ApiError` when nobody answers, or the
   * signal's reason.
   */
  readonly exists?: (planned: PlannedTarget, signal: AbortSignal) => Promise<boolean>;
}

/** Thrown by a deleter that looked first and found that the request must not be sent. */
export class NotSent extends Error {
  override readonly name = 'NotSent';

  constructor(readonly reason: LeftReason) {
    super(reason.kind);
  }
}

/** Files: one by its own route, several by the bulk route. */
export function fileDeleter({ signal, options: { client } }: RunState): TargetDeleter {
  return {
    async send(batch) {
      const keys = new Map(batch.map((planned) => [fileIdOf(planned), planned.key]));
      const [only] = keys.keys();
      if (keys.size === 1 && only !== undefined) {
        return answerOf(batch, client.deleteFile(only, signal));
      }
      const bulk = await client.deleteFiles([...keys.keys()], signal);
      const keysOf = (ids: readonly string[]) =>
        new Set(ids.flatMap((fileId) => keys.get(fileId) ?? []));
      return {
        deleted: keysOf(bulk.deleted),
        missing: keysOf(bulk.missing),
        errors: new Map(
          bulk.errors.flatMap(({ fileId, message }) => {
            const key = keys.get(fileId);
            return key === undefined ? [] : [[key, itemFailure(message, bulk.requestId)]];
          }),
        ),
        requestId: bulk.requestId,
      };
    },
    exists: (planned, until) => answersToRead(client.getAsset(fileIdOf(planned), until)),
  };
}

/** Versions: one request each, never by the file's route. */
export function versionDeleter({ signal, options: { client } }: RunState): TargetDeleter {
  return {
    send(batch) {
      const { fileId, versionId } = versionOf(batch[0]);
      return answerOf(batch, client.deleteVersion(fileId, versionId, signal));
    },
    exists(planned, until) {
      const { fileId, versionId } = versionOf(planned);
      return answersToRead(client.getVersion(fileId, versionId, until));
    },
  };
}

/** Folders: the request is recursive, so it is sent only for what a fresh listing shows empty. */
export function folderDeleter(run: RunState): TargetDeleter {
  const { signal } = run;
  const { client } = run.options;
  return {
    async send(batch) {
      const folderPath = folderOf(batch[0]);
      const foreign = await foreignContent(folderPath, run).catch((error: unknown) => {
        throw error instanceof ApiError && !isFinal(error.failure)
          ? new NotSent({ kind: 'unchecked', failure: error.failure })
          : error;
      });
      if (foreign.length > 0) throw new NotSent({ kind: 'notEmpty', paths: foreign });
      return answerOf(batch, client.deleteFolder(folderPath, signal));
    },
    // No `exists`: a missing folder lists as an empty one, and a listing may lag.
  };
}

const noErrors: Answer['errors'] = new Map();

async function answerOf(
  batch: readonly PlannedTarget[],
  sending: Promise<{ readonly requestId: string | undefined }>,
): Promise<Answer> {
  const keys = new Set(batch.map(({ key }) => key));
  const none = { deleted: new Set<string>(), missing: new Set<string>(), errors: noErrors };
  try {
    const { requestId } = await sending;
    return { ...none, deleted: keys, requestId };
  } catch (error) {
    // A 404 is an answer here: what was to be deleted does not exist.
    if (!(error instanceof ApiError) || error.failure.kind !== 'notFound') throw error;
    return { ...none, missing: keys, requestId: error.failure.requestId };
  }
}

async function answersToRead(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    // A 404 is an answer here too.
    if (error instanceof ApiError && error.failure.kind === 'notFound') return false;
    throw error;
  }
}

const foreignShown = 3;

/**
 * Paths in the folder that this run has not deleted; at most a few, enough to name them. A folder
 * that it did delete may be listed late, or be another one of that name by now: it is looked into.
 */
async function foreignContent(
  folderPath: string,
  { signal, gone, options: { client } }: RunState,
): Promise<readonly string[]> {
  const folders = new Set([folderPath]);
  for (const path of folders) {
    for await (const page of pages(client, { path, type: 'all' }, signal)) {
      const foreign = page.filter((item) => !gone.has(itemKey(item))).map(itemPath);
      if (foreign.length > 0) return foreign.slice(0, foreignShown);
      for (const item of page) if (item.type === 'folder') folders.add(item.folderPath);
    }
  }
  return [];
}

function itemKey(item: LibraryItem): string {
  return item.type === 'folder' ? `folder:${item.folderPath}` : `asset:${item.fileId}`;
}

function itemPath(item: LibraryItem): string {
  return item.type === 'folder' ? item.folderPath : item.filePath;
}

function itemFailure(message: string, requestId: string | undefined): ApiFailure {
  return {
    kind: 'rejected',
    message,
    status: 207,
    requestId,
    mayHaveActed: 'no',
    reason: undefined,
    maxItems: undefined,
  };
}

function fileIdOf({ target }: PlannedTarget): string {
  if (target.kind !== 'asset') throw new TypeError(`Not a file: ${target.kind}`);
  return target.asset.fileId;
}

function versionOf(planned: PlannedTarget | undefined) {
  if (planned?.target.kind !== 'version') throw new TypeError('Not a version');
  return planned.target.version;
}

function folderOf(planned: PlannedTarget | undefined): string {
  if (planned?.target.kind !== 'folder') throw new TypeError('Not a folder');
  return planned.target.folderPath;
}
