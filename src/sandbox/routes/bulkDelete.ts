import type { Route } from '../http/call';
import { jsonBody } from '../http/call';
import { json } from '../http/exchange';
import { bulkFiles, bulkIds, bulkOutcome } from '../library/bulkIds';

/** The most ids one bulk deletion takes. */
const MAX_IDS = 100;

/** Deletes many files with all their versions, or none of them when one is missing. */
export const deleteFiles: Route = {
  name: 'deleteFiles',
  method: 'POST',
  path: '/v1/files/batch/deleteByFileIds',
  limit: 'bulk',
  access: 'write',
  handle(call) {
    const { library, lag } = call.account;
    const tooMany = `fileIds cannot have more than ${MAX_IDS} items.`;
    const files = bulkFiles(bulkIds(jsonBody(call)['fileIds'], MAX_IDS, tooMany), call);
    const { done, errors } = bulkOutcome(files, call, 'Error in deleting tags', (file) => {
      library.deleteFile(file);
      lag.deleted(file.versions, call.now);
    });
    const answer = { successfullyDeletedFileIds: done };
    return errors.length === 0 ? json(200, answer) : json(207, { ...answer, errors });
  },
};
