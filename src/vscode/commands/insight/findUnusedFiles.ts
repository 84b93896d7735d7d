import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { findUnused } from '../../insight/findUnused';

/** Plans the deletion of what nothing in the workspace refers to; nothing is checked at first. */
export const findUnusedFiles: Command = {
  id: 'imagekitCleanup.findUnusedFiles',
  async run(app) {
    const unused = await findUnused(app);
    if (!unused) return;
    const { claims, notes } = unused;
    await drive(app, {
      kind: 'delete',
      claims,
      options: { named: false, versionUrls: 'file', choose: { notes } },
    });
  },
};
