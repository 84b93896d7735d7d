import type { Command } from '../../app';
import { requireActive } from '../../account/connections';
import { ReadOnlyKey } from '../../failures/errors';

/** Stands in the menus while the key of the account may only read: says so, and what to do. */
export const explainReadOnly: Command = {
  id: 'imagekitCleanup.explainReadOnly',
  run: ({ accounts }) => Promise.reject(new ReadOnlyKey(requireActive(accounts))),
};
