import * as vscode from 'vscode';
import { decodeText } from '../../io/textFile';
import { finderOf } from '../references/finder';
import { collectFromList, longestList, tooLong } from './listText';
import type { Source } from './source';

/** A file that holds a list. */
export const listFile: Source = {
  id: 'listFile',
  label: () => vscode.l10n.t('List File…'),
  detail: () => vscode.l10n.t('CSV, JSON, NDJSON or plain text'),
  icon: 'table',
  async collect(app) {
    const [uri] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Delete the Files of a List'),
        openLabel: vscode.l10n.t('Read List'),
        filters: { [vscode.l10n.t('Lists')]: ['csv', 'tsv', 'json', 'ndjson', 'jsonl', 'txt'] },
      })) ?? [];
    if (!uri) return undefined;
    if ((await vscode.workspace.fs.stat(uri)).size > longestList) return tooLong();
    const bytes = await vscode.workspace.fs.readFile(uri);
    const file = vscode.workspace.asRelativePath(uri, false);
    const text = decodeText(bytes) ?? new TextDecoder().decode(bytes);
    return collectFromList(text, file, finderOf(app));
  },
};
