import * as vscode from 'vscode';
import type { ApiFailure } from '../../api/errors';
import { keyRefusal } from '../../core/account/keyRefusal';
import type { KeyRefusal } from '../../core/account/keyRefusal';
import type { FailureText } from './failureAction';
import { oneLine } from '../ui/oneLine';
import { plural } from '../ui/plural';
import { formatCount } from '../ui/quantity';

/** Puts a failed call into words; `account` names the account it was made for. */
export function apiFailureText(failure: ApiFailure, account: string | undefined): FailureText {
  const name = account === undefined ? vscode.l10n.t('this account') : oneLine(account);
  switch (failure.kind) {
    case 'unauthorized':
    case 'forbidden':
      return {
        message: vscode.l10n.t(
          'ImageKit refused the key for {0} ({1}). {2}',
          name,
          serverWords(failure),
          keyAdvice(keyRefusal(failure) ?? 'notAllowed'),
        ),
        actions: ['updateKey', 'showLog'],
      };
    case 'notFound':
      return {
        message: vscode.l10n.t('Not found in {0} ({1}).', name, serverWords(failure)),
        actions: ['showLog'],
      };
    case 'rateLimited':
      return {
        message: rateLimitText(name, Math.max(1, Math.ceil(failure.retryAfterMs / 1000))),
        actions: ['retry', 'showLog'],
      };
    case 'rejected':
      return rejectedText(failure);
    case 'server':
      return retryable(
        failure,
        vscode.l10n.t('ImageKit had a server error ({0}).', serverWords(failure)),
      );
    case 'unreachable':
      return retryable(
        failure,
        vscode.l10n.t("Couldn't reach ImageKit ({0}). Check the connection.", serverWords(failure)),
      );
    case 'malformed':
      return retryable(
        failure,
        vscode.l10n.t(
          "The answer isn't one that ImageKit documents ({0}). A proxy may have sent it.",
          serverWords(failure),
        ),
      );
  }
}

function rateLimitText(name: string, seconds: number): string {
  const count = formatCount(seconds);
  return plural(seconds, {
    one: vscode.l10n.t('Rate limit reached for {0}. Try again in {1} second.', name, count),
    other: vscode.l10n.t('Rate limit reached for {0}. Try again in {1} seconds.', name, count),
  });
}

/** What to do about a refused key. */
function keyAdvice(refusal: KeyRefusal): string {
  switch (refusal) {
    case 'noKey':
      return vscode.l10n.t('The request arrived without a key; a proxy may have removed it.');
    case 'unknownKey':
      return vscode.l10n.t(
        'Check that you copied the whole key and that it still exists in the dashboard.',
      );
    case 'expired':
      return vscode.l10n.t('It has expired. Create a new one in the dashboard.');
    case 'disabled':
      return vscode.l10n.t('The account is disabled. See its dashboard.');
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
      ? vscode.l10n.t("{0} It's not known whether the request took effect.", happened)
      : happened;
  return { message, actions: ['retry', 'showLog'] };
}
