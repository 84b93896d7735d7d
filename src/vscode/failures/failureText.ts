import * as vscode from 'vscode';
import { ApiError } from '../../api/errors';
import { redact } from '../../api/redact';
import { JournalError } from '../../core/journal/journalError';
import { GitError } from '../../io/git/git';
import { recordProblemText } from './recordProblemText';
import {
  AccountBusy,
  AccountRemoved,
  KeyringError,
  NotConnected,
  OtherLibrary,
  ReadOnlyKey,
  SandboxError,
} from './errors';
import type { NotConnectedReason } from './errors';
import { apiFailureText } from './apiFailureText';
import type { FailureText } from './failureAction';
import { oneLine } from '../ui/oneLine';

/** Puts anything that was thrown into words; `account` names the account it happened with. */
export function failureText(error: unknown, account: string | undefined): FailureText {
  if (error instanceof ApiError) return apiFailureText(error.failure, account);
  if (error instanceof NotConnected) return notConnectedText(error.reason);
  if (error instanceof ReadOnlyKey) return readOnlyText(error);
  if (error instanceof KeyringError) return keyringText(error);
  if (error instanceof AccountBusy) return busyText(error);
  if (error instanceof OtherLibrary) return otherLibraryText(error);
  if (error instanceof JournalError) return recordText(error);
  if (error instanceof AccountRemoved) return removedText(error);
  if (error instanceof GitError) return { message: gitText(error), actions: ['showLog'] };
  if (error instanceof SandboxError) {
    return {
      message: vscode.l10n.t('The sandbox could not be opened: {0}', reasonOf(error.cause)),
      actions: ['retry', 'showLog'],
    };
  }
  return {
    message: vscode.l10n.t('Something went wrong: {0}', reasonOf(error)),
    actions: ['showLog'],
  };
}

function readOnlyText({ account }: ReadOnlyKey): FailureText {
  return {
    message: vscode.l10n.t(
      'The key for {0} is read-only. ImageKit refused a change made with it, so nothing can be deleted.',
      oneLine(account.name),
    ),
    actions: account.kind === 'sandbox' ? ['checkKey'] : ['updateKey', 'checkKey'],
    account,
  };
}

function busyText({ account, holder }: AccountBusy): FailureText {
  const name = oneLine(account.name);
  const since = new Date(holder.since).toLocaleTimeString();
  return {
    message:
      holder.pid === process.pid
        ? vscode.l10n.t(
            'A run in this window is deleting from {0} since {1}. Nothing more was sent; try again when it has ended.',
            name,
            since,
          )
        : vscode.l10n.t(
            'Another window is deleting from {0} since {1}. Nothing was sent; try again when it has ended.',
            name,
            since,
          ),
    actions: ['retry', 'showLog'],
  };
}

function otherLibraryText({ account, recorded }: OtherLibrary): FailureText {
  return {
    message: vscode.l10n.t(
      'This run deleted from {0}, and {1} leads elsewhere now, where its files would look gone. Nothing was sent. Set the API host back to resume it, or close the run in the history.',
      oneLine(recorded),
      oneLine(account.name),
    ),
    actions: ['showLog'],
  };
}

function removedText({ account }: AccountRemoved): FailureText {
  return {
    message: vscode.l10n.t(
      '{0} is not in VS Code any more, so nothing was sent. An account that is added again counts as another one.',
      oneLine(account.name),
    ),
    actions: ['showLog'],
  };
}

function recordText(error: JournalError): FailureText {
  const reason = redact(recordProblemText(error)).replace(/\.$/, '');
  return {
    message: vscode.l10n.t(
      'Nothing was sent, because the record of the run can not be kept: {0}. Make room or repair it, and try again.',
      reason,
    ),
    actions: ['retry', 'showLog'],
  };
}

function notConnectedText(reason: NotConnectedReason): FailureText {
  switch (reason.kind) {
    case 'noAccount':
      return {
        message: vscode.l10n.t(
          'There is no ImageKit account yet. Add one with its private key, or try the sandbox.',
        ),
        actions: ['addAccount', 'openSandboxAccount'],
      };
    case 'noneChosen':
      return {
        message: vscode.l10n.t('Choose the ImageKit account for this workspace first.'),
        actions: ['switchAccount'],
      };
    case 'noKey':
      return {
        message: vscode.l10n.t(
          'The keyring has no key for {0} any more. Enter it again; the account itself is still here.',
          oneLine(reason.account.name),
        ),
        actions: ['updateKey', 'showLog'],
        account: reason.account,
      };
  }
}

function gitText(error: GitError): string {
  switch (error.problem) {
    case 'noGit':
      return vscode.l10n.t(
        'Git could not be started. Install it, or set "git.path" in your user settings.',
      );
    case 'noRepository':
      return vscode.l10n.t('No folder of this workspace is in a Git repository.');
    case 'nothingInCommon':
      return vscode.l10n.t(
        'This branch and the chosen one have no commit in common. Choose another one.',
      );
    case 'failed':
      return vscode.l10n.t('Git could not say what has changed: {0}', reasonOf(error));
  }
}

function keyringText(error: KeyringError): FailureText {
  return {
    message:
      error.problem === 'timedOut'
        ? vscode.l10n.t(
            '{0}: it did not answer. Unlock it and try again.',
            keyringActionText(error.action),
          )
        : vscode.l10n.t(
            '{0}: {1}. Unlock or repair it and try again.',
            keyringActionText(error.action),
            reasonOf(error.cause).replace(/\.$/, ''),
          ),
    actions: ['retry', 'showLog'],
  };
}

function keyringActionText(action: KeyringError['action']): string {
  switch (action) {
    case 'read':
      return vscode.l10n.t("The key could not be read from this system's keyring");
    case 'store':
      return vscode.l10n.t("The key could not be stored in this system's keyring");
    case 'remove':
      return vscode.l10n.t(
        "The key could not be removed from this system's keyring, so the account is still here",
      );
  }
}

/** An error's own words, harmless in a message of ours. */
function reasonOf(error: unknown): string {
  return oneLine(redact(error instanceof Error ? error.message : String(error)));
}
