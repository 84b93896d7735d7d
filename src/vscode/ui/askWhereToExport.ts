import * as vscode from 'vscode';
import type { RunHeader } from '../../core/journal/runRecord';

/** Asks for the file to export a run to; its name tells the format. */
export async function askWhereToExport({
  account,
  createdAt,
}: RunHeader): Promise<vscode.Uri | undefined> {
  const name = `imagekit-${fileNamePart(account.name)}-${createdAt.slice(0, 10)}.csv`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Report'),
    saveLabel: vscode.l10n.t('Export'),
    filters: { CSV: ['csv'], JSON: ['json'] },
    defaultUri: folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name),
  });
}

/** An account's name without what a file's name can't hold. */
function fileNamePart(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '') || 'run';
}
