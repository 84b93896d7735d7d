import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { runByName } from '../ui/commandId';

/** What a person can do about a failure, as a button under its message. */
export type FailureAction =
  | 'addAccount'
  | 'switchAccount'
  | 'updateKey'
  | 'checkKey'
  | 'openSandboxAccount'
  | 'changeApiHost'
  | 'retry'
  | 'showLog';

/** A failure for people: what happened and what to do next, as one line and its buttons. */
export interface FailureText {
  readonly message: string;
  /** The most helpful first, three at most. */
  readonly actions: readonly FailureAction[];
  /** Whose key `updateKey` and `checkKey` are about, when it isn't the active account's. */
  readonly account?: Pick<Account, 'id'>;
}

/** The words on the button. */
export function failureActionLabel(action: FailureAction): string {
  switch (action) {
    case 'addAccount':
      return vscode.l10n.t('Add Account…');
    case 'switchAccount':
      return vscode.l10n.t('Switch Account…');
    case 'updateKey':
      return vscode.l10n.t('Update Key…');
    case 'checkKey':
      return vscode.l10n.t('Check Again');
    case 'openSandboxAccount':
      return vscode.l10n.t('Open Sandbox Account');
    case 'changeApiHost':
      return vscode.l10n.t('Open Settings');
    case 'retry':
      return vscode.l10n.t('Retry');
    case 'showLog':
      return vscode.l10n.t('Show Log');
  }
}

/** Does what the button says; `retry` repeats what failed. */
export async function runFailureAction(
  action: FailureAction,
  { account }: FailureText,
  retry: () => unknown,
): Promise<void> {
  switch (action) {
    case 'retry':
      await retry();
      return;
    case 'changeApiHost':
      await vscode.commands.executeCommand(
        'workbench.action.openSettings',
        '@id:imagekitCleanup.apiHost',
      );
      return;
    case 'updateKey':
    case 'checkKey':
      await runByName(action, account?.id);
      return;
    case 'addAccount':
    case 'switchAccount':
    case 'openSandboxAccount':
    case 'showLog':
      await runByName(action);
  }
}
