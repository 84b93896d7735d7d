import * as vscode from 'vscode';
import { findReferences } from '../../core/finder/findReferences';
import { deliveryLink } from '../../core/library/deliveryLink';
import { finderOf } from '../references/finder';
import { rangeOf } from '../references/place';
import { documents, isWorkedOn, longest } from './documents';
import type { TextParts } from './textParts';

/**
 * Makes delivery URLs links, also where escapes or a missing scheme keep VS Code from seeing them.
 * They lead to the account's own delivery hosts and to no other.
 */
export function showLinks({ accounts }: Pick<TextParts, 'accounts'>): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(documents, {
    provideDocumentLinks(document) {
      const account = isWorkedOn(document) ? accounts.active : undefined;
      const text = account ? document.getText() : '';
      if (!account || text.length > longest) return [];
      return findReferences(text, '', finderOf({ accounts })).flatMap(({ ref, place }) => {
        const address = ref.kind === 'url' ? deliveryLink(ref.url, account) : undefined;
        if (address === undefined) return [];
        const link = new vscode.DocumentLink(rangeOf(place), vscode.Uri.parse(address, true));
        link.tooltip = vscode.l10n.t('Open in Browser');
        return [link];
      });
    },
  });
}
