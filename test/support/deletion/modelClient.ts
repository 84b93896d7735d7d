import { ApiError, type ApiFailure } from '../../../src/api/errors';
import type { BulkDeletion } from '../../../src/api/bulkDeletion';
import type { Receipt } from '../../../src/api/client';
import type { RunClient } from '../../../src/core/run/run';
import { parentOf, pathOf, type ModelLibrary } from './modelLibrary';

/** What goes wrong with one request. On a read, all but the answers mean that none came. */
export type Fault =
  | { readonly kind: 'none' }
  /** The answer is lost; `acted` tells whether the request had arrived. */
  | { readonly kind: 'lost'; readonly acted: 'no' | 'yes' | 'half' | 'later' }
  | { readonly kind: 'server'; readonly acted: 'no' | 'yes' | 'half' | 'later' }
  | { readonly kind: 'malformed'; readonly acted: 'no' | 'yes' | 'half' | 'later' }
  /** Something on the way refuses, without ImageKit's marks. */
  | { readonly kind: 'foreign'; readonly acted: 'no' | 'yes' | 'half' | 'later' }
  /** No answer within the request's timeout; `later` is after that. */
  | { readonly kind: 'silence'; readonly acted: 'no' | 'yes' | 'half' | 'later' }
  /** It never arrived, and that is certain. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'rateLimited' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unauthorized' }
  /** A 207: the n-th, 2n-th … id of a bulk call is not deleted, with an error. */
  | { readonly kind: 'itemErrors'; readonly every: number }
  /** A 200 that keeps silent about each n-th id, and may have deleted it or not. */
  | { readonly kind: 'unmentioned'; readonly every: number; readonly acted: boolean };

/** A write as it arrived, or a read. */
export interface Sent {
  readonly method: keyof RunClient;
  /** Keys of the targets that it is about; for a listing the folder's. */
  readonly keys: readonly string[];
  readonly isWrite: boolean;
  readonly fault: Fault;
}

/** What a model client needs to answer. */
export interface ModelOptions {
  readonly library: ModelLibrary;
  /** Waits on the way there and back. */
  readonly step: () => Promise<void>;
  /** Waits until a request that nobody answers times out. */
  readonly timeOut: () => Promise<void>;
  /** Has a late request arrive at some time. */
  readonly later: (act: () => void) => void;
  /** Called as a request leaves; its fault comes back. */
  readonly onSend: (sent: Omit<Sent, 'fault'>) => Fault;
  /** Called as its answer arrives, or what came instead. */
  readonly onAnswer: (sent: Sent) => void;
  /** Ids that the server calls ill-formed. */
  readonly illFormed: ReadonlySet<string>;
  /** The most ids that a bulk call takes. */
  readonly maxItems: number;
  /** Whether lists still show what is gone. */
  readonly lag: boolean;
}

/** A client of ImageKit's manners over a model library. */
export function modelClient(options: ModelOptions): RunClient {
  const { library, illFormed, step } = options;

  async function call<T>(
    sent: Omit<Sent, 'fault'>,
    signal: AbortSignal | undefined,
    act: (fault: Fault) => T,
    actHalf: () => void,
  ): Promise<T> {
    await step();
    signal?.throwIfAborted();
    const fault = options.onSend(sent);
    let answer: () => T = () => {
      throw new ApiError(failureOf(fault, sent.isWrite), sent.method);
    };
    if (!('acted' in fault) || fault.kind === 'unmentioned') {
      if (['none', 'itemErrors', 'unmentioned'].includes(fault.kind))
        answer = taken(() => act(fault));
    } else if (sent.isWrite) {
      if (fault.acted === 'yes') quietly(() => act(none));
      if (fault.acted === 'half') quietly(actHalf);
    }
    const arriveLate = () => {
      const isLate = sent.isWrite && 'acted' in fault && fault.acted === 'later';
      if (isLate) options.later(() => quietly(() => act(none)));
    };
    if (fault.kind !== 'silence') arriveLate();
    if (fault.kind === 'silence') {
      await options.timeOut();
      arriveLate();
    } else await step();
    // A read that was called off is not waited for.
    if (!sent.isWrite) signal?.throwIfAborted();
    options.onAnswer({ ...sent, fault });
    return answer();
  }

  const receipt: Receipt = { requestId: 'req' };
  const assertWellFormed = (ids: readonly string[]) => {
    if (ids.some((id) => illFormed.has(id))) throw rejected('invalid fileId parameter', undefined);
  };

  function deleteFiles(ids: readonly string[], fault: Fault): BulkDeletion {
    if (ids.length > options.maxItems) throw rejected('too many items', options.maxItems);
    assertWellFormed(ids);
    const missing = ids.filter((id) => !library.files.has(id));
    if (missing.length > 0) return { deleted: [], errors: [], missing, requestId: 'req' };
    const every = 'every' in fault ? fault.every : Infinity;
    const [odd, even] = [
      ids.filter((_, at) => isNth(at, every)),
      ids.filter((_, at) => !isNth(at, every)),
    ];
    for (const id of even) library.removeFile(id);
    if (fault.kind === 'unmentioned' && fault.acted) for (const id of odd) library.removeFile(id);
    const errors = odd.map((fileId) => ({ fileId, message: 'Error in deleting tags' }));
    return {
      deleted: even,
      errors: fault.kind === 'itemErrors' ? errors : [],
      missing: [],
      requestId: 'req',
    };
  }

  return {
    deleteFiles: (ids, signal) =>
      call(
        write(
          'deleteFiles',
          ids.map((id) => `asset:${id}`),
        ),
        signal,
        (fault) => deleteFiles(ids, fault),
        () => deleteFiles(ids.slice(0, Math.ceil(ids.length / 2)), none),
      ),
    deleteFile: (fileId, signal) =>
      call(
        write('deleteFile', [`asset:${fileId}`]),
        signal,
        () => {
          assertWellFormed([fileId]);
          if (!library.files.has(fileId)) throw notFound();
          library.removeFile(fileId);
          return receipt;
        },
        () => undefined,
      ),
    deleteVersion: (fileId, versionId, signal) =>
      call(
        write('deleteVersion', [`version:${fileId}/${versionId}`]),
        signal,
        () => {
          const file = library.files.get(fileId);
          if (file?.asset.versionId === versionId) throw rejected('current version', undefined);
          if (!file?.versionIds.delete(versionId)) throw notFound();
          return receipt;
        },
        () => undefined,
      ),
    deleteFolder: (folderPath, signal) =>
      call(
        write('deleteFolder', [`folder:${folderPath}`]),
        signal,
        () => {
          if (!library.folders.has(folderPath)) throw notFound();
          library.removeFolder(folderPath);
          return receipt;
        },
        () => undefined,
      ),
    getAsset: (fileId, signal) =>
      call(
        read('getAsset', `asset:${fileId}`),
        signal,
        () => {
          assertWellFormed([fileId]);
          const file = library.files.get(fileId);
          if (!file) throw notFound();
          return file.asset;
        },
        () => undefined,
      ),
    getVersion: (fileId, versionId, signal) =>
      call(
        read('getVersion', `version:${fileId}/${versionId}`),
        signal,
        () => {
          const file = library.files.get(fileId);
          if (file?.asset.versionId !== versionId && !file?.versionIds.has(versionId)) {
            throw notFound();
          }
          return { ...file.asset, type: 'file-version' as const, versionId };
        },
        () => undefined,
      ),
    list: (query, signal) =>
      call(
        read('list', `folder:${query.path ?? '/'}`),
        signal,
        () => {
          const path = query.path ?? '/';
          const ghosts = library.ghosts.filter((item) => parentOf(pathOf(item)) === path);
          const all = [...library.children(path), ...(options.lag ? ghosts : [])];
          return all.slice(query.skip ?? 0, (query.skip ?? 0) + (query.limit ?? 1000));
        },
        () => undefined,
      ),
  };
}

const none: Fault = { kind: 'none' };

function write(method: keyof RunClient, keys: readonly string[]) {
  return { method, keys, isWrite: true };
}

function read(method: keyof RunClient, key: string) {
  return { method, keys: [key], isWrite: false };
}

function isNth(at: number, every: number): boolean {
  return (at + 1) % every === 0;
}

/** Acts at once, and tells of it when asked. */
function taken<T>(act: () => T): () => T {
  try {
    const value = act();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** Nobody hears how it went. */
function quietly(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

const fields = {
  message: 'model',
  status: undefined,
  requestId: 'req',
  mayHaveActed: 'no',
} as const;

function failureOf(fault: Fault, isWrite: boolean): ApiFailure {
  const doubtful = { ...fields, mayHaveActed: isWrite ? 'maybe' : 'no' } as const;
  switch (fault.kind) {
    case 'lost':
      return { ...doubtful, kind: 'unreachable' };
    case 'server':
      return { ...doubtful, kind: 'server', status: 500 };
    case 'silence':
      return { ...doubtful, kind: 'unreachable' };
    case 'foreign':
      return { ...doubtful, kind: 'malformed', status: 405 };
    case 'malformed':
      return { ...doubtful, kind: 'malformed' };
    case 'refused':
      return { ...fields, kind: 'unreachable' };
    case 'locked':
      return { ...fields, kind: 'rejected', status: 423, reason: undefined, maxItems: undefined };
    case 'rateLimited':
      return { ...fields, kind: 'rateLimited', status: 429, retryAfterMs: 1000 };
    case 'forbidden':
      return { ...fields, kind: 'forbidden', status: 403 };
    case 'unauthorized':
      return { ...fields, kind: 'unauthorized', status: 401 };
    case 'none':
    case 'itemErrors':
    case 'unmentioned':
      throw new TypeError(`${fault.kind} is an answer`);
  }
}

function notFound(): ApiError {
  return new ApiError({ ...fields, kind: 'notFound', status: 404, missingFileIds: [] }, 'model');
}

function rejected(message: string, maxItems: number | undefined): ApiError {
  const failure = { ...fields, kind: 'rejected', status: 400, message, reason: undefined } as const;
  return new ApiError({ ...failure, maxItems }, 'model');
}
