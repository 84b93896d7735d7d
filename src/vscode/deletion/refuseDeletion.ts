import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { GuardFinding } from '../../core/plan/guards';
import type { DeletionPlan } from '../../core/plan/plan';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import { findingText, refText, targetText, unresolvedText } from '../plan/targetText';
import { nothing, type Next } from './next';
import { runByName } from '../ui/commandId';
import { plural } from '../ui/plural';

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
      : vscode.l10n.t('no file ID, delivery URL, or path was found');
  const text =
    more > 0
      ? vscode.l10n.t('Nothing to delete in {0}: {1} (and {2} more).', name, reason, more)
      : vscode.l10n.t('Nothing to delete in {0}: {1}.', name, reason);
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

/** Says that what was agreed to no longer holds, and why for the first of it. */
export function sayChanged(
  { targets }: DeletionPlan,
  kept: ReadonlyMap<string, GuardFinding>,
): Next {
  const [first] = targets.flatMap(({ key, target }) => {
    const finding = kept.get(key);
    return finding ? [`${targetText(target)}: ${findingText(finding)}`] : [];
  });
  void vscode.window.showWarningMessage(
    plural(kept.size, {
      one: vscode.l10n.t(
        'Nothing was deleted. {0} item changed after you were asked, or can no longer be deleted ({1}). Run the command again to see the current state.',
        formatCount(kept.size),
        first ?? '',
        formatCount(kept.size - 1),
      ),
      other: vscode.l10n.t(
        'Nothing was deleted. {0} items changed after you were asked, or can no longer be deleted ({1}; and {2} more). Run the command again to see the current state.',
        formatCount(kept.size),
        first ?? '',
        formatCount(kept.size - 1),
      ),
    }),
  );
  return nothing;
}
