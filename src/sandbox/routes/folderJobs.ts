import type { Call, Route } from '../http/call';
import { jsonBody, textField } from '../http/call';
import { HELP, json, Refusal } from '../http/exchange';
import type { Folder } from '../library/folder';
import { requireCap } from '../library/folderCap';
import type { JobResult } from '../library/jobs';
import {
  folderPathOf,
  hasDotSegment,
  isWithin,
  joinPath,
  renamedFolderName,
  splitPath,
} from '../library/paths';
import { copyFolder, moveFolder } from '../library/transfer';

const COMPLETED: JobResult = { status: 'Completed' };

export const copyFolderTo: Route = {
  name: 'copyFolder',
  method: 'POST',
  path: '/v1/bulkJobs/copyFolder',
  limit: 'write',
  access: 'write',
  handle(call) {
    const { account, now } = call;
    const { source, destination } = transferIn(call);
    const withVersions = jsonBody(call)['includeVersions'] === true;
    const { jobId } = account.jobs.start('COPY_FOLDER', [source.path, destination], now, () => {
      const at = account.clock.now();
      if (!account.library.has(source)) return COMPLETED;
      const parent = account.library.ensureFolder(destination, at);
      copyFolder(account, source, parent, withVersions, at);
      return COMPLETED;
    });
    return json(200, { jobId });
  },
};

export const moveFolderTo: Route = {
  name: 'moveFolder',
  method: 'POST',
  path: '/v1/bulkJobs/moveFolder',
  limit: 'write',
  access: 'write',
  handle(call) {
    const { account, now } = call;
    const { source, destination } = transferIn(call);
    if (isWithin(destination, source.path)) {
      throw refused(
        'This operation is not allowed because parent folder cannot be moved into child folder.',
        'INVALID_DESTINATION_PATH',
      );
    }
    const { jobId } = account.jobs.start('MOVE_FOLDER', [source.path, destination], now, () => {
      const at = account.clock.now();
      if (!account.library.has(source)) return COMPLETED;
      moveFolder(account, source, account.library.ensureFolder(destination, at));
      return COMPLETED;
    });
    return json(200, { jobId });
  },
};

export const renameFolder: Route = {
  name: 'renameFolder',
  method: 'POST',
  path: '/v1/bulkJobs/renameFolder',
  limit: 'write',
  access: 'write',
  handle(call) {
    const { account, now } = call;
    const body = jsonBody(call);
    const folderPath = textField(body, 'folderPath');
    const newFolderName = textField(body, 'newFolderName');
    if (folderPath === undefined) throw new Refusal(400, 'folderPath parameter is missing.');
    if (newFolderName === undefined) throw new Refusal(400, 'newFolderName parameter is missing.');
    if (folderPathOf(folderPath) === '/') throw new Refusal(400, 'folderPath cannot be root.');
    const folder = account.library.root.find(folderPath);
    if (folder?.parent === undefined) throw new Refusal(404, 'Source folder not found.');
    const { parent } = folder;
    const name = renamedFolderName(newFolderName);
    if (parent.folders.has(name)) {
      throw new Refusal(409, `Folder with name ${name} already exists at the same location.`);
    }
    account.jobs.requireUnlocked(folder.path);
    const oldPath = folder.path;
    const locks = [oldPath, joinPath(parent.path, name)];
    const { jobId } = account.jobs.start('RENAME_FOLDER', locks, now, () => {
      if (!account.library.has(folder) || parent.folders.has(name)) return COMPLETED;
      account.library.placeFolder(folder, parent, name);
      if (body['purgeCache'] !== true) return COMPLETED;
      const purge = account.purges.clear(oldPath, account.clock.now());
      if (purge === undefined) return { status: 'Partial success' };
      return { ...COMPLETED, purgeRequestId: purge.requestId };
    });
    return json(202, { jobId });
  },
};

/** How a folder job stands. */
export const getJob: Route = {
  name: 'getJob',
  method: 'GET',
  path: '/v1/bulkJobs/:jobId',
  limit: 'read',
  access: 'read',
  handle({ account, params }) {
    const job = account.jobs.get(params['jobId'] ?? '');
    if (job === undefined) throw new Refusal(404, 'The requested job does not exist.');
    const { jobId, type, status, purgeRequestId } = job;
    const body = { jobId, type, status, ...(purgeRequestId !== undefined && { purgeRequestId }) };
    if (status !== 'Partial success') return json(200, body);
    const message = 'Folder renamed successfully but purging cache on nested files failed.';
    return json(207, { ...body, message, help: HELP, reason: 'PURGE_FAILED' });
  },
};

/** The folder and the folder path of a copy or move, neither locked. Throws as documented. */
function transferIn(call: Call): { readonly source: Folder; readonly destination: string } {
  const { library, jobs } = call.account;
  const body = jsonBody(call);
  const sourceFolderPath = textField(body, 'sourceFolderPath');
  const destinationPath = textField(body, 'destinationPath');
  if (sourceFolderPath === undefined || destinationPath === undefined) {
    const name = sourceFolderPath === undefined ? 'sourceFolderPath' : 'destinationPath';
    throw refused(`${name} parameter is missing.`, 'MISSING_PARAMETER');
  }
  const sourcePath = folderPathOf(sourceFolderPath);
  const destination = folderPathOf(destinationPath);
  if (sourcePath === '/') throw refused('sourceFolderPath cannot be root.', 'SOURCE_IS_ROOT');
  if (hasDotSegment(destination)) {
    throw refused("'.' & '..' can not be used as folder-name", 'INVALID_FOLDER_PATH');
  }
  if (sourcePath === destination || splitPath(sourcePath).folderPath === destination) {
    throw refused('sourceFolderPath and destinationPath is same', 'SAME_SOURCE_AND_DESTINATION');
  }
  const source = library.root.find(sourcePath);
  if (source === undefined) {
    throw new Refusal(404, `No files & folder found at sourceFolderPath \`${sourceFolderPath}\`.`, {
      reason: 'NO_FILES_FOLDER',
    });
  }
  requireCap(source, call.account);
  jobs.requireUnlocked(source.path, destination);
  return { source, destination };
}

function refused(message: string, reason: string): Refusal {
  return new Refusal(400, message, { reason });
}
