import type { Command } from '../../app';

/** Opens the output channel. */
export const showLog: Command = {
  id: 'imagekitCleanup.showLog',
  run: ({ log }) => log.show(),
};
