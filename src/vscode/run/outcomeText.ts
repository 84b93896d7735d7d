import * as vscode from 'vscode';
import type { ApiFailure } from '../../api/errors';
import type { LeftReason, RunFailure } from '../../core/run/outcome';
import type { TargetState } from '../../core/journal/runTargets';
import { notBackedUpText } from './notBackedUpText';
import { oneLine } from '../ui/oneLine';
import { recordProblemText } from '../failures/recordProblemText';
import { findingText } from '../plan/targetText';

/** How a target ended, or how it stands, as a line of the report. */
export function stateText(state: TargetState): string {
  switch (state.kind) {
    case 'deleted':
      return vscode.l10n.t('deleted');
    case 'alreadyGone':
      return vscode.l10n.t('already gone');
    case 'failed':
      return vscode.l10n.t('failed: {0}', causeText(state.failure));
    case 'unknown':
      return vscode.l10n.t('unknown: {0}', causeText(state.failure));
    case 'notAttempted':
      return vscode.l10n.t('not attempted: {0}', leftText(state.reason));
    case 'inDoubt':
      return vscode.l10n.t('unconfirmed: the run ended before ImageKit answered');
    case 'open':
      return vscode.l10n.t('not started');
  }
}

/** `brief`, as in a message: without what only support asks for. */
type Detail = 'whole' | 'brief';

/** Why targets were not tried, as the end of a sentence. */
export function leftText(reason: LeftReason, detail: Detail = 'whole'): string {
  switch (reason.kind) {
    case 'cancelled':
      return vscode.l10n.t('you stopped the run');
    case 'stopped':
      return causeText(reason.failure, detail);
    case 'silent':
      return vscode.l10n.t('ImageKit stopped answering');
    case 'noRecord':
      return vscode.l10n.t(
        "the record couldn't be written ({0})",
        recordProblemText({ problem: reason.problem, detail: reason.message, line: undefined }),
      );
    case 'kept':
      return findingText(reason.finding);
    case 'notEmpty':
      return vscode.l10n.t('it still contains {0}', reason.paths.map(oneLine).join(', '));
    case 'notBackedUp':
      return vscode.l10n.t("couldn't be backed up: {0}", notBackedUpText(reason.why));
    case 'unchecked':
      return vscode.l10n.t(
        "couldn't check whether the folder is empty ({0})",
        causeText(reason.failure, detail),
      );
  }
}

/** A failure as its cause: the server's sentence, its status and the ID that support asks for. */
export function causeText(failure: RunFailure, detail: Detail = 'whole'): string {
  switch (failure.kind) {
    case 'interrupted':
      return vscode.l10n.t('the run was interrupted before ImageKit answered');
    case 'notLookedUp':
      return vscode.l10n.t('the run was closed before this was checked');
    case 'unmentioned':
      return vscode.l10n.t("ImageKit's answer doesn't mention this file");
    default:
      return apiCauseText(failure, detail);
  }
}

function apiCauseText({ message, status, requestId }: ApiFailure, detail: Detail): string {
  const facts = [
    status === undefined ? '' : String(status),
    requestId === undefined || detail === 'brief'
      ? ''
      : vscode.l10n.t('request {0}', oneLine(requestId)),
  ].filter((fact) => fact !== '');
  const sentence = detail === 'brief' ? oneLine(message).replace(/\.$/, '') : oneLine(message);
  return facts.length === 0 ? sentence : `${sentence} (${facts.join(', ')})`;
}
