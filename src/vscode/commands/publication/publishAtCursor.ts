import type { Command } from '../../app';
import { publishFiles } from '../../publication/publishFiles';
import { claimAtCursor } from '../../editor/cursorReference';

/** Publishes the file under the editor's cursor, after the question. */
export const publishAtCursor: Command = {
  id: 'imagekitCleanup.publishAtCursor',
  async run(app, point) {
    const claim = await claimAtCursor(app, point);
    if (!claim) return;
    const { ref, source } = claim;
    // A place that names a version names its file, too.
    const file = ref.kind === 'version' ? ({ kind: 'id', fileId: ref.fileId } as const) : ref;
    await publishFiles(app, { claims: [{ ref: file, source }], named: true, act: 'publish' });
  },
};
