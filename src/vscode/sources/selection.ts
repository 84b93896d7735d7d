import * as vscode from 'vscode';
import { collectFromList } from './listText';
import type { Source } from './source';

/** What is selected in the active editor, as a list. */
export const selection: Source = {
  id: 'selection',
  label: () => vscode.l10n.t('Selection'),
  detail: () => vscode.l10n.t('The selection in the active editor'),
  icon: 'list-selection',
  isOffered: () =>
    vscode.window.activeTextEditor?.selections.some(({ isEmpty }) => !isEmpty) ?? false,
  collect(app) {
    const editor = vscode.window.activeTextEditor;
    const text = editor ? editor.selections.map((part) => editor.document.getText(part)) : [];
    return collectFromList(text.join('\n'), undefined, app);
  },
};
