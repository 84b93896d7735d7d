import { ApiError } from '../../api/errors';
import { pages } from '../../api/pages';
import { maxIdsPerQuery, searchQuery } from '../../api/search';
import type { Resolved, ResolveOptions } from './resolved';

/** So few ids are asked for one by one, by the call that never lags. */
const askedSingly = 10;

/** Named ids that a search does not know are asked for one by one, up to so many. */
const mostSecondLooks = 200;

/** From so many ids on a list of the whole library may take fewer requests than queries. */
const listedFrom = 1_000;

/** Looks ids up. An id that has no entry in the result does not exist. */
export async function resolveIds(
  ids: ReadonlySet<string>,
  options: Omit<ResolveOptions, 'urlEndpoints'> & { onProgress: (done: number) => void },
): Promise<ReadonlyMap<string, Resolved>> {
  const { client, signal, named, onProgress } = options;
  const all = [...ids];
  const found = new Map(named && ids.size <= askedSingly ? [] : await searchIds(ids, options));
  const left = named ? all.filter((id) => !found.has(id)).slice(0, mostSecondLooks) : [];
  await Promise.all(
    left.map(async (fileId) => {
      try {
        found.set(fileId, { kind: 'found', asset: await client.getAsset(fileId, signal) });
      } catch (error) {
        if (!saysNoSuchFile(error)) throw error;
      }
    }),
  );
  onProgress(all.length);
  return found;
}

/** What searching for ids needs. */
export type SearchOptions = Pick<ResolveOptions, 'signal'> & {
  readonly client: Pick<ResolveOptions['client'], 'list'>;
  readonly onProgress: (done: number) => void;
};

/**
 * What a search knows of ids, by id: some 50 in a query, as many queries at a time as the client
 * allows. A search may lag, so an id without an entry may exist all the same.
 */
export async function searchIds(
  ids: ReadonlySet<string>,
  options: SearchOptions,
): Promise<ReadonlyMap<string, Resolved>> {
  const { client, signal, onProgress } = options;
  const found = new Map<string, Resolved>();
  if (ids.size >= listedFrom) await takeFromList(ids, found, options);
  const unlisted = [...ids].filter((id) => !found.has(id));
  let done = ids.size - unlisted.length;
  const queries = Math.ceil(unlisted.length / maxIdsPerQuery);
  // Parts of one size: none is sent for a few ids that the others have room for.
  const size = Math.ceil(unlisted.length / queries);
  const ask = async (some: readonly string[]): Promise<void> => {
    const query = searchQuery({
      kind: 'all',
      of: [
        {
          kind: 'any',
          of: [
            { kind: 'type', is: 'file' },
            { kind: 'type', is: 'folder' },
          ],
        },
        { kind: 'ids', in: some },
      ],
    });
    if (query === undefined) throw new TypeError('An id that can not be sent was to be looked up.');
    for (const item of await client.list({ searchQuery: query }, signal)) {
      if (item.type === 'file') found.set(item.fileId, { kind: 'found', asset: item });
      if (item.type === 'folder') {
        found.set(item.folderId, { kind: 'folder', folderPath: item.folderPath });
      }
    }
    done += some.length;
    onProgress(done);
  };
  const parts = Array.from({ length: queries }, (_, n) => unlisted.slice(n * size, (n + 1) * size));
  await Promise.all(parts.map(ask));
  return found;
}

/**
 * Takes what it finds of the ids from a list of all files, as long as its pages hold more of them
 * than as many queries would. What the list does not show is still to be asked for.
 */
async function takeFromList(
  ids: ReadonlySet<string>,
  found: Map<string, Resolved>,
  { client, signal, onProgress }: SearchOptions,
): Promise<void> {
  let requests = 0;
  try {
    for await (const page of pages(client, { type: 'file' }, signal)) {
      requests += 1;
      for (const item of page) {
        if (item.type !== 'file' || !ids.has(item.fileId)) continue;
        found.set(item.fileId, { kind: 'found', asset: item });
      }
      onProgress(found.size);
      if (found.size === ids.size || found.size < requests * maxIdsPerQuery) return;
    }
  } catch (error) {
    // How far a list goes is not documented: where this one ends, the queries go on.
    const kind = error instanceof ApiError ? error.failure.kind : undefined;
    if (kind !== 'malformed' && kind !== 'rejected') throw error;
  }
}

/** 404, or the 400 for an id that ImageKit can't have given out. */
function saysNoSuchFile(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { kind, status } = error.failure;
  return kind === 'notFound' || (kind === 'rejected' && status === 400);
}
