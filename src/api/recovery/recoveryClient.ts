import type { AssetRecord, VersionRecord } from './assetRecord';
import type { ListQuery } from '../calls';
import { openDelivery, type Delivery } from '../http';
import {
  createFolderCall,
  customFieldsCall,
  moveFileCall,
  publishCall,
  recordCall,
  recordsCall,
  renameFileCall,
  restoreVersionCall,
  uploadCall,
  versionRecordsCall,
  type Uploaded,
} from './recoveryCalls';
import { refusal } from '../errors';
import { searchQuery } from '../search';
import { signedUrl } from './signedUrl';
import type { UploadForm } from './uploadForm';
import type { Ask } from '../withRetry';

/** Seconds for which a signed address opens a private file: as long as a download may take. */
const signedForSeconds = 3600;

/** The most rows a page can have (ImageKit's limit). */
const pageSize = 1000;

/**
 * What a backup, a restore and a publication ask ImageKit for. Every method throws `ApiError`, or
 * the signal's reason; on a change the signal only keeps it from being sent.
 */
export class RecoveryClient {
  private readonly ask: Ask;
  /** `#`, so that no inspection shows it. */
  readonly #privateKey: string;
  private readonly idleMs: number;

  constructor(
    ask: Ask,
    { privateKey, idleMs }: { readonly privateKey: string; readonly idleMs: number },
  ) {
    this.ask = ask;
    this.#privateKey = privateKey;
    this.idleMs = idleMs;
  }

  /** Files in full, at most 50 a call; those that the library does not list are left out. */
  async records(fileIds: readonly string[], signal?: AbortSignal): Promise<readonly AssetRecord[]> {
    if (fileIds.length === 0) return [];
    const query = searchQuery({
      kind: 'all',
      of: [
        { kind: 'type', is: 'file' },
        { kind: 'ids', in: fileIds },
      ],
    });
    if (query === undefined) throw refusal('not ids that can be sent', 'INVALID_ID');
    return (await this.ask(recordsCall({ searchQuery: query }), signal)).value;
  }

  /** Every version of a file in full, the current one included. */
  async versionRecords(fileId: string, signal?: AbortSignal): Promise<readonly VersionRecord[]> {
    const { value } = await this.ask(versionRecordsCall(fileId), signal);
    return value.map((version) => ({ ...version, fileId }));
  }

  /** A file in full, as its current version shows it. */
  async details(fileId: string, signal?: AbortSignal): Promise<AssetRecord> {
    return (await this.ask(recordCall(fileId), signal)).value;
  }

  /** The file at exactly this path, which ImageKit can't search for: its folder is asked for the name. */
  async fileAt(path: string, signal?: AbortSignal): Promise<AssetRecord | undefined> {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, slash) || '/';
    const query = searchQuery({
      kind: 'all',
      of: [
        { kind: 'type', is: 'file' },
        { kind: 'folder', match: 'is', path: folder },
        { kind: 'name', match: 'is', value: path.slice(slash + 1) },
      ],
    });
    // A name that can't be put into a query safely: the folder is listed instead.
    const asked: ListQuery =
      query === undefined ? { path: folder, type: 'file' } : { searchQuery: query };
    for (let skip = 0; ; skip += pageSize) {
      const call = recordsCall({ ...asked, sort: 'ASC_CREATED', limit: pageSize, skip });
      const { value: page } = await this.ask(call, signal);
      const found = page.find(({ filePath }) => filePath === path);
      if (found ?? page.length < pageSize) return found;
    }
  }

  /** A file's bytes from the delivery host; by a signed address where `endpoint` is given. */
  async openOriginal(
    url: string,
    endpoint: string | undefined,
    signal?: AbortSignal,
  ): Promise<Delivery & { readonly reason: string }> {
    const expiresAt = Math.floor(Date.now() / 1000) + signedForSeconds;
    const asked =
      endpoint === undefined ? url : signedUrl(url, endpoint, this.#privateKey, expiresAt);
    if (asked === undefined) throw refusal('an address of another delivery URL', 'INVALID_URL');
    const delivery = await openDelivery(asked, {
      idleMs: this.idleMs,
      ...(signal && { signal }),
    });
    return { ...delivery, reason: delivery.header('ik-error')?.slice(0, 200) ?? '' };
  }

  /** Stores a file, or adds a version to one, as the form's fields say. */
  async upload(form: UploadForm, signal?: AbortSignal): Promise<Uploaded> {
    return (await this.ask(uploadCall(form), signal)).value;
  }

  /**
   * Publishes or unpublishes a file, with its older versions if asked. Resolves when ImageKit has
   * answered, which doesn't prove that it is done. Unpublishing spends one purge of the month.
   */
  async setPublished(
    fileId: string,
    isPublished: boolean,
    withVersions: boolean,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.ask(publishCall(fileId, isPublished, withVersions), signal);
  }

  /** Makes a version the current one; sent twice, it may reorder the versions again. */
  async restoreVersion(fileId: string, versionId: string, signal?: AbortSignal): Promise<void> {
    await this.ask(restoreVersionCall(fileId, versionId), signal);
  }

  async renameFile(path: string, name: string, signal?: AbortSignal): Promise<void> {
    await this.ask(renameFileCall(path, name), signal);
  }

  async moveFile(path: string, folder: string, signal?: AbortSignal): Promise<void> {
    await this.ask(moveFileCall(path, folder), signal);
  }

  async createFolder(path: string, signal?: AbortSignal): Promise<void> {
    await this.ask(createFolderCall(path), signal);
  }

  /** Names of the custom metadata fields that the account has. */
  async customMetadataFields(signal?: AbortSignal): Promise<readonly string[]> {
    return (await this.ask(customFieldsCall(), signal)).value;
  }
}
