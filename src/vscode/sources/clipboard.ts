import * as vscode from 'vscode';
import { collectFromList } from './listText';
import type { Source } from './source';

/** What the clipboard holds, as a list. */
export const clipboard: Source = {
  id: 'clipboard',
  label: () => vscode.l10n.t('Clipboard'),
  detail: () => vscode.l10n.t('IDs, URLs, and paths as text, CSV, or JSON'),
  icon: 'clippy',
  isOffered: async () => (await vscode.env.clipboard.readText()).trim() !== '',
  collect: async (app) => collectFromList(await vscode.env.clipboard.readText(), undefined, app),
};
