import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { readTypedUrl, type TypedUrlProblem } from '../../core/cdn/typedUrl';
import { oneLine } from '../ui/oneLine';

/**
 * Asks for a delivery URL to purge; `known` is one that needs no question unless it can't be purged.
 * Without one, the box holds the clipboard's where that is one. `undefined` when backed out.
 */
export async function askForUrl(account: Account, known?: string): Promise<string | undefined> {
  if (known !== undefined && readTypedUrl(known, account).kind === 'plan') return known;
  const copied = known ?? (await vscode.env.clipboard.readText()).trim();
  const name = oneLine(account.name);
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Purge CDN Copies'),
    prompt: vscode.l10n.t(
      'Delivery URL of {0}. End it with * to purge every URL that begins this way.',
      name,
    ),
    placeHolder: account.urlEndpoints[0] ? `${account.urlEndpoints[0]}/…` : '',
    value: known ?? (readTypedUrl(copied, account).kind === 'plan' ? copied : ''),
    ignoreFocusOut: true,
    validateInput(text) {
      if (text.trim() === '') return vscode.l10n.t('Enter a delivery URL.');
      const read = readTypedUrl(text, account);
      return read.kind === 'refused' ? problemText(read.why, name) : undefined;
    },
  });
}

function problemText(why: TypedUrlProblem, account: string): string {
  switch (why) {
    case 'notAUrl':
      return vscode.l10n.t("This isn't a URL.");
    case 'key':
      return vscode.l10n.t("This contains a private key. It wasn't sent anywhere.");
    case 'foreign':
      return vscode.l10n.t("This isn't a URL of a file of {0}.", account);
    case 'starInside':
      return vscode.l10n.t('ImageKit accepts only one *, at the very end.');
    case 'starRefused':
      return vscode.l10n.t(
        'ImageKit accepts a * only after two folder levels, 15 characters, or a whole file name.',
      );
  }
}
