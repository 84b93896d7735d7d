import * as vscode from 'vscode';
import { findReferences } from '../../core/finder/findReferences';
import { finderOf } from '../references/finder';
import { claimsOf } from './foundReferences';
import type { Source } from './source';

/** What the active editor's text mentions, unsaved changes included. */
export const activeEditor: Source = {
  id: 'activeEditor',
  label: () => vscode.l10n.t('Active Editor'),
  detail: () => vscode.l10n.t('References in the open file, including unsaved changes'),
  icon: 'file-code',
  isOffered: () => vscode.window.activeTextEditor !== undefined,
  collect(app) {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) {
      const notes = [vscode.l10n.t('No editor is active.')];
      return Promise.resolve({ claims: [], named: false, notes });
    }
    const file = vscode.workspace.asRelativePath(document.uri, false);
    const references = findReferences(document.getText(), file, finderOf(app));
    const found = references.map((reference) => ({ reference, place: reference.place }));
    return Promise.resolve({ claims: claimsOf(found), named: false, notes: [] });
  },
};
