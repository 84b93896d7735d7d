import type { Call, Route } from '../http/call';
import { jsonBody, textField } from '../http/call';
import { json, NO_CONTENT, Refusal } from '../http/exchange';
import { folderPathOf, hasDotSegment, renamedFileName, splitPath } from '../library/paths';
import type { StoredFile } from '../library/storedFile';
import { BAD_TRANSFER, copyFile, moveFile } from '../library/transfer';

/** Copies a file into a folder, which is made where missing. */
export const copyFileTo: Route = {
  name: 'copyFile',
  method: 'POST',
  path: '/v1/files/copy',
  limit: 'write',
  access: 'write',
  handle(call) {
    const { account, now } = call;
    const { file, destination } = transferIn(call);
    const withVersions = jsonBody(call)['includeFileVersions'] === true;
    const folder = account.library.ensureFolder(destination, now);
    copyFile(account, file, folder, withVersions, now);
    return NO_CONTENT;
  },
};

/** Moves a file with all its versions. Its id stays, which is our guess. */
export const moveFileTo: Route = {
  name: 'moveFile',
  method: 'POST',
  path: '/v1/files/move',
  limit: 'write',
  access: 'write',
  handle(call) {
    const { file, destination } = transferIn(call);
    const folder = call.account.library.ensureFolder(destination, call.now);
    moveFile(call.account, file, folder);
    return NO_CONTENT;
  },
};

export const renameFile: Route = {
  name: 'renameFile',
  method: 'PUT',
  path: '/v1/files/rename',
  limit: 'write',
  access: 'write',
  handle(call) {
    const { account, now } = call;
    const body = jsonBody(call);
    const filePath = textField(body, 'filePath');
    const newFileName = textField(body, 'newFileName');
    if (filePath === undefined || newFileName === undefined) {
      throw new Refusal(400, BAD_TRANSFER, { reason: 'MISSING_PARAMETER' });
    }
    if (newFileName.includes('/') || hasDotSegment(newFileName)) {
      throw new Refusal(400, BAD_TRANSFER, { reason: 'INVALID_PARAMETER' });
    }
    const name = renamedFileName(newFileName);
    if (splitPath(filePath).name === name) {
      throw new Refusal(400, 'newFileName cannot be the same as its existing name.', {
        reason: 'SAME_OLD_AND_NEW_NAME',
      });
    }
    const file = account.library.fileAt(filePath);
    if (file === undefined) {
      throw new Refusal(404, `No file found in media library at filePath ${filePath}`, {
        reason: 'FILE_MISSING',
      });
    }
    if (file.folder.files.has(name)) {
      throw new Refusal(409, `File with name ${name} already exists at the same location.`, {
        reason: 'FILE_ALREADY_EXISTS',
      });
    }
    const oldPath = file.path;
    account.library.placeFile(file, file.folder, name);
    file.current.updatedAt = now;
    if (body['purgeCache'] !== true) return json(200, {});
    const purge = account.purges.clear(oldPath, now);
    if (purge !== undefined) return json(200, { purgeRequestId: purge.requestId });
    return new Refusal(
      207,
      'File renamed successfully but we could not purge the CDN cache for old URL because of rate limits on purge API.',
      { reason: 'PURGE_FAILED' },
    ).answer();
  },
};

/** The file and the folder path of a copy or move. Throws as documented. */
function transferIn(call: Call): { readonly file: StoredFile; readonly destination: string } {
  const body = jsonBody(call);
  const sourceFilePath = textField(body, 'sourceFilePath');
  const destinationPath = textField(body, 'destinationPath');
  if (sourceFilePath === undefined || destinationPath === undefined) {
    throw new Refusal(400, BAD_TRANSFER, { reason: 'MISSING_PARAMETER' });
  }
  if (hasDotSegment(destinationPath)) {
    throw new Refusal(400, BAD_TRANSFER, { reason: 'INVALID_FOLDER_PATH' });
  }
  const destination = folderPathOf(destinationPath);
  if (splitPath(sourceFilePath).folderPath === destination) {
    throw new Refusal(400, BAD_TRANSFER, { reason: 'SAME_SOURCE_AND_DESTINATION' });
  }
  const file = call.account.library.fileAt(sourceFilePath);
  if (file !== undefined) return { file, destination };
  throw new Refusal(404, `No file found with filePath \`${sourceFilePath}\`.`, {
    reason: 'SOURCE_FILE_MISSING',
  });
}
