import * as vscode from 'vscode';
import { KeyringError } from '../failures/errors';
import { failureText } from '../failures/failureText';

/**
 * Does something with the keyring, and offers to try again as long as it fails, so that what was
 * typed before isn't lost to a locked keyring. `undefined` when the person gave up.
 */
export async function retryKeyring<T>(
  account: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T } | undefined> {
  for (;;) {
    try {
      return { result: await work() };
    } catch (error) {
      // The one failure that a person can repair in another window and then go on from here.
      if (!(error instanceof KeyringError)) throw error;
      const retry = vscode.l10n.t('Retry');
      const { message } = failureText(error, account);
      if ((await vscode.window.showErrorMessage(message, retry)) !== retry) return undefined;
    }
  }
}
