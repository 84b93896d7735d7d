import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { oneLine } from '../ui/oneLine';

/** Says that answers can't be told from those of a proxy, and what follows from it. */
export function sayUnmarked({ name }: Account): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      "Answers for {0} arrive without ImageKit's request ID, so a proxy may be changing them. A file counts as deleted only after a second request shows that it's gone, and folders can't be deleted. Let the header x-ik-requestId through to change this.",
      oneLine(name),
    ),
  );
}
