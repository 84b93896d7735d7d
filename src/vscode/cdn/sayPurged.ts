import * as vscode from 'vscode';
import { failureText } from '../failures/failureText';
import { runByName } from '../ui/commandId';
import { oneLine } from '../ui/oneLine';
import type { PurgeEntry } from './purges';
import { purgedText } from './purgeText';

/** Says how purges ended that ran in the background, or why they could not go on. */
export function sayPurged(entry: PurgeEntry, error: unknown): void {
  const show = vscode.l10n.t('Show in History');
  const retry = vscode.l10n.t('Retry…');
  const act = async (pressed: string | undefined): Promise<void> => {
    if (pressed === show) await vscode.commands.executeCommand('imagekitCleanup.history.focus');
    if (pressed === retry) await runByName('retryPurge', entry.header.purgeId);
  };
  if (error !== undefined) {
    const { message } = failureText(error, entry.header.account.name);
    const text = vscode.l10n.t(
      'The CDN purge for {0} stopped and goes on later. {1}',
      oneLine(entry.header.account.name),
      message,
    );
    void vscode.window.showWarningMessage(text, show).then(act);
    return;
  }
  const { text, isWhole } = purgedText(entry);
  const buttons = entry.retry ? [retry, show] : [show];
  void (
    isWhole
      ? vscode.window.showInformationMessage(text, show)
      : vscode.window.showWarningMessage(text, ...buttons)
  ).then(act);
}
