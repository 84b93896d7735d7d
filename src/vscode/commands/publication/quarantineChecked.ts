import type { Command } from '../../app';
import { checkedFiles } from '../../publication/chosenFiles';
import { publishFiles } from '../../publication/publishFiles';

/** Backs up and unpublishes what is checked in the plan under review, to delete it later. */
export const quarantineChecked: Command = {
  id: 'imagekitCleanup.quarantineChecked',
  async run(app) {
    const files = checkedFiles(app);
    if (files) await publishFiles(app, { ...files, act: 'quarantine' });
  },
};
