import * as v from 'valibot';
import {
  assetRecordSchema,
  assetRecordsSchema,
  versionRecordsSchema,
  type AssetRecord,
  type VersionRecord,
} from './assetRecord';
import type { Call } from '../call';
import { assetCall, listCall, versionCall, versionsCall, type ListQuery } from '../calls';
import { saysGone } from '../gone';
import { checkedFolderPath, checkedId } from '../requestPath';
import type { UploadForm } from './uploadForm';

/** Files of a listing, in full; a query for them says that it wants files alone. */
export function recordsCall(query: ListQuery): Call<readonly AssetRecord[]> {
  const call = listCall(query, 'wholly');
  return { ...call, success: { 200: v.pipe(assetRecordsSchema, v.maxLength(call.rows)) } };
}

export function recordCall(fileId: string): Call<AssetRecord> {
  const isAsked = (record: AssetRecord): boolean => record.fileId === fileId;
  const success = { 200: v.pipe(assetRecordSchema, v.check(isAsked, 'the file asked for')) };
  return { ...assetCall(fileId), success };
}

export function versionRecordsCall(fileId: string): Call<readonly VersionRecord[]> {
  return { ...versionsCall(fileId), success: { 200: versionRecordsSchema } };
}

/** What an upload answers. */
export interface Uploaded {
  readonly fileId: string;
  readonly versionId: string | undefined;
  readonly filePath: string;
  /** Bytes; `undefined` when ImageKit did not say. */
  readonly size: number | undefined;
}

const text = v.pipe(v.string(), v.nonEmpty());

const uploadedSchema = v.pipe(
  v.object({
    fileId: text,
    filePath: text,
    size: v.nullish(v.number()),
    versionInfo: v.nullish(v.object({ id: v.nullish(text) })),
  }),
  v.transform(({ fileId, filePath, size, versionInfo }): Uploaded => ({
    fileId,
    filePath,
    size: size ?? undefined,
    versionId: versionInfo?.id ?? undefined,
  })),
);

export function uploadCall(form: UploadForm): Call<Uploaded> {
  return {
    method: 'POST',
    path: '/api/v1/files/upload',
    form,
    endpoint: 'upload',
    rows: 1,
    success: { 200: uploadedSchema },
  };
}

/** Nothing, or an object that says nothing of the file. */
const anObject = v.union([v.undefined(), v.looseObject({})]);

/**
 * Publishes or unpublishes the current version, or all. ImageKit has it for enterprise plans only. What
 * the answer says is not relied on: whether it is done is looked up.
 */
export function publishCall(
  fileId: string,
  isPublished: boolean,
  includeFileVersions: boolean,
): Call<unknown> {
  return {
    method: 'PATCH',
    path: `/v1/files/${checkedId(fileId)}/details`,
    body: { publish: { isPublished, includeFileVersions } },
    endpoint: 'write',
    rows: 1,
    success: { 200: anObject },
    saysGone: saysGone.file,
  };
}

/** Makes a version the current one. */
export function restoreVersionCall(fileId: string, versionId: string): Call<unknown> {
  return {
    method: 'PUT',
    path: `${versionCall(fileId, versionId).path}/restore`,
    endpoint: 'write',
    rows: 1,
    success: { 200: anObject, 204: anObject },
  };
}

/** Letters and digits of any script, `.`, `_` and `-` stay; all else becomes `_`. */
export function renameFileCall(filePath: string, newFileName: string): Call<unknown> {
  return {
    method: 'PUT',
    path: '/v1/files/rename',
    body: { filePath, newFileName, purgeCache: false },
    endpoint: 'write',
    rows: 1,
    success: { 200: anObject, 204: anObject },
  };
}

/** With all versions. A file that has the name there gets them added: look first. */
export function moveFileCall(sourceFilePath: string, destinationPath: string): Call<unknown> {
  return {
    method: 'POST',
    path: '/v1/files/move',
    body: { sourceFilePath, destinationPath },
    endpoint: 'write',
    rows: 1,
    success: { 200: anObject, 204: anObject },
  };
}

export function createFolderCall(folderPath: string): Call<unknown> {
  const path = checkedFolderPath(folderPath);
  const slash = path.lastIndexOf('/');
  return {
    method: 'POST',
    path: '/v1/folder',
    body: { folderName: path.slice(slash + 1), parentFolderPath: path.slice(0, slash) || '/' },
    endpoint: 'write',
    rows: 1,
    success: { 200: anObject, 201: anObject },
  };
}

/** Names of the custom metadata fields that the account has. */
export function customFieldsCall(): Call<readonly string[]> {
  return {
    method: 'GET',
    path: '/v1/customMetadataFields',
    endpoint: 'read',
    rows: 1000,
    success: {
      200: v.pipe(
        v.array(v.object({ name: text })),
        v.transform((fields) => fields.map(({ name }) => name)),
      ),
    },
  };
}
