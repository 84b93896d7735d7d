import * as vscode from 'vscode';
import type { App } from '../app';
import type { RunEntry } from '../run/runs';
import { sayUnfinished } from '../ui/sayUnfinished';
import { runByName } from '../commandId';

/** Long enough after the start for everything that a person waits for, ms. */
const afterStartMs = 1000;

/**
 * Tells of runs that an earlier window left unfinished, each once: some time after the start, and
 * whenever the runs change after that. Runs of this window have said themselves how they ended.
 */
export function tellOfUnfinishedRuns({
  runs,
  historyView,
  log,
}: Pick<App, 'runs' | 'historyView' | 'log'>): vscode.Disposable {
  const told = new Set<string>();

  const look = async () => {
    const entries = await runs.list();
    const fresh = entries.filter(
      ({ run, underWay, isBlocked }) =>
        run.kind === 'interrupted' && !underWay && !isBlocked && isNew(run.runId),
    );
    for (const { run } of fresh) told.add(run.runId);
    const [newest] = fresh;
    if (newest) await tell(newest, fresh.length);
  };
  const isNew = (runId: string) => !told.has(runId) && !runs.isOwn(runId);

  const tell = async (newest: RunEntry, count: number) => {
    const { runId } = newest.run;
    switch (await sayUnfinished(newest, count)) {
      case 'resume':
        await runByName('resumeRun', runId);
        return;
      case 'show':
        await historyView.reveal(runId);
        return;
      case undefined:
        return;
    }
  };

  const lookQuietly = () => {
    look().catch((error: unknown) => {
      // Nobody asked for this; the history says it to whoever looks there.
      log.warn(`history: unfinished runs could not be looked for: ${String(error)}`);
    });
  };

  const timer = setTimeout(lookQuietly, afterStartMs);
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(timer)),
    runs.onDidChange(lookQuietly),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) runs.refresh().catch(() => undefined);
    }),
  );
}
