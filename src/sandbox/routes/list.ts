import type { Route } from '../http/call';
import { json } from '../http/exchange';
import { listEntries } from '../library/listing';
import { readListing } from '../library/listingQuery';
import { fileRow, folderRow } from '../library/rows';
import { Version } from '../library/storedFile';

/** Lists and searches: a bare array of files, versions and folders. */
export const listAssets: Route = {
  name: 'listAssets',
  method: 'GET',
  path: '/v1/files',
  limit: 'list',
  access: 'read',
  handle({ account, request, now }) {
    const entries = listEntries(readListing(request.query, account, now), account, now);
    return json(
      200,
      entries.map((entry) =>
        entry instanceof Version ? fileRow(entry, account) : folderRow(entry),
      ),
    );
  },
};
