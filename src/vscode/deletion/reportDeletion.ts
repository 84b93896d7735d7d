import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { BackupDecision } from '../../core/plan/plan';
import type { TargetOutcome } from '../../core/run/outcome';
import { summarize, type Summary } from '../../core/run/summary';
import { countText, kindOf, partOf } from '../plan/countText';
import { targetText } from '../plan/targetText';
import { notBackedUpText } from '../run/notBackedUpText';
import { causeText, leftText } from '../run/outcomeText';
import type { PurgeAfterRun } from '../cdn/purgeAfterRun';
import { oneLine } from '../ui/oneLine';
import { formatBytes, formatCount } from '../ui/quantity';
import { plural } from '../ui/plural';

/** What a person may do after a run. */
export type AfterRun = 'resume' | 'retry' | 'updateKey' | 'purge' | 'report' | 'references' | 'log';

/** Says in one message how the run ended, and returns which button was pressed. */
export async function reportDeletion(
  account: Pick<Account, 'name'>,
  outcomes: readonly TargetOutcome[],
  backup: BackupDecision,
  purge: PurgeAfterRun,
): Promise<AfterRun | undefined> {
  const summary = summarize(outcomes);
  const { failed, unknown, notAttempted } = summary.counts;
  const isClean = failed + unknown + notAttempted === 0;
  const next = nextStep(summary);
  const offered = purge.isOffered && next !== 'updateKey' ? 'purge' : undefined;
  // VS Code has room for three; History has the log of a run, too.
  const more = isClean ? brokenReferences(outcomes) : offered ? undefined : 'log';
  const actions: readonly (AfterRun | undefined)[] =
    next === 'updateKey' ? [next, 'resume', 'report'] : [next, offered, 'report', more];
  const buttons = new Map(
    actions.filter((action) => action !== undefined).map((action) => [labelOf(action), action]),
  );
  const ending = closingText(account, outcomes, backup);
  const text = sentences(ending, purge.note);
  const pressed = isClean
    ? await vscode.window.showInformationMessage(text, ...buttons.keys())
    : await vscode.window.showWarningMessage(text, ...buttons.keys());
  return pressed === undefined ? undefined : buttons.get(pressed);
}

/** What leads on from where the run ended. With another key the run goes on, or with this one again. */
function nextStep({ counts, left }: Summary): AfterRun | undefined {
  switch (left?.kind) {
    case 'stopped': {
      const { kind } = left.failure;
      return kind === 'forbidden' || kind === 'unauthorized' ? 'updateKey' : 'resume';
    }
    case 'cancelled':
    case 'silent':
    case 'noRecord':
    case 'notBackedUp':
      return 'resume';
    case 'kept':
    case 'notEmpty':
    case 'unchecked':
    case undefined:
      return counts.failed + counts.unknown > 0 ? 'retry' : undefined;
  }
}

/** Where the workspace still mentions what is gone now. */
function brokenReferences(outcomes: readonly TargetOutcome[]): AfterRun | undefined {
  return outcomes.some(({ planned }) => planned.references.length > 0) ? 'references' : undefined;
}

function labelOf(action: AfterRun): string {
  switch (action) {
    case 'resume':
      return vscode.l10n.t('Resume…');
    case 'retry':
      return vscode.l10n.t('Retry Failed…');
    case 'updateKey':
      return vscode.l10n.t('Update Key…');
    case 'purge':
      return vscode.l10n.t('Purge CDN Copies…');
    case 'report':
      return vscode.l10n.t('Show Report');
    case 'references':
      return vscode.l10n.t('Show References');
    case 'log':
      return vscode.l10n.t('Show Log');
  }
}

/** How a run ended, in one message. */
export function closingText(
  account: Pick<Account, 'name'>,
  outcomes: readonly TargetOutcome[],
  backup: BackupDecision,
): string {
  const isBackedUp =
    backup.kind === 'required' && outcomes.some(({ outcome }) => outcome.kind === 'deleted');
  return sentences(
    endingText(account, outcomes),
    isBackedUp ? vscode.l10n.t('Backed up.') : '',
    notBackedUp(outcomes),
  );
}

/** So many files are named in the message; the report has them all. */
const mostNamed = 3;

/** What stays because it could not be backed up, each with why. */
function notBackedUp(outcomes: readonly TargetOutcome[]): string {
  const all = outcomes.flatMap(({ planned, outcome }) =>
    outcome.kind === 'notAttempted' && outcome.reason.kind === 'notBackedUp'
      ? [`${targetText(planned.target)}: ${notBackedUpText(outcome.reason.why)}`]
      : [],
  );
  if (all.length === 0) return '';
  const named = all.slice(0, mostNamed).join('; ');
  const more = all.length - mostNamed;
  return more > 0
    ? vscode.l10n.t(
        'Not backed up and therefore not deleted: {0}; and {1} more.',
        named,
        formatCount(more),
      )
    : vscode.l10n.t('Not backed up and therefore not deleted: {0}.', named);
}

function endingText(account: Pick<Account, 'name'>, outcomes: readonly TargetOutcome[]): string {
  const summary = summarize(outcomes);
  const targets = outcomes.map(({ planned }) => planned.target);
  const name = oneLine(account.name);
  const { total, deletedBytes, left } = summary;
  const { deleted, notAttempted } = summary.counts;
  if (deleted === total) {
    const [only] = targets;
    const what = only && total === 1 ? targetText(only) : countText(targets);
    return vscode.l10n.t('Deleted {0} ({1}) from {2}.', what, formatBytes(deletedBytes), name);
  }
  const part = partOf(kindOf(targets), deleted, total);
  const restIsLeft = deleted > 0 && deleted + notAttempted === total;
  if (left?.kind !== 'cancelled') {
    const first =
      deleted === 0
        ? vscode.l10n.t('Nothing was deleted from {0}.', name)
        : vscode.l10n.t('Deleted {0} from {1}.', part, name);
    return sentences(first, otherEnds(summary, outcomes), untouched(summary, outcomes));
  }
  const stopped = vscode.l10n.t('Stopped.');
  if (restIsLeft) {
    return sentences(
      stopped,
      vscode.l10n.t('Deleted {0} from {1}; the rest were not deleted.', part, name),
    );
  }
  const first =
    deleted === 0
      ? vscode.l10n.t('Nothing was deleted from {0}.', name)
      : vscode.l10n.t('Deleted {0} from {1}.', part, name);
  return sentences(stopped, first, otherEnds(summary, outcomes), untouched(summary, outcomes));
}

function sentences(...all: readonly string[]): string {
  return all.filter((sentence) => sentence !== '').join(' ');
}

function otherEnds({ counts }: Summary, outcomes: readonly TargetOutcome[]): string {
  const { alreadyGone, failed, unknown } = counts;
  const failure = named(outcomes, 'failed');
  const doubt = named(outcomes, 'unknown');
  const parts = [
    alreadyGone === 0
      ? ''
      : plural(alreadyGone, {
          one: vscode.l10n.t('{0} was already gone, deleted elsewhere', formatCount(alreadyGone)),
          other: vscode.l10n.t(
            '{0} were already gone, deleted elsewhere',
            formatCount(alreadyGone),
          ),
        }),
    failure === undefined
      ? ''
      : failed === 1
        ? vscode.l10n.t('{0} failed: {1}', failure.path, failure.cause)
        : vscode.l10n.t(
            '{0} failed, the first is {1}: {2}',
            ...[formatCount(failed), failure.path, failure.cause],
          ),
    doubt === undefined
      ? ''
      : unknown === 1
        ? vscode.l10n.t("{0} couldn't be checked: {1}", doubt.path, doubt.cause)
        : vscode.l10n.t(
            "{0} couldn't be checked, the first is {1}: {2}",
            ...[formatCount(unknown), doubt.path, doubt.cause],
          ),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join('; ')}.`;
}

/** The first that ended so, by its path, and why: a request's ID is for the report. */
function named(outcomes: readonly TargetOutcome[], kind: 'failed' | 'unknown') {
  for (const { planned, outcome } of outcomes) {
    if (outcome.kind !== kind) continue;
    return { path: targetText(planned.target), cause: causeText(outcome.failure, 'brief') };
  }
  return undefined;
}

function untouched(
  { counts: { notAttempted }, left }: Summary,
  outcomes: readonly TargetOutcome[],
): string {
  // Those are named one by one.
  if (notAttempted === 0 || left === undefined || left.kind === 'notBackedUp') return '';
  const only = outcomes.find(({ outcome }) => outcome.kind === 'notAttempted');
  const count =
    only && notAttempted === 1 ? targetText(only.planned.target) : formatCount(notAttempted);
  if (left.kind === 'cancelled') {
    return plural(notAttempted, {
      one: vscode.l10n.t('{0} was not attempted.', count),
      other: vscode.l10n.t('{0} were not attempted.', count),
    });
  }
  const why = leftText(left, 'brief');
  return plural(notAttempted, {
    one: vscode.l10n.t('{0} was not attempted: {1}.', count, why),
    other: vscode.l10n.t('{0} were not attempted: {1}.', count, why),
  });
}
