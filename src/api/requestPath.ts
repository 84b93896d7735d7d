import { refusal } from './errors';
import { isSendableId } from './sendableId';

/**
 * `id` as a part of a path, or as an item of a body. Without this check an empty id becomes
 * `DELETE /v1/files/`, and one with a slash lands on another route.
 */
export function checkedId(id: string): string {
  if (!isSendableId(id)) {
    throw refusal('not an id that can be sent', 'INVALID_ID');
  }
  return encodeURIComponent(id);
}

/**
 * A folder path that names one folder below the root, without a trailing slash. Deleting a folder
 * takes everything in it, so whatever a server might read as another folder is refused.
 */
export function checkedFolderPath(folderPath: string): string {
  const path = folderPath.replace(/\/$/, '');
  if (!isPlainPath(path)) {
    throw refusal('not the path of a folder below the root', 'INVALID_FOLDER_PATH');
  }
  return path;
}

/**
 * Whether a path leads from the root to one file or folder, whoever reads it: no empty name, no `.`
 * or `..`, no `*`, backslash or control character.
 */
export function isPlainPath(path: string): boolean {
  const [root, ...names] = path.split('/');
  return root === '' && names.length > 0 && names.every(isPlainName);
}

/** Some decode a path before they read it, and then a name may be more than a name. */
function isPlainName(name: string): boolean {
  return isOneName(name) && isOneName(percentDecoded(name));
}

function isOneName(name: string): boolean {
  return !['', '.', '..'].includes(name.trim()) && !/[\p{Cc}\\*/]/u.test(name);
}

function percentDecoded(name: string): string {
  return name.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/** `?a=1&b=2` with blanks as `%20`; absent values are left out. */
export function queryString(values: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encoded(String(value))}`],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    // Half of a surrogate pair has no UTF-8 form.
    throw refusal('a query value is not valid Unicode', 'INVALID_QUERY');
  }
}
