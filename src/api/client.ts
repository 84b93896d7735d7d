import * as v from 'valibot';
import { apiOrigin, defaultApiHost } from './apiHost';
import { jsonOf, requestIdOf } from './answer';
import type { Answer } from './answer';
import { assetSchema, librarySchema, versionSchema, versionsSchema } from './asset';
import type { Asset, AssetVersion, LibraryItem } from './asset';
import { bulkAnswerSchema, bulkDeletionOf, idsIn, missingOf } from './bulkDeletion';
import type { BulkDeletion } from './bulkDeletion';
import { ApiError, malformedAnswer, refusal } from './errors';
import { connect, effectOf, labelOf } from './http';
import type { Call, Send } from './http';
import { Limits, systemClock } from './limits';
import type { Clock, RateLimitWait } from './limits';
import { persist } from './persist';
import type { RequestLog } from './persist';
import { checkedFolderPath, checkedId, queryString } from './requestPath';
import type { SearchQuery } from './search';

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
}

/** What a test replaces to be in charge of time and chance. */
export interface ClientPorts {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** One page of the library; with a query, `type` has to be part of it. */
export type ListQuery = {
  /** Direct children of this folder only; the whole library without it. */
  readonly path?: string;
  readonly sort?: `${'ASC' | 'DESC'}_${'NAME' | 'CREATED' | 'UPDATED' | 'HEIGHT' | 'WIDTH' | 'SIZE' | 'RELEVANCE'}`;
  readonly fileType?: 'all' | 'image' | 'non-image';
  /** 1 to 1,000. A page that is shorter than this is the last one. */
  readonly limit?: number;
  readonly skip?: number;
} & (
  | {
      /** `file` unless set; `all` means files and folders, without versions. */
      readonly type?: 'file' | 'file-version' | 'folder' | 'all';
      readonly searchQuery?: never;
    }
  | { readonly searchQuery: SearchQuery; readonly type?: never }
);

/** The proof of a write, for the journal and ImageKit's support. */
export interface Receipt {
  readonly requestId: string | undefined;
}

/** What a deletion may answer in place of nothing; valibot's own object takes arrays too. */
const anyObject = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const silent: RequestLog = { debug: () => undefined, warn: () => undefined };

/**
 * ImageKit's media API with one account's key: one method an endpoint. Every method throws
 * `ApiError`, or the signal's reason. On a deletion the signal only keeps it from being sent.
 */
export class ImageKitClient {
  readonly #send: Send;
  readonly #log: RequestLog;
  readonly #privateKey: string;

  constructor(options: ClientOptions, ports: Partial<ClientPorts> = {}) {
    const { privateKey, timeoutMs = 30_000, log = silent, onWait = () => undefined } = options;
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
    };
    const limits = new Limits({ perSecond, concurrency, onWait }, clock);
    const exchange = connect({ origin, privateKey, timeoutMs });
    this.#send = persist(exchange, { limits, clock, random, log, privateKey });
    this.#log = log;
    this.#privateKey = privateKey;
  }

  /** One page. A folder that does not exist is an empty page: it proves nothing. */
  async list(query: ListQuery, signal?: AbortSignal): Promise<readonly LibraryItem[]> {
    const call: Call = {
      method: 'GET',
      path: '/v1/files',
      query: queryString({ ...query }),
      endpoint: 'list',
      success: [200],
    };
    return this.#parsed(librarySchema, call, await this.#send(call, signal));
  }

  /** A file as its current version shows it. */
  async getAsset(fileId: string, signal?: AbortSignal): Promise<Asset> {
    const path = `/v1/files/${checkedId(fileId)}/details`;
    const call: Call = { method: 'GET', path, endpoint: 'read', success: [200] };
    const answer = await this.#send(call, signal);
    const asset = this.#parsed(assetSchema, call, answer);
    if (asset.fileId !== fileId) throw this.#malformed(call, answer, 'details of another file');
    return asset;
  }

  /** Every version, the current one included, in the server's order. */
  async listVersions(fileId: string, signal?: AbortSignal): Promise<readonly AssetVersion[]> {
    const path = `/v1/files/${checkedId(fileId)}/versions`;
    const call: Call = { method: 'GET', path, endpoint: 'read', success: [200] };
    const versions = this.#parsed(versionsSchema, call, await this.#send(call, signal));
    // Sources disagree about the fileId of a version's row; the one asked for addresses it in both.
    return versions.map((version) => ({ ...version, fileId }));
  }

  /** One version, current or not. */
  async getVersion(fileId: string, versionId: string, signal?: AbortSignal): Promise<AssetVersion> {
    const path = `/v1/files/${checkedId(fileId)}/versions/${checkedId(versionId)}`;
    const call: Call = { method: 'GET', path, endpoint: 'read', success: [200] };
    const answer = await this.#send(call, signal);
    const version = this.#parsed(versionSchema, call, answer);
    if (version.versionId !== versionId) throw this.#malformed(call, answer, 'another version');
    return { ...version, fileId };
  }

  /** The file with all its versions, for good. */
  async deleteFile(fileId: string, signal?: AbortSignal): Promise<Receipt> {
    const path = `/v1/files/${checkedId(fileId)}`;
    const call: Call = { method: 'DELETE', path, endpoint: 'write', success: [200, 204] };
    return this.#receipt(call, await this.#send(call, signal));
  }

  /** One version, for good; never the current one, which ImageKit refuses. */
  async deleteVersion(fileId: string, versionId: string, signal?: AbortSignal): Promise<Receipt> {
    const path = `/v1/files/${checkedId(fileId)}/versions/${checkedId(versionId)}`;
    const call: Call = { method: 'DELETE', path, endpoint: 'write', success: [200, 204] };
    return this.#receipt(call, await this.#send(call, signal));
  }

  /**
   * Files with all their versions, for good. Ids that don't exist come back as `missing`, and then
   * nothing was deleted: send the others again.
   */
  async deleteFiles(fileIds: readonly string[], signal?: AbortSignal): Promise<BulkDeletion> {
    const asked = new Set(fileIds.map(checkedId));
    if (asked.size === 0) throw refusal('no ids to delete', 'NO_IDS');
    const call: Call = {
      method: 'POST',
      path: '/v1/files/batch/deleteByFileIds',
      body: { fileIds: [...asked] },
      endpoint: 'bulk',
      success: [200, 207],
    };
    try {
      const answer = await this.#send(call, signal);
      const body = this.#parsed(bulkAnswerSchema, call, answer);
      const deletion = bulkDeletionOf(body, asked, requestIdOf(answer), this.#privateKey);
      const unclear = asked.size - deletion.deleted.length - deletion.errors.length;
      const foreign = idsIn(body).filter((id) => !asked.has(id)).length;
      if (unclear > 0 || foreign > 0) {
        this.#log.warn(
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
    const call: Call = {
      method: 'DELETE',
      path: '/v1/folder',
      body: { folderPath: checkedFolderPath(folderPath) },
      endpoint: 'write',
      success: [200, 204],
    };
    return this.#receipt(call, await this.#send(call, signal));
  }

  /** Adds tags to files; ImageKit takes 50 files at a time, and refuses to add none or to none. */
  async addTags(
    fileIds: readonly string[],
    tags: readonly string[],
    signal?: AbortSignal,
  ): Promise<Receipt> {
    const call: Call = {
      method: 'POST',
      path: '/v1/files/addTags',
      body: { fileIds: fileIds.map(checkedId), tags },
      endpoint: 'bulk',
      success: [200, 207],
    };
    return { requestId: requestIdOf(await this.#send(call, signal)) };
  }

  /**
   * A write's answer whose content says nothing. Whatever stands on the way may give a status and an
   * empty body, too: only ImageKit's mark, documented for every answer, makes it ImageKit's.
   */
  #receipt(call: Call, answer: Answer): Receipt {
    if (answer.body.trim() !== '') this.#parsed(anyObject, call, answer);
    const requestId = requestIdOf(answer);
    if (requestId === undefined) throw this.#malformed(call, answer, 'expected x-ik-requestId');
    return { requestId };
  }

  #parsed<T>(schema: v.GenericSchema<unknown, T>, call: Call, answer: Answer): T {
    const result = v.safeParse(schema, jsonOf(answer), { abortEarly: true });
    if (result.success) return result.output;
    const [issue] = result.issues;
    const place = v.getDotPath(issue) ?? 'the whole';
    throw this.#malformed(call, answer, `expected ${issue.expected ?? 'other'} as ${place}`);
  }

  #malformed(call: Call, answer: Answer, message: string): ApiError {
    const failure = malformedAnswer(answer, effectOf(call), message);
    this.#log.warn(`${labelOf(call)}: ${message}`);
    return new ApiError(failure, labelOf(call));
  }
}
