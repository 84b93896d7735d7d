import type { Command } from '../../app';
import { checkedFiles } from '../../publication/chosenFiles';
import { publishFiles } from '../../publication/publishFiles';

/** Unpublishes what is checked in the plan under review. */
export const unpublishChecked: Command = {
  id: 'imagekitCleanup.unpublishChecked',
  async run(app) {
    const files = checkedFiles(app);
    if (files) await publishFiles(app, { ...files, act: 'unpublish' });
  },
};
