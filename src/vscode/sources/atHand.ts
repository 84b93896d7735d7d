import * as vscode from 'vscode';
import type { Claim } from '../../core/request';
import type { App } from '../app';
import type { AtHand } from '../library/assetRows';
import { claimsOf } from './treeSelection';

/** Longer texts are lists, not one file's id. */
const longestClaim = 2_000;

/**
 * What is selected in the library's tree, and what the editor's selection and the clipboard name,
 * where that is one file.
 */
export async function claimsAtHand(
  { libraryView }: Pick<App, 'libraryView'>,
  parse: (text: string) => Claim | undefined,
): Promise<readonly AtHand[]> {
  const editor = vscode.window.activeTextEditor;
  const texts = [
    { label: vscode.l10n.t('Selection'), text: editor?.document.getText(editor.selection) ?? '' },
    { label: vscode.l10n.t('Clipboard'), text: await vscode.env.clipboard.readText() },
  ];
  const selected = claimsOf(libraryView.selection).filter(({ ref }) => ref.kind !== 'folder');
  const inLibrary = selected.length === 1 ? selected : [];
  const named = texts.flatMap(({ label, text }) => {
    const claim = text.length > longestClaim ? undefined : parse(text.trim());
    return claim ? [{ label, claim }] : [];
  });
  return [...inLibrary.map((claim) => ({ label: vscode.l10n.t('Library'), claim })), ...named];
}
