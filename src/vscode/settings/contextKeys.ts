import * as vscode from 'vscode';
import type { AccountKind } from '../../core/account/account';

/** What the library view shows, and so which of its welcome texts. */
export type LibraryState =
  | 'noAccount'
  | 'noneChosen'
  | 'noKey'
  | 'keyringLocked'
  | 'loading'
  | 'ready'
  | 'empty'
  | 'keyRefused'
  | 'offline'
  | 'failed';

/** What the references view shows, and so which of its welcome texts. */
export type ReferencesState = 'noFolder' | 'noAccount' | 'unsearched' | 'nothing' | 'ready';

/** Every context key, with what it can hold; `undefined` clears it. */
export interface ContextKeys {
  /** There is an account. Not set before that is known, so that nothing is offered too early. */
  readonly 'imagekitCleanup.hasAccount': boolean;
  /** The kind of the active account; `undefined` when there is none. */
  readonly 'imagekitCleanup.accountKind': AccountKind | undefined;
  /** The key of the active account was refused every write. */
  readonly 'imagekitCleanup.keyReadOnly': boolean;
  readonly 'imagekitCleanup.libraryState': LibraryState;
  /** A plan is under review. */
  readonly 'imagekitCleanup.hasPlan': boolean;
  /** Its view has its place: from now on an empty view beside it makes room, and that room is its. */
  readonly 'imagekitCleanup.planInSight': boolean;
  readonly 'imagekitCleanup.referencesState': ReferencesState;
  /** How the references view groups its rows. */
  readonly 'imagekitCleanup.referencesBy': 'file' | 'asset';
  readonly 'imagekitCleanup.referencesFiltered': boolean;
  /** The lines in sight of an editor have been read once. */
  readonly 'imagekitCleanup.textsSeen': boolean;
  /** Names, without folders, of the files that show something to delete. */
  readonly 'imagekitCleanup.filesInSight': readonly string[];
  /** Those among them that show a version to delete. */
  readonly 'imagekitCleanup.versionsInSight': readonly string[];
}

/** Tells VS Code the value of a context key, for menus and welcome views. */
export function setContextKey<Key extends keyof ContextKeys>(
  key: Key,
  value: ContextKeys[Key],
): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
