import * as vscode from 'vscode';
import type { Command } from '../../app';
import { chosenRun } from '../../sources/chosenRun';

/** Opens the record of a run that can't be read, at the line that is wrong. */
export const showRunFile: Command = {
  id: 'imagekitCleanup.showRunFile',
  async run(app, arg) {
    const entry = await chosenRun(app, arg, 'open');
    if (entry?.run.kind !== 'unreadable') return;
    const { runId, line } = entry.run;
    const start = new vscode.Position((line ?? 1) - 1, 0);
    await vscode.commands.executeCommand(
      'vscode.open',
      vscode.Uri.file(app.runs.records.pathOf(runId)),
      { selection: new vscode.Range(start, start) },
    );
  },
};
