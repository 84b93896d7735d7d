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
export type ReferencesState = 'noFolder' | 'unsearched' | 'nothing' | 'ready';

/** What a place in a text names. */
export type CursorTarget = 'file' | 'version';

/** Every context key, with what it can hold; `undefined` clears it. */
export interface ContextKeys {
  /**
   * Set only once it is known: commands test for `!imagekitCleanup.noAccount`, so that the palette
   * offers them before the extension has run for the first time.
   */
  readonly 'imagekitCleanup.noAccount': boolean;
  /** The kind of the active account; `undefined` when there is none. */
  readonly 'imagekitCleanup.accountKind': AccountKind | undefined;
  /** The key of the active account was refused every write. */
  readonly 'imagekitCleanup.keyReadOnly': boolean;
  readonly 'imagekitCleanup.libraryState': LibraryState;
  /** A plan is under review. */
  readonly 'imagekitCleanup.hasPlan': boolean;
  readonly 'imagekitCleanup.referencesState': ReferencesState;
  /** How the references view groups its rows. */
  readonly 'imagekitCleanup.referencesBy': 'file' | 'asset';
  readonly 'imagekitCleanup.referencesFiltered': boolean;
  /** What the cursor or the selection of the editor is on. */
  readonly 'imagekitCleanup.cursorTarget': CursorTarget | undefined;
  /** What the pointer rests on in an editor, before a click moves the cursor there. */
  readonly 'imagekitCleanup.pointerTarget': CursorTarget | undefined;
}

/** Tells VS Code the value of a context key, for menus and welcome views. */
export function setContextKey<Key extends keyof ContextKeys>(
  key: Key,
  value: ContextKeys[Key],
): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
