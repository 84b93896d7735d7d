import type { Asset, LibraryItem } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';
import { ApiError } from '../../api/errors';
import { searchQuery } from '../../api/search';

/** The most rows a page can have (ImageKit's limit). */
const pageSize = 1000;

/**
 * Every file of a library once, oldest first, in pages. Each page begins at the second in which the
 * last row of the page before it was created, so that files that go or come meanwhile move no other
 * out of sight; `skip` is used only where more than a page was created in one second. Throws `ApiError`
 * when a page fails, and when an answer shows that the server orders or filters otherwise: what was
 * yielded then is not the whole library.
 */
export async function* allFiles(
  client: Pick<ImageKitClient, 'list'>,
  signal?: AbortSignal,
): AsyncGenerator<readonly Asset[]> {
  let window: Window = { second: undefined, skip: 0 };
  /** Of the second in which the window begins. */
  let seen = new Set<string>();
  let before: string | undefined;
  for (;;) {
    const page = await pageOf(client, window, signal);
    const rows = page.map(({ fileId }) => fileId).join();
    if (page.length > 0 && window.skip > 0 && rows === before) throw broken(window, 'repeats');
    before = rows;
    yield page.filter(({ fileId }) => !seen.has(fileId));
    const last = page.at(-1);
    if (page.length < pageSize || !last) return;
    const second = secondOf(last, window);
    if (second === window.second) {
      for (const { fileId } of page) seen.add(fileId);
      window = { second, skip: window.skip + pageSize };
    } else {
      seen = new Set(
        page.filter((each) => secondOf(each, window) === second).map(({ fileId }) => fileId),
      );
      window = { second, skip: 0 };
    }
  }
}

/** Where a page begins. */
interface Window {
  /** As `2020-01-31T12:34:56`, in UTC; `undefined` for the first page. */
  readonly second: string | undefined;
  readonly skip: number;
}

async function pageOf(
  client: Pick<ImageKitClient, 'list'>,
  window: Window,
  signal: AbortSignal | undefined,
): Promise<readonly Asset[]> {
  const { second, skip } = window;
  const query = searchQuery({
    kind: 'all',
    of: [
      { kind: 'type', is: 'file' },
      ...(second === undefined ? [] : [{ kind: 'createdFrom', second } as const]),
    ],
  });
  if (query === undefined) throw broken(window, 'names no time');
  const rows = await client.list(
    { searchQuery: query, sort: 'ASC_CREATED', limit: pageSize, skip },
    signal,
    'wholly',
  );
  const files = rows.filter(isFile);
  let least = second ?? '';
  for (const file of files) {
    const created = secondOf(file, window);
    if (created < least) throw broken(window, 'is not in the order of creation');
    least = created;
  }
  if (files.length < rows.length) throw broken(window, 'holds other rows than files');
  return files;
}

function isFile(item: LibraryItem): item is Asset {
  return item.type === 'file';
}

function secondOf({ createdAt = '' }: Asset, window: Window): string {
  const created = Date.parse(createdAt);
  if (Number.isNaN(created)) throw broken(window, 'has a file without a date');
  return new Date(created).toISOString().slice(0, 19);
}

function broken({ second = 'the beginning', skip }: Window, what: string): ApiError {
  return new ApiError(
    {
      kind: 'malformed',
      message: `The page of files from ${second}, row ${skip}, ${what}.`,
      status: 200,
      requestId: undefined,
      mayHaveActed: 'no',
    },
    'GET /v1/files',
  );
}
