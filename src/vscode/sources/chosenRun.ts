import * as vscode from 'vscode';
import type { App } from '../app';
import type { RunEntry } from '../run/runs';
import { isRunNode, runActions, type RunAction } from '../tree/historyNode';
import { pickRun } from '../ui/pickRun';

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
      vscode.l10n.t('That is not possible any more: the run is under way, or it has ended.'),
    );
  }
  return chosen;
}
