import * as vscode from 'vscode';
import type { Hint, Place, Reference } from '../../core/reference';
import { uriIn } from './fileSpelling';

/** A reference or a hint with the workspace folder that its place is relative to. */
export interface Located<R extends { readonly place: Place } = Reference> {
  readonly folder: vscode.WorkspaceFolder;
  readonly reference: R;
}

interface Placed {
  readonly place: Place;
}

/** The file that a reference stands in. */
export function fileOf({ folder, reference }: Located<Placed>): vscode.Uri {
  return uriIn(folder, reference.place.file);
}

/** A reference's place as an editor takes it. */
export function rangeOf({ line, column, length }: Place): vscode.Range {
  return new vscode.Range(line - 1, column - 1, line - 1, column - 1 + length);
}

/** Where a reference stands, for VS Code's own lists of places. */
export function locationOf(located: Located<Placed>): vscode.Location {
  return new vscode.Location(fileOf(located), rangeOf(located.reference.place));
}

/** The place as a person reads it: among several folders, the folder's name comes first. */
export function shownPlace(located: Located<Placed>): Place {
  const file = vscode.workspace.asRelativePath(fileOf(located));
  return { ...located.reference.place, file };
}

/** A hint with its place as a person reads it. */
export function shownHint(located: Located<Hint>): Hint {
  return { by: located.reference.by, place: shownPlace(located) };
}

/**
 * The file of a place as a person reads it: among several folders, the folder's name comes first.
 * `undefined` when no folder of the workspace can be meant.
 */
export function placeUri({ file }: Pick<Place, 'file'>): vscode.Uri | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only, second] = folders;
  if (only && !second) return vscode.Uri.joinPath(only.uri, file);
  const folder = folders.find(({ name }) => file.startsWith(`${name}/`));
  return folder && vscode.Uri.joinPath(folder.uri, file.slice(folder.name.length + 1));
}
