import type { Command } from '../../app';

/** Reads the library anew. */
export const refreshLibrary: Command = {
  id: 'imagekitCleanup.refreshLibrary',
  run: ({ library }) => library.refresh(),
};
