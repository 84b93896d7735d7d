import type { Command } from '../../app';
import { checkAccess } from '../../account/checkAccess';
import { accountOrActive } from '../../account/connections';

/** Finds out again what the key of an account may do, of the active one unless told its ID. */
export const checkKey: Command = {
  id: 'imagekitCleanup.checkKey',
  run: (app, id) => checkAccess(app, accountOrActive(app.accounts, id)),
};
