import * as vscode from 'vscode';
import { ApiError } from '../../api/errors';
import { redact } from '../../api/redact';
import { JournalError } from '../../core/journal/journalError';
import { GitError } from '../../io/git/git';
import { recordProblemText } from './recordProblemText';
import {
  AccountBusy,
  AccountRemoved,
  BackupNotStarted,
  KeyringError,
  NotConnected,
  OtherLibrary,
  ReadOnlyKey,
  SandboxError,
} from './errors';
import type { NotConnectedReason } from './errors';
import { apiFailureText } from './apiFailureText';
import type { FailureText } from './failureAction';
import { formatTime } from '../ui/moment';
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
  if (error instanceof BackupNotStarted) return backupText(error);
  if (error instanceof AccountRemoved) return removedText(error);
  if (error instanceof GitError) return { message: gitText(error), actions: ['showLog'] };
  if (error instanceof SandboxError) {
    return {
      message: vscode.l10n.t("Couldn't start the sandbox: {0}", reasonOf(error.cause)),
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
      'The key for {0} is read-only. ImageKit refused a change made with it, so nothing can be deleted, unpublished, restored or purged.',
      oneLine(account.name),
    ),
    actions: account.kind === 'sandbox' ? ['checkKey'] : ['updateKey', 'checkKey'],
    account,
  };
}

function busyText({ account, holder }: AccountBusy): FailureText {
  const name = oneLine(account.name);
  const since = formatTime(holder.since);
  return {
    message:
      holder.pid === process.pid
        ? vscode.l10n.t(
            'A run in this window has been changing {0} since {1}. Try again when it finishes.',
            name,
            since,
          )
        : vscode.l10n.t(
            'A run in another window has been changing {0} since {1}. Nothing was sent; try again when it finishes.',
            name,
            since,
          ),
    actions: ['retry', 'showLog'],
  };
}

function otherLibraryText({ account, recorded }: OtherLibrary): FailureText {
  return {
    message: vscode.l10n.t(
      'This run deleted from {0}, but {1} now uses another API host, where its files would look deleted. Nothing was deleted. Set the API host back to resume the run, or close it in History.',
      oneLine(recorded),
      oneLine(account.name),
    ),
    actions: ['showLog'],
  };
}

function removedText({ account }: AccountRemoved): FailureText {
  return {
    message: vscode.l10n.t(
      "The account {0} was removed from VS Code, so nothing was sent to ImageKit. Adding it again doesn't bring its runs back.",
      oneLine(account.name),
    ),
    actions: ['showLog'],
  };
}

function recordText(error: JournalError): FailureText {
  const reason = redact(recordProblemText(error)).replace(/\.$/, '');
  return {
    message: vscode.l10n.t(
      "Nothing was deleted because the run's record couldn't be saved: {0}. Free up disk space or fix the problem, then try again.",
      reason,
    ),
    actions: ['retry', 'showLog'],
  };
}

function backupText({ folder, cause }: BackupNotStarted): FailureText {
  return {
    message: vscode.l10n.t(
      "Couldn't start the backup in {0}: {1}. No deletion was sent. Fix the folder, then try again.",
      oneLine(folder),
      redact(reasonOf(cause)).replace(/\.$/, ''),
    ),
    actions: ['retry', 'showLog'],
  };
}

function notConnectedText(reason: NotConnectedReason): FailureText {
  switch (reason.kind) {
    case 'noAccount':
      return {
        message: vscode.l10n.t(
          'No ImageKit account yet. Add one with its private key, or try the sandbox.',
        ),
        actions: ['addAccount', 'openSandboxAccount'],
      };
    case 'noneChosen':
      return {
        message: vscode.l10n.t('Select the ImageKit account for this workspace first.'),
        actions: ['switchAccount'],
      };
    case 'noKey':
      return {
        message: vscode.l10n.t(
          "The key for {0} is no longer in your system's keyring. Enter it again.",
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
        'Couldn\'t start Git. Install it, or set "git.path" in your user settings.',
      );
    case 'noRepository':
      return vscode.l10n.t('No folder of this workspace is in a Git repository.');
    case 'nothingInCommon':
      return vscode.l10n.t(
        'This branch and the chosen one have no common ancestor. Choose another branch.',
      );
    case 'failed':
      return vscode.l10n.t("Git couldn't list the changes: {0}", reasonOf(error));
  }
}

function keyringText({ action, problem, cause }: KeyringError): FailureText {
  const happened = keyringActionText(action);
  return {
    message:
      problem === 'timedOut'
        ? vscode.l10n.t("{0} It didn't respond. Unlock it and try again.", happened)
        : vscode.l10n.t(
            '{0} {1}. Unlock or repair it and try again.',
            happened,
            reasonOf(cause).replace(/\.$/, ''),
          ),
    actions: ['retry', 'showLog'],
  };
}

function keyringActionText(action: KeyringError['action']): string {
  switch (action) {
    case 'read':
      return vscode.l10n.t("Couldn't read the key from your system's keyring.");
    case 'store':
      return vscode.l10n.t("Couldn't store the key in your system's keyring.");
    case 'remove':
      return vscode.l10n.t(
        "Couldn't remove the key from your system's keyring, so the account is still here.",
      );
  }
}

/** An error's own words, harmless in a message of ours. */
function reasonOf(error: unknown): string {
  return oneLine(redact(error instanceof Error ? error.message : String(error)));
}
