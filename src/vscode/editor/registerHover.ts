import * as vscode from 'vscode';
import { documents, isWorkedOn } from './documents';
import { referenceUnder } from './referenceUnder';
import type { TextParts } from './textParts';

/** Shows what a reference under the pointer leads to. */
export function showHovers(parts: TextParts): vscode.Disposable {
  return vscode.languages.registerHoverProvider(documents, {
    async provideHover(document, position, token) {
      if (!parts.accounts.active || !isWorkedOn(document)) return undefined;
      const under = await referenceUnder(parts, document, position);
      if (!under) return undefined;
      const { makeHover } = await import('./hover');
      return makeHover(under, document, position, token);
    },
  });
}
