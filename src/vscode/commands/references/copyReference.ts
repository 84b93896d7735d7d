import type { Command } from '../../app';
import { chosenReferences } from '../../sources/referencesSelection';
import { copyLines } from '../../ui/copyLines';

/** Puts the chosen references on the clipboard as they stand in the text, one a line. */
export const copyReference: Command = {
  id: 'imagekitCleanup.copyReference',
  async run({ referencesView }, clicked, selected) {
    const entries = chosenReferences(clicked, selected, referencesView.selection);
    await copyLines([...new Set(entries.map(({ located }) => located.reference.value))]);
  },
};
