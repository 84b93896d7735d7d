import type { LibraryItem } from './asset';
import type { ListQuery } from './calls';
import type { ImageKitClient } from './client';
import { ApiError } from './errors';

/** The most rows a page can have (ImageKit's limit). */
const pageSize = 1000;

/**
 * All pages of a listing, oldest rows first, until one is not full. Take them all before anything is
 * deleted: paging is by offset, so rows that go meanwhile hide others. Throws `ApiError` when a page
 * comes again, as from a server that does not take so large an offset.
 */
export async function* pages(
  client: Pick<ImageKitClient, 'list'>,
  query: ListQuery,
  signal?: AbortSignal,
): AsyncGenerator<readonly LibraryItem[]> {
  let before: string | undefined;
  for (let skip = 0; ; skip += pageSize) {
    const page = await client.list(
      { ...query, sort: 'ASC_CREATED', limit: pageSize, skip },
      signal,
      'wholly',
    );
    const rows = page.map(rowId).join();
    if (page.length > 0 && rows === before) throw repeated(skip);
    before = rows;
    yield page;
    if (page.length < pageSize) return;
  }
}

function rowId(item: LibraryItem): string {
  return item.type === 'folder' ? item.folderId : `${item.fileId}/${item.versionId ?? ''}`;
}

/** How far `skip` may go is not documented: a server that ignores it must not look like the end. */
function repeated(skip: number): ApiError {
  return new ApiError(
    {
      kind: 'malformed',
      message: `The page from row ${skip} repeats the one before it.`,
      status: 200,
      requestId: undefined,
      mayHaveActed: 'no',
    },
    'GET /v1/files',
  );
}
