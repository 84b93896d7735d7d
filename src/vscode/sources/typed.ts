import * as vscode from 'vscode';
import { typedLines } from '../../core/lists/typedList';
import { claimReader } from '../references/finder';
import { collectFromList } from './listText';
import type { Source } from './source';

/** Ids that are typed or pasted into a box. */
export const typed: Source = {
  id: 'typed',
  label: () => vscode.l10n.t('Type or Paste…'),
  detail: () => vscode.l10n.t('IDs, URLs, or paths, separated by spaces or commas'),
  icon: 'edit',
  async collect(app) {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Delete Files'),
      prompt: vscode.l10n.t('File IDs, delivery URLs, or paths, separated by spaces or commas'),
      ignoreFocusOut: true,
    });
    if (text === undefined) return undefined;
    const parse = claimReader(app);
    const lines = typedLines(text, (part) => parse(part) !== undefined);
    return collectFromList(lines, undefined, app);
  },
};
