import type { Command } from '../../app';
import { ignoreReferencesTo } from '../../settings/settings';
import { pointedReference } from '../../editor/cursorReference';

/** Never again reports as missing what a reference names; the settings remember it. */
export const ignoreReference: Command = {
  id: 'imagekitCleanup.ignoreReference',
  async run(app, argument) {
    const pointed = await pointedReference(app, argument);
    if (!pointed) return;
    const { ref } = pointed.reference;
    await ignoreReferencesTo(ref.kind === 'id' || ref.kind === 'version' ? ref.fileId : ref.path);
  },
};
