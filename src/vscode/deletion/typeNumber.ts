import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { amountOf, mainCount } from '../../core/plan/amount';
import type { ConfirmedPlan } from '../../core/plan/plan';
import { sizedAmountText } from '../plan/countText';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';

/** Has the number of what goes typed: the last step before a reviewed plan runs. */
export async function typeNumber(
  plan: ConfirmedPlan,
  account: Account,
  /** What is to be said of the backup that is made first. */
  backup: string | undefined,
): Promise<boolean> {
  const amount = amountOf(plan.targets.map(({ target }) => target));
  const expected = mainCount(amount);
  return askForNumber(expected, {
    title: vscode.l10n.t('Delete {0} from {1}?', sizedAmountText(amount), oneLine(account.name)),
    prompt:
      backup === undefined
        ? vscode.l10n.t(
            "ImageKit has no trash: this can't be undone. Type {0} to delete for good.",
            formatCount(expected),
          )
        : vscode.l10n.t('{0} Type {1} to back up and delete.', backup, formatCount(expected)),
  });
}

/** Whether somebody types this number into a box with such words, in whichever grouping. */
export async function askForNumber(
  expected: number,
  words: Pick<vscode.InputBoxOptions, 'title' | 'prompt'>,
): Promise<boolean> {
  const isRight = (text: string) => text.replace(/[\s,.]/g, '') === String(expected);
  const typed = await vscode.window.showInputBox({
    ...words,
    placeHolder: formatCount(expected),
    validateInput: (text) =>
      text === '' || isRight(text)
        ? undefined
        : vscode.l10n.t('Type {0}, or press Escape.', formatCount(expected)),
  });
  return typed !== undefined && isRight(typed);
}
