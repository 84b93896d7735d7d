import * as vscode from 'vscode';
import { findReferences } from '../../core/finder/findReferences';
import { deliveryLink } from '../../core/library/deliveryLink';
import type { App } from '../app';
import { finderOf } from '../references/finder';
import { rangeOf } from '../references/place';
import { documents } from './documents';

/** Longer texts, in characters, are data: searching them while somebody types takes too long. */
const longest = 2_000_000;

/**
 * Makes delivery URLs links, also where escapes or a missing scheme keep VS Code from seeing them.
 * They lead to the account's own delivery hosts and to no other.
 */
export function showLinks(app: App): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(documents, {
    provideDocumentLinks(document) {
      const { account } = app.library;
      const text = account ? document.getText() : '';
      if (!account || text.length > longest) return [];
      return findReferences(text, '', finderOf(app)).flatMap(({ ref, place }) => {
        const address = ref.kind === 'url' ? deliveryLink(ref.url, account) : undefined;
        if (address === undefined) return [];
        const link = new vscode.DocumentLink(rangeOf(place), vscode.Uri.parse(address, true));
        link.tooltip = vscode.l10n.t('Open in Browser');
        return [link];
      });
    },
  });
}
