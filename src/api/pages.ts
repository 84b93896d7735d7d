import type { LibraryItem } from './asset';
import type { ImageKitClient, ListQuery } from './client';

/** The most rows a page can have (ImageKit's limit). */
const pageSize = 1000;

/**
 * All pages of a listing, oldest rows first, until one is not full. Take them all before anything is
 * deleted: paging is by offset, so rows that go meanwhile hide others.
 */
export async function* pages(
  client: Pick<ImageKitClient, 'list'>,
  query: ListQuery,
  signal?: AbortSignal,
): AsyncGenerator<readonly LibraryItem[]> {
  for (let skip = 0; ; skip += pageSize) {
    const page = await client.list(
      { ...query, sort: 'ASC_CREATED', limit: pageSize, skip },
      signal,
    );
    yield page;
    if (page.length < pageSize) return;
  }
}
