import * as vscode from 'vscode';
import type { JournalError } from '../../core/journal/journalError';
import { oneLine } from '../ui/oneLine';

/** What is wrong with a record, as the end of a sentence. */
export function recordProblemText({
  problem,
  detail,
  line,
}: Pick<JournalError, 'problem' | 'detail' | 'line'>): string {
  switch (problem) {
    case 'disk':
      return oneLine(detail);
    case 'changed':
      return vscode.l10n.t('it was removed or changed while the run was writing to it');
    case 'damaged':
      return line === undefined
        ? vscode.l10n.t('it is damaged')
        : vscode.l10n.t('line {0} is damaged', line);
    case 'neverBegan':
      return vscode.l10n.t('it contains no complete plan');
    case 'notARun':
      return vscode.l10n.t('there is no such run');
    case 'otherAccount':
      return vscode.l10n.t('it belongs to another account');
  }
}
