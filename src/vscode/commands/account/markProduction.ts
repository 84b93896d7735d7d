import type { Command } from '../../app';
import { markAccount } from '../../account/markAccount';

/** Makes deletions from the active account ask more. */
export const markProduction: Command = {
  id: 'imagekitCleanup.markProduction',
  run: (app) => markAccount(app, 'production'),
};
