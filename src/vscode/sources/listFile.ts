import * as vscode from 'vscode';
import { decodeText } from '../../io/textFile';
import { oneLine } from '../ui/oneLine';
import { collectFromList, longestList, tooLong } from './listText';
import type { Source } from './source';

/** A file that holds a list. */
export const listFile: Source = {
  id: 'listFile',
  label: () => vscode.l10n.t('List File…'),
  detail: () => vscode.l10n.t('CSV, JSON, NDJSON, or plain text'),
  icon: 'table',
  async collect(app) {
    const [uri] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Delete Files from a List'),
        openLabel: vscode.l10n.t('Read List'),
        filters: { [vscode.l10n.t('Lists')]: ['csv', 'tsv', 'json', 'ndjson', 'jsonl', 'txt'] },
      })) ?? [];
    if (!uri) return undefined;
    if ((await vscode.workspace.fs.stat(uri)).size > longestList) return tooLong();
    const bytes = await vscode.workspace.fs.readFile(uri);
    const file = vscode.workspace.asRelativePath(uri, false);
    const text = decodeText(bytes) ?? new TextDecoder().decode(bytes);
    const { notes, ...collected } = await collectFromList(text, file, app);
    const isOfWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    return { ...collected, notes: isOfWorkspace ? [...notes, notCounted(file)] : notes };
  },
};

function notCounted(file: string): string {
  return vscode.l10n.t(
    "The list itself, {0}, isn't counted as a reference to its files.",
    oneLine(file),
  );
}
