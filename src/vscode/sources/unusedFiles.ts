import * as vscode from 'vscode';
import { findUnused } from '../insight/findUnused';
import type { Source } from './source';

/** What nothing in the workspace refers to. */
export const unusedFiles: Source = {
  id: 'unusedFiles',
  label: () => vscode.l10n.t('Unused Files'),
  detail: () => vscode.l10n.t('Files of the library that this workspace has no reference to'),
  icon: 'search-stop',
  isOffered: () => vscode.workspace.workspaceFolders !== undefined,
  async collect(app) {
    const unused = await findUnused(app);
    return unused && { ...unused, named: false };
  },
};
