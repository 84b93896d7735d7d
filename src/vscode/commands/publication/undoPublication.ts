import type { Command } from '../../app';
import { chosenPublication } from '../../publication/chosenPublication';
import { undoPublication as undo } from '../../publication/undoPublication';

/** Publishes again what was unpublished together, or the other way round, after the question. */
export const undoPublication: Command = {
  id: 'imagekitCleanup.undoPublication',
  async run(app, chosen) {
    const entry = await chosenPublication(app, chosen, 'undo');
    if (entry) await undo(app, entry);
  },
};
