import * as vscode from 'vscode';
import type { AssetRef } from '../../core/reference';
import type { App } from '../app';
import { isTextPoint } from '../references/textPoint';
import { isReferencesNode } from '../tree/referenceNode';
import { pointedReference } from './cursorReference';

/** Longer selections are no name. */
const longest = 200;

/** What to search the library for: what a reference names, or what is selected; else nothing. */
export async function textToFind(
  app: Pick<App, 'accounts'>,
  argument: unknown,
): Promise<string | undefined> {
  if (isTextPoint(argument) || isReferencesNode(argument)) {
    const pointed = await pointedReference(app, argument);
    return pointed && nameIn(pointed.reference.ref);
  }
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection).trim() ?? '';
  return selected.length > longest || selected.includes('\n') ? undefined : selected;
}

/** The file name in a reference; an id has none. */
export function nameIn(ref: AssetRef): string {
  return ref.kind === 'id' || ref.kind === 'version'
    ? ''
    : ref.path.slice(ref.path.lastIndexOf('/') + 1);
}
