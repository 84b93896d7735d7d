import type { LibraryItem } from '../../api/asset';
import type { ListQuery } from '../../api/calls';
import type { ImageKitClient } from '../../api/client';
import { pages } from '../../api/pages';
import { searchQuery, type SearchQuery } from '../../api/search';
import type { Target } from '../target';

/** What listing a folder needs. */
export interface ListBelowOptions {
  readonly client: Pick<ImageKitClient, 'list'>;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
}

/**
 * Everything that goes with a folder: each file below it with the number of its older versions, each
 * folder below it, and the folder itself. A snapshot: nothing is deleted while it is taken.
 */
export async function listBelow(
  folderPath: string,
  options: ListBelowOptions,
): Promise<readonly Target[]> {
  const below = { kind: 'folder', match: 'below', path: folderPath } as const;
  const query = (type: 'file' | 'folder' | 'file-version') =>
    searchQuery({ kind: 'all', of: [{ kind: 'type', is: type }, below] });
  const [files, folders, versions] = [query('file'), query('folder'), query('file-version')];
  const searched = (query: SearchQuery) => all({ searchQuery: query }, options);
  const [items, older] = await Promise.all([
    files === undefined || folders === undefined
      ? walk(folderPath, options)
      : Promise.all([searched(files), searched(folders)]).then((both) => both.flat()),
    versions === undefined ? undefined : searched(versions).then(countByPath),
  ]);
  const unique = new Map<string, Target>();
  for (const item of items) {
    if (item.type === 'file') {
      const olderVersions = older && (older.get(item.filePath) ?? 0);
      unique.set(`file ${item.fileId}`, { kind: 'asset', asset: item, olderVersions });
    } else if (item.type === 'folder') {
      unique.set(`folder ${item.folderPath}`, { kind: 'folder', folderPath: item.folderPath });
    }
  }
  unique.set(`folder ${folderPath}`, { kind: 'folder', folderPath });
  return [...unique.values()].filter((target) => isBelow(target, folderPath));
}

/** A search is trusted with nothing: a row from elsewhere is not what was asked to be deleted. */
function isBelow(target: Target, folderPath: string): boolean {
  switch (target.kind) {
    case 'asset':
      return target.asset.filePath.startsWith(`${folderPath}/`);
    case 'folder':
      return target.folderPath === folderPath || target.folderPath.startsWith(`${folderPath}/`);
    case 'version':
      return false;
  }
}

/** Folder by folder, for a name that can't be put into a query safely. */
async function walk(
  folderPath: string,
  options: ListBelowOptions,
): Promise<readonly LibraryItem[]> {
  const items: LibraryItem[] = [];
  const folders = new Set([folderPath]);
  for (const path of folders) {
    for (const item of await all({ path, type: 'all' }, options)) {
      items.push(item);
      if (item.type === 'folder' && item.folderPath.startsWith(`${folderPath}/`)) {
        folders.add(item.folderPath);
      }
    }
  }
  return items;
}

async function all(
  query: ListQuery,
  { client, signal }: ListBelowOptions,
): Promise<readonly LibraryItem[]> {
  const items: LibraryItem[] = [];
  for await (const page of pages(client, query, signal)) items.push(...page);
  return items;
}

function countByPath(versions: readonly LibraryItem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of versions) {
    if (item.type !== 'file-version') continue;
    counts.set(item.filePath, (counts.get(item.filePath) ?? 0) + 1);
  }
  return counts;
}
