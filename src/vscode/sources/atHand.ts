import * as vscode from 'vscode';
import type { Claim } from '../../core/request';
import { readIdList } from '../../core/lists/idList';
import type { App } from '../app';
import type { AtHand } from '../library/assetRows';
import { extentText } from '../plan/countText';
import { finderOf } from '../references/finder';
import { claimsOf } from './treeSelection';

/** Longer texts are lists, not one file's id. */
const longestClaim = 2_000;

/** Longer lists are for Delete Files…, which takes its time for them. */
const longestList = 20_000;

/**
 * What is selected in the library's tree, and what the editor's selection and the clipboard name,
 * where that is one file, or with `lists` nothing but files.
 */
export async function claimsAtHand(
  app: Pick<App, 'libraryView' | 'accounts'>,
  parse: (text: string) => Claim | undefined,
  { lists }: { readonly lists: boolean },
): Promise<readonly AtHand[]> {
  const editor = vscode.window.activeTextEditor;
  const texts = [
    { label: vscode.l10n.t('Selection'), text: editor?.document.getText(editor.selection) ?? '' },
    { label: vscode.l10n.t('Clipboard'), text: await vscode.env.clipboard.readText() },
  ];
  const selected = claimsOf(app.libraryView.selection).filter(({ ref }) => ref.kind !== 'folder');
  const inLibrary = selected.length === 1 ? selected : [];
  const named = texts.flatMap(({ label, text }): readonly AtHand[] => {
    const claim = text.length > longestClaim ? undefined : parse(text.trim());
    if (claim) return [{ label, claim }];
    const list = lists ? listIn(app, text) : undefined;
    return list ? [{ label, ...list }] : [];
  });
  return [...inLibrary.map((claim) => ({ label: vscode.l10n.t('Library'), claim })), ...named];
}

/** All of a list, where nothing in it is unclear: who is to choose or to be told more, says Delete Files…. */
function listIn(app: Pick<App, 'accounts'>, text: string) {
  if (text.length > longestList) return undefined;
  const { refs, unreadCount, amount } = readIdList(text, finderOf(app));
  if (refs.length < 2 || unreadCount > 0) return undefined;
  const claims = refs.map(({ ref, also }): Claim => ({ ref, also, source: undefined }));
  return { claims, what: extentText(amount) };
}
