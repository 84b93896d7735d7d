import type { Command } from '../../app';
import { backUp } from '../../recovery/backUp';

/** Backs up every file of the active account's library, and deletes nothing. */
export const backUpLibrary: Command = {
  id: 'imagekitCleanup.backUpLibrary',
  run: (app) => backUp(app, 'library'),
};
