import * as vscode from 'vscode';
import type { App } from '../app';
import type { PublicationEntry } from '../run/publications';
import {
  isPublicationNode,
  publicationRowContext,
  type PublicationRowContext,
} from '../tree/publicationRow';

/**
 * What a command of the history is about, as it stands now: that of the row or of the message it came
 * from. `undefined` when it can't be done any more, which is said.
 */
export async function chosenPublication(
  { publications }: Pick<App, 'publications'>,
  chosen: unknown,
  action: PublicationRowContext,
): Promise<PublicationEntry | undefined> {
  const id = isPublicationNode(chosen) ? chosen.entry.header.publicationId : chosen;
  const entries = await publications.list();
  const entry = entries.find(({ header }) => header.publicationId === id);
  if (entry && publicationRowContext(entry).includes(action)) return entry;
  void vscode.window.showInformationMessage(
    action === 'undo'
      ? vscode.l10n.t('There is nothing left to undo.')
      : vscode.l10n.t('There is nothing left to do, or it is in progress.'),
  );
  return undefined;
}
