import * as vscode from 'vscode';
import type { ApiFailure } from '../../api/errors';
import { keyRefusal } from '../../core/account/keyRefusal';
import type { KeyRefusal } from '../../core/account/keyRefusal';
import type { FailureText } from './failureAction';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';

/** Puts a failed call into words; `account` names the account it was made for. */
export function apiFailureText(failure: ApiFailure, account: string | undefined): FailureText {
  const name = account === undefined ? vscode.l10n.t('this account') : oneLine(account);
  switch (failure.kind) {
    case 'unauthorized':
    case 'forbidden':
      return {
        message: vscode.l10n.t(
          'ImageKit refused the key of {0} ({1}). {2}',
          name,
          serverWords(failure),
          keyAdvice(keyRefusal(failure) ?? 'notAllowed'),
        ),
        actions: ['updateKey', 'showLog'],
      };
    case 'notFound':
      return {
        message: vscode.l10n.t('It is not in {0} any more ({1}).', name, serverWords(failure)),
        actions: ['showLog'],
      };
    case 'rateLimited':
      return {
        message: vscode.l10n.t(
          'ImageKit answers no more requests of {0} for now (rate limit). Try again in {1} s.',
          name,
          formatCount(Math.max(1, Math.ceil(failure.retryAfterMs / 1000))),
        ),
        actions: ['retry', 'showLog'],
      };
    case 'rejected':
      return rejectedText(failure);
    case 'server':
      return retryable(
        failure,
        vscode.l10n.t('ImageKit has a problem of its own ({0}).', serverWords(failure)),
      );
    case 'unreachable':
      return retryable(
        failure,
        vscode.l10n.t(
          'ImageKit could not be reached ({0}). Check the connection.',
          serverWords(failure),
        ),
      );
    case 'malformed':
      return retryable(
        failure,
        vscode.l10n.t("The answer isn't one that ImageKit documents ({0}). A proxy may have sent it.", serverWords(failure)),
      );
  }
}

/** What to do about a refused key. */
function keyAdvice(refusal: KeyRefusal): string {
  switch (refusal) {
    case 'noKey':
      return vscode.l10n.t('The request arrived without a key: a proxy may have taken it out.');
    case 'unknownKey':
      return vscode.l10n.t('Check that the key was copied whole and not deleted since.');
    case 'expired':
      return vscode.l10n.t('It has expired: create a new one in the dashboard.');
    case 'disabled':
      return vscode.l10n.t('The account is disabled: see its dashboard.');
    case 'notAllowed':
      return vscode.l10n.t('A restricted key may lack the permission for this.');
  }
}

/** Status and sentence as the server gave them, or the network's reason. */
function serverWords({ status, message }: ApiFailure): string {
  const sentence = oneLine(message).replace(/\.$/, '');
  return status === undefined ? sentence : vscode.l10n.t('{0}: {1}', status, sentence);
}

function rejectedText(failure: ApiFailure & { readonly kind: 'rejected' }): FailureText {
  if (failure.reason === 'INVALID_API_HOST') {
    return {
      message: vscode.l10n.t('Nothing was sent: {0}.', serverWords(failure)),
      actions: ['changeApiHost', 'showLog'],
    };
  }
  return {
    message:
      failure.status === undefined
        ? vscode.l10n.t('Nothing was sent: {0}.', serverWords(failure))
        : vscode.l10n.t('ImageKit refused the request ({0}).', serverWords(failure)),
    actions: ['showLog'],
  };
}

function retryable(failure: ApiFailure, happened: string): FailureText {
  const message =
    failure.mayHaveActed === 'maybe'
      ? vscode.l10n.t('{0} Whether the request was carried out is not known.', happened)
      : happened;
  return { message, actions: ['retry', 'showLog'] };
}
