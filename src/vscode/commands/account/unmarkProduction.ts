import type { Command } from '../../app';
import { markAccount } from '../../account/markAccount';

/** Makes deletions from the active account ask as usual again. */
export const unmarkProduction: Command = {
  id: 'imagekitCleanup.unmarkProduction',
  run: (app) => markAccount(app, 'development'),
};
