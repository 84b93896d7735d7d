import * as vscode from 'vscode';
import { runCsv, runJson } from '../../../core/journal/runExport';
import type { RunHeader } from '../../../core/journal/runRecord';
import type { Command } from '../../app';
import { chosenRun } from '../../sources/chosenRun';
import { oneLine } from '../../ui/oneLine';
import { suggestedFile } from '../../ui/suggestedFile';

/** Writes a run into a file, as CSV or JSON by the name that is chosen. */
export const exportReport: Command = {
  id: 'imagekitCleanup.exportReport',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'export');
    if (!entry) return;
    const record = await app.runs.records.read(entry.run.runId);
    const file = await askWhereToExport(record.header);
    if (!file) return;
    const text = file.path.toLowerCase().endsWith('.json') ? runJson(record) : runCsv(record);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const open = vscode.l10n.t('Open');
    const name = oneLine(vscode.workspace.asRelativePath(file));
    const message = vscode.l10n.t('Exported to {0}.', name);
    if ((await vscode.window.showInformationMessage(message, open)) !== open) return;
    await vscode.commands.executeCommand('vscode.open', file);
  },
};

/** Asks for the file to export a run to; its name tells the format. */
async function askWhereToExport({
  account,
  createdAt,
}: RunHeader): Promise<vscode.Uri | undefined> {
  const name = `imagekit-${fileNamePart(account.name)}-${createdAt.slice(0, 10)}.csv`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Report'),
    saveLabel: vscode.l10n.t('Export'),
    filters: { CSV: ['csv'], JSON: ['json'] },
    defaultUri: suggestedFile(name),
  });
}

/** An account's name without what a file's name can't hold. */
function fileNamePart(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '') || 'run';
}
