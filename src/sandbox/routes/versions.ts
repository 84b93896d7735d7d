import type { Route } from '../http/call';
import { requestedFile, requestedVersion } from '../http/call';
import { json, NO_CONTENT, Refusal } from '../http/exchange';
import { fileRow } from '../library/rows';

const VERSION_MISSING = 'The requested file version does not exist.';

/** All versions of a file, current first. */
export const listVersions: Route = {
  name: 'listVersions',
  method: 'GET',
  path: '/v1/files/:fileId/versions',
  limit: 'read',
  access: 'read',
  handle(call) {
    const newestFirst = requestedFile(call).versions.toReversed();
    return json(
      200,
      newestFirst.map((version) => fileRow(version, call.account)),
    );
  },
};

export const getVersion: Route = {
  name: 'getVersion',
  method: 'GET',
  path: '/v1/files/:fileId/versions/:versionId',
  limit: 'read',
  access: 'read',
  handle: (call) => json(200, fileRow(requestedVersion(call, VERSION_MISSING), call.account)),
};

export const deleteVersion: Route = {
  name: 'deleteVersion',
  method: 'DELETE',
  path: '/v1/files/:fileId/versions/:versionId',
  limit: 'write',
  access: 'write',
  handle(call) {
    const version = requestedVersion(call, 'The requested asset does not exist.');
    if (version.isCurrent) {
      throw new Refusal(400, 'You cannot delete current version of a file.');
    }
    call.account.library.deleteVersion(version);
    call.account.lag.deleted([version], call.now);
    return NO_CONTENT;
  },
};

/** Makes a version the current one; a body, if any, is ignored. */
export const restoreVersion: Route = {
  name: 'restoreVersion',
  method: 'PUT',
  path: '/v1/files/:fileId/versions/:versionId/restore',
  limit: 'write',
  access: 'write',
  handle(call) {
    const version = requestedVersion(call, VERSION_MISSING);
    if (!version.isCurrent) call.account.library.restore(version, call.now);
    return json(200, fileRow(version, call.account));
  },
};
