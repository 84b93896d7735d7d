import { apiOrigin, defaultApiHost } from './apiHost';
import type { Asset, AssetVersion, LibraryItem } from './asset';
import { bulkDeletionOf, idsIn, missingOf } from './bulkDeletion';
import type { BulkDeletion } from './bulkDeletion';
import { labelOf } from './call';
import type { Call } from './call';
import {
  assetCall,
  deleteFileCall,
  deleteFilesCall,
  deleteFolderCall,
  deleteVersionCall,
  listCall,
  tagsCall,
  versionCall,
  versionsCall,
} from './calls';
import type { ListQuery, ListTrust } from './calls';
import { CdnClient } from './cdnClient';
import { ApiError, refusal } from './errors';
import { connect } from './http';
import { Judge } from './judge';
import { RecoveryClient } from './recovery/recoveryClient';
import { Limits, systemClock } from './limits';
import type { Clock, RateLimitWait } from './limits';
import { withRetry } from './withRetry';
import type { Ask, RequestLog } from './withRetry';

/** How to reach an account, and how gently. The numbers are ours: ImageKit publishes none. */
export interface ClientOptions {
  readonly privateKey: string;
  /** `https://api.imagekit.io` unless set; plain HTTP only to this machine. */
  readonly apiHost?: string;
  /** For one request and its answer, 30,000 unless set. */
  readonly timeoutMs?: number;
  /** For each class of reading endpoints, 10 unless set. */
  readonly readsPerSecond?: number;
  /** For each class of writing endpoints, 4 unless set. */
  readonly writesPerSecond?: number;
  /** Requests at a time, 4 unless set. */
  readonly concurrency?: number;
  readonly log?: RequestLog;
  /** Told when requests start to wait for ImageKit's rate limit, and with `undefined` after that. */
  readonly onWait?: (wait: RateLimitWait | undefined) => void;
  /** Told once, when it shows that ImageKit's marks don't arrive: `Judge` says what that means. */
  readonly onUnmarked?: () => void;
}

/** What a test replaces to be in charge of time and chance. */
export interface ClientPorts {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** The proof of a write, for the journal and ImageKit's support. */
export interface Receipt {
  readonly requestId: string | undefined;
}

const silent: RequestLog = { debug: () => undefined, warn: () => undefined };

/**
 * ImageKit's media API with one account's key: one method an endpoint. Every method throws
 * `ApiError`, or the signal's reason. On a deletion the signal only keeps it from being sent.
 */
export class ImageKitClient {
  /** What a backup, a restore and a publication ask for. */
  readonly recovery: RecoveryClient;
  /** Copies of files on the CDN. */
  readonly cdn: CdnClient;
  private readonly ask: Ask;
  private readonly log: RequestLog;
  /** `#`, so that no inspection shows it. */
  readonly #privateKey: string;

  constructor(options: ClientOptions, ports: Partial<ClientPorts> = {}) {
    const { privateKey, timeoutMs = 30_000, log = silent } = options;
    const { onWait = () => undefined, onUnmarked = () => undefined } = options;
    const { clock = systemClock, random = Math.random } = ports;
    const { readsPerSecond = 10, writesPerSecond = 4, concurrency = 4 } = options;
    if (![timeoutMs, readsPerSecond, writesPerSecond, concurrency].every((limit) => limit > 0)) {
      throw refusal('timeout, rates and concurrency must be above 0', 'INVALID_LIMIT');
    }
    const origin = apiOrigin(options.apiHost ?? defaultApiHost);
    const perSecond = {
      list: readsPerSecond,
      read: readsPerSecond,
      write: writesPerSecond,
      bulk: writesPerSecond,
      purge: writesPerSecond,
      // Uploads are not limited like the rest (imagekit.io/docs, "rate limits").
      upload: 10 * writesPerSecond,
    };
    const limits = new Limits({ perSecond, concurrency, onWait }, clock);
    const send = connect({ origin, privateKey, timeoutMs });
    const judge = new Judge({ privateKey, onUnmarked });
    this.ask = withRetry(send, { limits, clock, random, log, judge });
    this.log = log;
    this.#privateKey = privateKey;
    this.recovery = new RecoveryClient(this.ask, { privateKey, idleMs: timeoutMs });
    this.cdn = new CdnClient(this.ask, { timeoutMs });
  }

  /**
   * One page. A folder that does not exist is an empty page: it proves nothing. Who concludes from
   * what is not on a page asks for it `wholly`.
   */
  async list(
    query: ListQuery,
    signal?: AbortSignal,
    trust: ListTrust = 'shown',
  ): Promise<readonly LibraryItem[]> {
    return (await this.ask(listCall(query, trust), signal)).value;
  }

  /** A file as its current version shows it. */
  async getAsset(fileId: string, signal?: AbortSignal): Promise<Asset> {
    return (await this.ask(assetCall(fileId), signal)).value;
  }

  /** Every version, the current one included, in the server's order. */
  async listVersions(fileId: string, signal?: AbortSignal): Promise<readonly AssetVersion[]> {
    const { value: versions } = await this.ask(versionsCall(fileId), signal);
    // Sources disagree about the fileId of a version's row; the one asked for addresses it in both.
    return versions.map((version) => ({ ...version, fileId }));
  }

  /** One version, current or not. */
  async getVersion(fileId: string, versionId: string, signal?: AbortSignal): Promise<AssetVersion> {
    return { ...(await this.ask(versionCall(fileId, versionId), signal)).value, fileId };
  }

  /** The file with all its versions, for good. */
  async deleteFile(fileId: string, signal?: AbortSignal): Promise<Receipt> {
    return this.receipt(deleteFileCall(fileId), signal);
  }

  /** One version, for good; never the current one, which ImageKit refuses. */
  async deleteVersion(fileId: string, versionId: string, signal?: AbortSignal): Promise<Receipt> {
    return this.receipt(deleteVersionCall(fileId, versionId), signal);
  }

  /**
   * Files with all their versions, for good. Ids that don't exist come back as `missing`, and then
   * nothing was deleted: send the others again.
   */
  async deleteFiles(fileIds: readonly string[], signal?: AbortSignal): Promise<BulkDeletion> {
    const asked = new Set(fileIds);
    if (asked.size === 0) throw refusal('no ids to delete', 'NO_IDS');
    const call = deleteFilesCall([...asked]);
    try {
      const { value: body, requestId } = await this.ask(call, signal);
      const deletion = bulkDeletionOf(body, asked, requestId, this.#privateKey);
      const unclear = asked.size - deletion.deleted.length - deletion.errors.length;
      const foreign = idsIn(body).filter((id) => !asked.has(id)).length;
      if (unclear > 0 || foreign > 0) {
        this.log.warn(
          `${labelOf(call)}: ${unclear} ids unclear, ${foreign} that were not asked for`,
        );
      }
      return deletion;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // The one failure that is an answer in itself: it says which ids to leave out.
      const missing = missingOf(error.failure, asked);
      if (missing.length === 0) throw error;
      return { deleted: [], errors: [], missing, requestId: error.failure.requestId };
    }
  }

  /** The folder with everything in it, at any depth, for good. */
  async deleteFolder(folderPath: string, signal?: AbortSignal): Promise<Receipt> {
    return this.receipt(deleteFolderCall(folderPath), signal);
  }

  /** Adds tags to files; ImageKit takes 50 files at a time, and refuses to add none or to none. */
  async addTags(
    fileIds: readonly string[],
    tags: readonly string[],
    signal?: AbortSignal,
  ): Promise<Receipt> {
    return this.receipt(tagsCall('addTags', fileIds, tags), signal);
  }

  /** Takes tags away from files; as `addTags`. */
  async removeTags(
    fileIds: readonly string[],
    tags: readonly string[],
    signal?: AbortSignal,
  ): Promise<Receipt> {
    return this.receipt(tagsCall('removeTags', fileIds, tags), signal);
  }

  private async receipt(call: Call<unknown>, signal: AbortSignal | undefined): Promise<Receipt> {
    const { requestId } = await this.ask(call, signal);
    return { requestId };
  }
}
