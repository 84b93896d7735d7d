import { requireAccount } from '../../account/connections';
import type { Command } from '../../app';
import { gate } from '../../deletion/gate';
import { chosenPublication } from '../../publication/chosenPublication';
import { resumePublication as resume } from '../../publication/runFiles';

/** Goes on with files that were published or unpublished together, where that stopped. */
export const resumePublication: Command = {
  id: 'imagekitCleanup.resumePublication',
  async run(app, chosen) {
    const entry = await chosenPublication(app, chosen, 'goOn');
    if (!entry) return;
    const passage = await gate(app, requireAccount(app.accounts, entry.header.account));
    if (passage) await resume(app, passage, entry.header.publicationId);
  },
};
