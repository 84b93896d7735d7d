import * as vscode from 'vscode';
import { offerCodeActions } from './codeActions';
import { showCodeLenses } from './codeLens';
import { showHovers } from './registerHover';
import { showLinks } from './links';
import { followSight } from './sight';
import type { TextParts } from './textParts';

/** All that is offered in texts, loaded with the first of them. */
export function followTexts(parts: TextParts): vscode.Disposable {
  return vscode.Disposable.from(
    followSight(parts.accounts),
    showHovers(parts),
    showLinks(parts),
    showCodeLenses(parts),
    offerCodeActions(parts),
  );
}
