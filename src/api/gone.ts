import type { ErrorBody } from './call';

/**
 * The words with which ImageKit says that something does not exist, by what was asked for. A 404 with
 * any other sentence is of a missing endpoint, a policy or a gateway, and says nothing of the file.
 */
export const saysGone = {
  file: ({ message = '' }: ErrorBody): boolean =>
    /^The requested (?:file|asset) does not exist\.?$/i.test(message),
  /** Its file may be the one that is gone; older pages word it in all three ways. */
  version: ({ message = '' }: ErrorBody): boolean =>
    /^The requested (?:file|file version|asset) does not exist\.?$/i.test(message),
  /** Without the ids that it is about, it can't be told what it means. */
  files: ({ message = '', missingFileIds = [] }: ErrorBody): boolean =>
    /^The requested file\(s\) does not exist\.?$/i.test(message) && missingFileIds.length > 0,
  folder: ({ message = '', reason }: ErrorBody): boolean =>
    reason === 'FOLDER_NOT_FOUND' || /^No folder found with folderPath\b/i.test(message),
} as const;
