import type { Route } from './call';
import { decodePath } from './paths';
import { IMAGEKIT_ID } from './account';
import { deleteFiles } from './routes/bulkDelete';
import { delivery } from './routes/delivery';
import { deleteFile, getFile } from './routes/files';
import { LEFT_OUT, leftOut } from './routes/leftOut';
import { listAssets } from './routes/list';
import { deleteVersion, getVersion, listVersions, restoreVersion } from './routes/versions';

/** Every endpoint. A fixed path comes before one with parameters that would take it too. */
const ROUTES: readonly Route[] = [
  listAssets,
  getFile,
  deleteFile,
  listVersions,
  getVersion,
  deleteVersion,
  restoreVersion,
  deleteFiles,
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
