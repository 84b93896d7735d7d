import * as vscode from 'vscode';
import type { RunEntry } from '../run/runs';
import { runMoment, runParts } from '../run/runText';

/** Lets a person pick a run, the newest first; says so when there is none. */
export async function pickRun(entries: readonly RunEntry[]): Promise<RunEntry | undefined> {
  if (entries.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The history has no run for that.'));
    return undefined;
  }
  const now = Date.now();
  const rows = entries.map((entry) => ({
    label: runMoment(entry.run, now),
    description: runParts(entry).join(' · '),
    entry,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Choose a Run'),
    placeHolder: vscode.l10n.t('Type a day, an account or a number'),
    matchOnDescription: true,
  });
  return picked?.entry;
}
