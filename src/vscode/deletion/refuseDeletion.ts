import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { DeletionPlan } from '../../core/plan/plan';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import { findingText, refText, targetText, unresolvedText } from '../plan/targetText';
import { runByName } from '../commandId';

/** Says why a plan came out empty, and what to do about it. */
export async function sayNothingToDelete(
  plan: DeletionPlan,
  account: Account,
  notes: readonly string[] = [],
): Promise<void> {
  const name = oneLine(account.name);
  const [refused] = plan.refused;
  const [unresolved] = plan.unresolved;
  const more = plan.refused.length + plan.unresolved.length - 1;
  const reason = refused
    ? `${targetText(refused.planned.target)}: ${findingText(refused.finding)}`
    : unresolved
      ? `${refText(unresolved.ref)}: ${unresolvedText(unresolved)}`
      : vscode.l10n.t('no file id, delivery URL or path was found');
  const text =
    more > 0
      ? vscode.l10n.t('Nothing to delete in {0}. {1}; and {2} more.', name, reason, more)
      : vscode.l10n.t('Nothing to delete in {0}. {1}.', name, reason);
  const wrongAccount = plan.unresolved.some(({ why }) => why.kind === 'otherAccount');
  const mayBeElsewhere = wrongAccount || plan.unresolved.some(({ why }) => why.kind === 'notFound');
  const switchAccount = vscode.l10n.t('Switch Account…');
  const pressed = await vscode.window.showWarningMessage(
    [text, ...notes].join(' '),
    ...(mayBeElsewhere ? [switchAccount] : []),
  );
  if (pressed === switchAccount) {
    await runByName('switchAccount');
  }
}

/** Says that a question was answered too late: what it asked about is not as it was. */
export function sayNotAsAsked(count: number): void {
  void vscode.window.showWarningMessage(
    count === 1
      ? vscode.l10n.t(
          'Nothing was deleted: 1 of these is not as it was when you were asked. Delete it again to see how it is now.',
        )
      : vscode.l10n.t(
          'Nothing was deleted: {0} of these are not as they were when you were asked. Delete them again to see how they are now.',
          formatCount(count),
        ),
  );
}
