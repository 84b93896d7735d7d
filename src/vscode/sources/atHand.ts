import * as vscode from 'vscode';
import type { Claim } from '../../core/request';

/** Longer texts are lists, not one file's id. */
const longestClaim = 2_000;

/** One text that lies at hand, and what it names. */
export interface AtHand {
  readonly label: string;
  readonly claim: Claim;
}

/** What the editor's selection and the clipboard name, where they name one file. */
export async function claimsAtHand(
  parse: (text: string) => Claim | undefined,
): Promise<readonly AtHand[]> {
  const editor = vscode.window.activeTextEditor;
  const texts = [
    { label: vscode.l10n.t('Selection'), text: editor?.document.getText(editor.selection) ?? '' },
    { label: vscode.l10n.t('Clipboard'), text: await vscode.env.clipboard.readText() },
  ];
  return texts.flatMap(({ label, text }) => {
    const claim = text.length > longestClaim ? undefined : parse(text.trim());
    return claim ? [{ label, claim }] : [];
  });
}
