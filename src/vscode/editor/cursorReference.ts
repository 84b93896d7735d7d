import * as vscode from 'vscode';
import type { Claim } from '../../core/request';
import type { AssetRef, Reference } from '../../core/reference';
import { findReferences } from '../../core/finder/findReferences';
import type { App } from '../app';
import { finderOf } from '../references/finder';
import { fileOf, rangeOf } from '../references/place';
import { isTextPoint } from '../references/textPoint';
import { entriesOf, isReferencesNode } from '../tree/referenceNode';
import { referenceIn, shownName } from './textAround';

/** A reference that names an asset, in the document that it was read from just now. */
export interface PointedReference {
  readonly document: vscode.TextDocument;
  readonly reference: Reference & { readonly ref: AssetRef };
}

/**
 * The reference that a command is about: the one of a row, the one at the place it was given, as by
 * a link of a hover, or the one under the cursor. It is read from the text again; nothing in the
 * argument is believed but where to look. Says so when nothing is there.
 */
export async function pointedReference(
  app: Pick<App, 'accounts'>,
  argument: unknown,
): Promise<PointedReference | undefined> {
  if (selectsSeveral(app, editorOf(argument))) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The selection contains more than one file. Place the cursor on one of them, or use "ImageKit: Delete Files…" with the selection.',
      ),
    );
    return undefined;
  }
  const at = await placeOf(argument);
  const reference = at && referenceIn(at.document, at.position, finderOf(app));
  if (at && reference && reference.ref.kind !== 'name') {
    return { document: at.document, reference: { ...reference, ref: reference.ref } };
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Place the cursor on an ImageKit file ID or delivery URL.'),
  );
  return undefined;
}

/** What a command at the cursor is about, as a claim. */
export async function claimAtCursor(
  app: Pick<App, 'accounts'>,
  argument: unknown,
): Promise<Claim | undefined> {
  const pointed = await pointedReference(app, argument);
  if (!pointed) return undefined;
  const { ref, place } = pointed.reference;
  return { ref, source: place };
}

/** A click on one of several selected places says nothing about which of them is meant. */
function selectsSeveral(
  app: Pick<App, 'accounts'>,
  editor: vscode.TextEditor | undefined,
): boolean {
  if (!editor) return false;
  const { document, selections } = editor;
  if (selections.length > 1) return true;
  const text = document.getText(editor.selection);
  if (text === '') return false;
  const found = findReferences(text, shownName(document), finderOf(app));
  return found.filter(({ ref, strength }) => ref.kind !== 'name' && strength !== 'weak').length > 1;
}

async function placeOf(argument: unknown) {
  if (isTextPoint(argument)) {
    const { uri, line, character } = argument;
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
    return document && { document, position: new vscode.Position(line, character) };
  }
  if (isReferencesNode(argument)) {
    const [{ located }] = entriesOf(argument);
    const document = await vscode.workspace.openTextDocument(fileOf(located));
    return { document, position: rangeOf(located.reference.place).start };
  }
  const editor = editorOf(argument);
  return editor && { document: editor.document, position: editor.selection.active };
}

/**
 * The editor whose cursor is meant. A menu names the text that it was opened on, which need not be
 * the active editor's: the output, say. No other argument means an editor.
 */
function editorOf(argument: unknown): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (argument === undefined) return active;
  if (!(argument instanceof vscode.Uri)) return undefined;
  const isMeant = ({ document }: vscode.TextEditor) =>
    document.uri.toString() === argument.toString();
  if (active && isMeant(active)) return active;
  return vscode.window.visibleTextEditors.find(isMeant);
}
