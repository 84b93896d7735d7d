import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { TargetOutcome } from '../../core/run/outcome';
import { summarize, type Summary } from '../../core/run/summary';
import { closingText } from '../ui/closingText';

/** What a person may do after a run. */
export type AfterRun = 'resume' | 'retry' | 'updateKey' | 'report' | 'references' | 'log';

/** Says in one message how the run ended, and returns which button was pressed. */
export async function reportDeletion(
  account: Pick<Account, 'name'>,
  outcomes: readonly TargetOutcome[],
): Promise<AfterRun | undefined> {
  const summary = summarize(outcomes);
  const { failed, unknown, notAttempted } = summary.counts;
  const isClean = failed + unknown + notAttempted === 0;
  const more = isClean ? brokenReferences(outcomes) : 'log';
  const actions = [nextStep(summary), 'report', more] as const;
  const buttons = new Map(
    actions.filter((action) => action !== undefined).map((action) => [labelOf(action), action]),
  );
  const text = closingText(account, outcomes);
  const pressed = isClean
    ? await vscode.window.showInformationMessage(text, ...buttons.keys())
    : await vscode.window.showWarningMessage(text, ...buttons.keys());
  return pressed === undefined ? undefined : buttons.get(pressed);
}

/** What leads on from where the run ended. */
function nextStep({ counts, left }: Summary): AfterRun | undefined {
  switch (left?.kind) {
    case 'stopped': {
      const { kind } = left.failure;
      return kind === 'forbidden' || kind === 'unauthorized' ? 'updateKey' : 'resume';
    }
    case 'cancelled':
    case 'silent':
    case 'noRecord':
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
    case 'report':
      return vscode.l10n.t('Show Report');
    case 'references':
      return vscode.l10n.t('Show References');
    case 'log':
      return vscode.l10n.t('Show Log');
  }
}
