import { IMAGEKIT_ID } from '../account';
import { decodePath } from '../library/paths';
import {
  getUrlEndpoint,
  getUsage,
  getUsageAnalytics,
  listCustomMetadataFields,
  listUrlEndpoints,
} from '../routes/account';
import { deleteFiles } from '../routes/bulkDelete';
import { addTags, removeAiTags, removeTags } from '../routes/bulkTags';
import { delivery } from '../routes/delivery';
import { deleteFile, getFile } from '../routes/files';
import { copyFolderTo, getJob, moveFolderTo, renameFolder } from '../routes/folderJobs';
import { createFolder, deleteFolder } from '../routes/folders';
import { LEFT_OUT, leftOut } from '../routes/leftOut';
import { listAssets } from '../routes/list';
import { getMetadata, getMetadataFromUrl, getMetadataFromUrlBefore } from '../routes/metadata';
import { copyFileTo, moveFileTo, renameFile } from '../routes/moveFiles';
import { getPurge, purge } from '../routes/purges';
import { updateFile } from '../routes/updateFile';
import { upload } from '../routes/upload';
import { deleteVersion, getVersion, listVersions, restoreVersion } from '../routes/versions';
import type { Route } from './call';

/** Every endpoint. */
const ROUTES: readonly Route[] = [
  listAssets,
  getFile,
  updateFile,
  deleteFile,
  listVersions,
  getVersion,
  deleteVersion,
  restoreVersion,
  deleteFiles,
  addTags,
  removeTags,
  removeAiTags,
  copyFileTo,
  moveFileTo,
  renameFile,
  getMetadata,
  getMetadataFromUrl,
  getMetadataFromUrlBefore,
  createFolder,
  deleteFolder,
  copyFolderTo,
  moveFolderTo,
  renameFolder,
  getJob,
  purge,
  getPurge,
  getUsage,
  getUsageAnalytics,
  listUrlEndpoints,
  getUrlEndpoint,
  listCustomMetadataFields,
  upload,
];

/** A route and the decoded parameters of the path that led to it. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The route for a request. One slash at the end is forgiven; an empty part inside a path fits
 * nothing, so that `DELETE /v1/files/` and `/v1/files//a.jpg` reach no file.
 */
export function matchRoute(method: string, path: string): Match | undefined {
  if (path.startsWith(`/${IMAGEKIT_ID}/`)) {
    return method === 'GET' || method === 'HEAD' ? { route: delivery, params: {} } : undefined;
  }
  if (LEFT_OUT.some((known) => path === known || path.startsWith(`${known}/`))) {
    return { route: leftOut, params: {} };
  }
  const parts = path.replace(/\/$/, '').split('/');
  for (const route of ROUTES) {
    const params = route.method === method ? paramsOf(route.path.split('/'), parts) : undefined;
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function paramsOf(
  pattern: readonly string[],
  parts: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, expected] of pattern.entries()) {
    const part = parts[i] ?? '';
    if (expected.startsWith(':')) {
      if (part === '') return undefined;
      params[expected.slice(1)] = decodePath(part) ?? part;
    } else if (part !== expected) return undefined;
  }
  return params;
}
