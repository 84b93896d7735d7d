import * as v from 'valibot';
import {
  assetSchema,
  completeFile,
  completePage,
  completeVersions,
  librarySchema,
  versionSchema,
  versionsSchema,
} from './asset';
import type { Asset, AssetVersion, LibraryItem } from './asset';
import { bulkDeletedSchema, bulkPartlySchema } from './bulkDeletion';
import type { BulkAnswer } from './bulkDeletion';
import type { Call } from './call';
import { deletedSchemas, deletedVersionSchemas } from './deletion';
import { saysGone } from './gone';
import { checkedFolderPath, checkedId, queryString } from './requestPath';
import type { SearchQuery } from './search';

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

/** The most rows that ImageKit lists at once, and its default. */
const largestPage = 1000;

/** ImageKit keeps at most 100 versions of a file. */
const mostVersions = 100;

/** `wholly` is for who concludes from what is not on the page: it counts with ImageKit's mark only. */
export type ListTrust = 'shown' | 'wholly';

/** A page of the library. */
export function listCall(query: ListQuery, trust: ListTrust): Call<readonly LibraryItem[]> {
  const rows = query.limit ?? largestPage;
  return {
    method: 'GET',
    path: '/v1/files',
    query: queryString({ ...query }),
    endpoint: 'list',
    rows,
    success: { 200: v.pipe(librarySchema, v.maxLength(rows)) },
    ...(trust === 'shown' && { complete: completePage }),
  };
}

/** The details of a file; those of another file are no answer. */
export function assetCall(fileId: string): Call<Asset> {
  const isAsked = ({ fileId: id }: Asset): boolean => id === fileId;
  return {
    method: 'GET',
    path: `/v1/files/${checkedId(fileId)}/details`,
    endpoint: 'read',
    rows: 1,
    success: { 200: v.pipe(assetSchema, v.check(isAsked, 'details of the file asked for')) },
    complete: completeFile,
    saysGone: saysGone.file,
  };
}

/** The versions of a file. */
export function versionsCall(fileId: string): Call<readonly AssetVersion[]> {
  return {
    method: 'GET',
    path: `/v1/files/${checkedId(fileId)}/versions`,
    endpoint: 'read',
    rows: mostVersions,
    success: { 200: versionsSchema },
    complete: completeVersions,
    saysGone: saysGone.version,
  };
}

/** The details of a version; those of another version are no answer. */
export function versionCall(fileId: string, versionId: string): Call<AssetVersion> {
  const isAsked = (version: AssetVersion): boolean => version.versionId === versionId;
  return {
    method: 'GET',
    path: versionPath(fileId, versionId),
    endpoint: 'read',
    rows: 1,
    success: { 200: v.pipe(versionSchema, v.check(isAsked, 'the version asked for')) },
    complete: completeFile,
    saysGone: saysGone.version,
  };
}

/** The deletion of a file with all its versions. */
export function deleteFileCall(fileId: string): Call<unknown> {
  return {
    method: 'DELETE',
    path: `/v1/files/${checkedId(fileId)}`,
    endpoint: 'write',
    rows: 1,
    success: deletedSchemas,
    saysGone: saysGone.file,
  };
}

/** The deletion of one version. */
export function deleteVersionCall(fileId: string, versionId: string): Call<unknown> {
  return {
    method: 'DELETE',
    path: versionPath(fileId, versionId),
    endpoint: 'write',
    rows: 1,
    success: deletedVersionSchemas(fileId, versionId),
    saysGone: saysGone.version,
  };
}

/** The deletion of up to 100 files with all their versions. */
export function deleteFilesCall(fileIds: readonly string[]): Call<BulkAnswer> {
  return {
    method: 'POST',
    path: '/v1/files/batch/deleteByFileIds',
    body: { fileIds: fileIds.map(checkedId) },
    endpoint: 'bulk',
    rows: fileIds.length,
    success: { 200: bulkDeletedSchema, 207: bulkPartlySchema },
    saysGone: saysGone.files,
  };
}

/** The deletion of a folder with everything in it. */
export function deleteFolderCall(folderPath: string): Call<unknown> {
  return {
    method: 'DELETE',
    path: '/v1/folder',
    body: { folderPath: checkedFolderPath(folderPath) },
    endpoint: 'write',
    rows: 1,
    success: deletedSchemas,
    saysGone: saysGone.folder,
  };
}

/** What a change of tags answers. */
const taggedSchema = v.object({ successfullyUpdatedFileIds: v.array(v.string()) });

/** Tags for up to 50 files, or taken from them. */
export function tagsCall(
  change: 'addTags' | 'removeTags',
  fileIds: readonly string[],
  tags: readonly string[],
): Call<unknown> {
  return {
    method: 'POST',
    path: `/v1/files/${change}`,
    body: { fileIds: fileIds.map(checkedId), tags },
    endpoint: 'bulk',
    rows: 1,
    success: { 200: taggedSchema, 207: taggedSchema },
    saysGone: saysGone.files,
  };
}

function versionPath(fileId: string, versionId: string): string {
  return `/v1/files/${checkedId(fileId)}/versions/${checkedId(versionId)}`;
}
