import type { Route } from '../http/call';
import { requestedFile } from '../http/call';
import { json, NO_CONTENT } from '../http/exchange';
import { fileRow } from '../library/rows';

/** Details of a file: its current version. */
export const getFile: Route = {
  name: 'getFile',
  method: 'GET',
  path: '/v1/files/:fileId/details',
  limit: 'read',
  access: 'read',
  handle: (call) => json(200, fileRow(requestedFile(call).current, call.account)),
};

/** Deletes a file with every version. What the CDN has of it stays. */
export const deleteFile: Route = {
  name: 'deleteFile',
  method: 'DELETE',
  path: '/v1/files/:fileId',
  limit: 'write',
  access: 'write',
  handle(call) {
    const file = requestedFile(call);
    call.account.library.deleteFile(file);
    call.account.lag.deleted(file.versions, call.now);
    return NO_CONTENT;
  },
};
