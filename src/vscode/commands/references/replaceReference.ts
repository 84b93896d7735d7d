import * as vscode from 'vscode';
import { replacementFor } from '../../../core/lookup/replacement';
import type { Command } from '../../app';
import { rangeOf } from '../../references/place';
import { assetOf } from '../../sources/assetOf';
import { pointedReference } from '../../editor/cursorReference';
import { pickedAsset } from '../../sources/pickedAsset';
import { nameIn } from '../../editor/textToFind';

/** Writes another file of the library in place of a reference, in the form that it has. */
export const replaceReference: Command = {
  id: 'imagekitCleanup.replaceReference',
  async run(app, argument) {
    const pointed = await pointedReference(app, argument);
    if (!pointed) return;
    const { document, reference } = pointed;
    if (reference.ref.kind === 'version') {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('This is a version ID. Replace the file ID next to it instead.'),
      );
      return;
    }
    const title = vscode.l10n.t('Replace With');
    const claim = await pickedAsset(app, title, { text: nameIn(reference.ref) });
    const asset = claim && (await assetOf(app, claim));
    const text = asset && replacementFor(reference, asset);
    if (text === undefined) return;
    const range = rangeOf(reference.place);
    if (document.isClosed || document.getText(range) !== reference.value) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Nothing was replaced because the text changed.'),
      );
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, text);
    const editor = await vscode.window.showTextDocument(document);
    await vscode.workspace.applyEdit(edit);
    const end = range.start.translate(0, text.length);
    editor.selection = new vscode.Selection(range.start, end);
    editor.revealRange(editor.selection);
  },
};
