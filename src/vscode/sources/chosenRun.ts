import * as vscode from 'vscode';
import type { App } from '../app';
import type { RunEntry } from '../run/runs';
import { isRunNode, runActions, type RunAction } from '../tree/historyNode';
import { runMoment, runParts } from '../run/runText';
import { plainRow } from '../ui/plainLabel';

/**
 * The run that a command is about: that of the row or of the message it came from, or one that is
 * picked. `undefined` means that the person backed out, or that the row is out of date. Throws
 * `JournalError`.
 */
export async function chosenRun(
  { runs }: Pick<App, 'runs'>,
  arg: unknown,
  action: RunAction,
): Promise<RunEntry | undefined> {
  const entries = await runs.list();
  const able = entries.filter((entry) => runActions(entry).includes(action));
  const runId = isRunNode(arg) ? arg.entry.run.runId : arg;
  if (typeof runId !== 'string') return pickRun(able);
  const chosen = able.find(({ run }) => run.runId === runId);
  if (!chosen) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This run is in progress or has already finished.'),
    );
  }
  return chosen;
}

/** Lets a person pick a run, the newest first; says so when there is none. */
async function pickRun(entries: readonly RunEntry[]): Promise<RunEntry | undefined> {
  if (entries.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No run in History can do that.'));
    return undefined;
  }
  const now = Date.now();
  const rows = entries.map((entry) => ({
    label: runMoment(entry.run, now),
    description: runParts(entry).join(' · '),
    entry,
  }));
  const picked = await vscode.window.showQuickPick(rows.map(plainRow), {
    title: vscode.l10n.t('Choose a Run'),
    placeHolder: vscode.l10n.t('Filter by date, account, or count'),
    matchOnDescription: true,
  });
  return picked?.entry;
}
