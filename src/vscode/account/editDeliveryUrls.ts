import * as vscode from 'vscode';
import { parseUrlEndpoints } from '../../core/account/urlEndpoint';
import { oneLine } from '../ui/oneLine';
import { requireActive } from './connections';
import { deliveryUrlsExample, deliveryUrlsProblem } from './deliveryUrls';
import { askText } from './inputStep';
import type { AccountStore } from './store';

/** Asks for the delivery URLs by which links are known to be the active account's. */
export async function editDeliveryUrls({
  accounts,
}: {
  readonly accounts: Pick<AccountStore, 'list' | 'active' | 'update'>;
}): Promise<void> {
  const account = requireActive(accounts);
  const name = oneLine(account.name);
  if (account.kind === 'sandbox') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The sandbox's delivery URLs can't be changed."),
    );
    return;
  }
  const before = account.urlEndpoints.join(', ');
  const answer = await askText({
    title: vscode.l10n.t('Delivery URLs of {0}', name),
    step: undefined,
    totalSteps: undefined,
    prompt: vscode.l10n.t('Links to these URLs belong to {0}. Separate them by commas.', name),
    placeholder: deliveryUrlsExample,
    value: before,
    password: false,
    problem: undefined,
    check: deliveryUrlsProblem,
  });
  if (answer.kind !== 'next') return;
  const urls = parseUrlEndpoints(answer.value);
  if (urls.kind !== 'urls' || urls.urls.join(', ') === before) return;
  await accounts.update(account.id, { urlEndpoints: urls.urls });
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Updated the delivery URLs of {0}.', name),
  );
}
