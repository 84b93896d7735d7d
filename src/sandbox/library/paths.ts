/** Folders nest at most this deep. */
export const MAX_DEPTH = 50;

/** The names along a folder path; slashes at either end are optional. */
export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** `a/b/`, `/a/b` and `a/b` all as `/a/b`; the root as `/`. */
export function folderPathOf(path: string): string {
  return `/${segmentsOf(path).join('/')}`;
}

/** A path made of a folder's path and a name. */
export function joinPath(folderPath: string, name: string): string {
  return folderPath === '/' ? `/${name}` : `${folderPath}/${name}`;
}

/** A file path as its folder's path and its name. */
export function splitPath(path: string): { readonly folderPath: string; readonly name: string } {
  const segments = segmentsOf(path);
  const name = segments.pop() ?? '';
  return { folderPath: `/${segments.join('/')}`, name };
}

/** True when a path walks with `.` or `..`, which no folder can be called. */
export function hasDotSegment(path: string): boolean {
  return segmentsOf(path).some((segment) => segment === '.' || segment === '..');
}

/** True when `path` is `folderPath` itself or lies below it. */
export function isWithin(path: string, folderPath: string): boolean {
  return folderPath === '/' || path === folderPath || path.startsWith(`${folderPath}/`);
}

/** The name an uploaded file gets: what is not a-z A-Z 0-9 `.` `-` `_` becomes `_`. */
export function uploadName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_');
}

/** The folder an upload goes to: as `uploadName`, but no dots. */
export function uploadFolder(path: string): string {
  return folderPathOf(path.replace(/[^A-Za-z0-9/_-]/g, '_'));
}

/** The name a renamed file gets: letters and digits of any script, `.` `_` `-`; the rest becomes `_`. */
export function renamedFileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]/gu, '_');
}

/** The name a new folder gets: letters and digits of any script; the rest becomes `_`. */
export function newFolderName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '_');
}

/** The name a renamed folder gets: as a new one, and `-` stays. */
export function renamedFolderName(name: string): string {
  return name.replace(/[^\p{L}\p{N}-]/gu, '_');
}

/** A path as it stands in a URL: each name percent-encoded, the slashes kept. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** A URL's path decoded; `undefined` when it isn't valid percent-encoding. */
export function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // A lone % is the caller's mistake, to be answered, not thrown.
  }
}
