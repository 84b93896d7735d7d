import type { Route } from '../http/call';
import { jsonBody, textField } from '../http/call';
import { json, NO_CONTENT, Refusal } from '../http/exchange';
import { requireCap } from '../library/folderCap';
import {
  folderPathOf,
  hasDotSegment,
  joinPath,
  MAX_DEPTH,
  newFolderName,
  segmentsOf,
} from '../library/paths';

/** Makes a folder and the parents it lacks. One that exists is left as it is. */
export const createFolder: Route = {
  name: 'createFolder',
  method: 'POST',
  path: '/v1/folder',
  limit: 'write',
  access: 'write',
  handle(call) {
    const body = jsonBody(call);
    const folderName = textField(body, 'folderName');
    const parentFolderPath = textField(body, 'parentFolderPath');
    if (folderName === undefined) throw missing('folderName');
    if (parentFolderPath === undefined) throw missing('parentFolderPath');
    if (folderName.includes('/')) throw badPath('folderName parameter cannot have a slash.');
    if (hasDotSegment(`${parentFolderPath}/${folderName}`)) {
      throw badPath("'.' & '..' can not be used as folder-name");
    }
    const path = joinPath(folderPathOf(parentFolderPath), newFolderName(folderName));
    if (segmentsOf(path).length > MAX_DEPTH) {
      throw badPath(`Folders cannot be nested more than ${MAX_DEPTH} levels.`); // Ours.
    }
    call.account.library.ensureFolder(path, call.now);
    return json(201, {});
  },
};

/** Deletes a folder with all below it. The path comes in a JSON body. */
export const deleteFolder: Route = {
  name: 'deleteFolder',
  method: 'DELETE',
  path: '/v1/folder',
  limit: 'write',
  access: 'write',
  handle(call) {
    const { library, lag } = call.account;
    const folderPath = textField(jsonBody(call), 'folderPath');
    if (folderPath === undefined) throw missing('folderPath');
    // What deleting the root answers isn't documented; it must not empty the library.
    if (folderPathOf(folderPath) === '/') throw badPath('folderPath cannot be root.');
    const folder = library.root.find(folderPath);
    if (folder === undefined) {
      throw new Refusal(404, `No folder found with folderPath \`${folderPath}\`.`, {
        reason: 'FOLDER_NOT_FOUND',
      });
    }
    requireCap(folder, call.account);
    const files = [...folder.allFiles()];
    const versions = files.flatMap((file) => file.versions);
    lag.deleted([folder, ...folder.allFolders(), ...versions], call.now);
    library.deleteFolder(folder);
    return NO_CONTENT;
  },
};

/** The wording for parameters left out is ours, after that of renaming a folder. */
function missing(name: string): Refusal {
  return new Refusal(400, `${name} parameter is missing.`, { reason: 'MISSING_PARAMETER' });
}

function badPath(message: string): Refusal {
  return new Refusal(400, message, { reason: 'INVALID_FOLDER_PATH' });
}
