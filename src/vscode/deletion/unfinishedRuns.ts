import * as vscode from 'vscode';
import type { App } from '../app';
import type { RunEntry } from '../run/runs';
import { countOf, partOf } from '../plan/countText';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import { runByName } from '../ui/commandId';
import { plural } from '../ui/plural';

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
    const entries = await runs.unfinished();
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

/** Tells of the newest of some runs that were interrupted, and returns what to do about it. */
async function sayUnfinished(
  newest: RunEntry,
  count: number,
): Promise<'resume' | 'show' | undefined> {
  const resume = vscode.l10n.t('Resume…');
  const show = vscode.l10n.t('Show in History');
  const pressed = await vscode.window.showWarningMessage(
    unfinishedText(newest, count),
    resume,
    show,
  );
  if (pressed === resume) return 'resume';
  return pressed === show ? 'show' : undefined;
}

/** What became of an interrupted run: how much is deleted, and how much needs a look. */
export function unfinishedText({ run }: RunEntry, count: number): string {
  if (run.kind !== 'interrupted') return '';
  const { header, counts, inDoubt } = run;
  const name = oneLine(header.account.name);
  const which = plural(count, {
    one: vscode.l10n.t('A deletion from {0} was interrupted', name),
    other: vscode.l10n.t(
      '{0} deletions were interrupted, the last one from {1}',
      formatCount(count),
      name,
    ),
  });
  return vscode.l10n.t('{0}: {1}.', which, [deletedText(), ...checkText()].join('; '));

  function deletedText(): string {
    const { deleted } = counts;
    if (deleted === 0) {
      const total = countOf(header.targetKind, header.targets);
      return inDoubt === 0
        ? vscode.l10n.t('none of {0} deleted', total)
        : vscode.l10n.t('no deletions confirmed out of {0}', total);
    }
    const part = partOf(header.targetKind, deleted, header.targets);
    return plural(deleted, {
      one: vscode.l10n.t('{0} was deleted', part),
      other: vscode.l10n.t('{0} were deleted', part),
    });
  }

  function checkText(): readonly string[] {
    if (inDoubt === 0) return [];
    return [
      plural(inDoubt, {
        one: vscode.l10n.t('{0} needs checking', formatCount(inDoubt)),
        other: vscode.l10n.t('{0} need checking', formatCount(inDoubt)),
      }),
    ];
  }
}
