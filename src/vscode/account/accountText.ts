import * as vscode from 'vscode';
import type { AccountKind, NameProblem } from '../../core/account/account';
import { maxNameLength } from '../../core/account/account';

/** One word on how careful to be; nothing for the usual. */
export function kindText(kind: AccountKind): string | undefined {
  switch (kind) {
    case 'production':
      return vscode.l10n.t('production');
    case 'sandbox':
      return vscode.l10n.t('sandbox');
    case 'development':
      return undefined;
  }
}

/** Why a name can't be taken. */
export function nameProblemText(problem: NameProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Give the account a name.');
    case 'tooLong':
      return vscode.l10n.t('Use at most {0} characters.', maxNameLength);
    case 'unprintable':
      return vscode.l10n.t('The name contains an invisible character.');
    case 'taken':
      return vscode.l10n.t('There is an account with this name already.');
  }
}
