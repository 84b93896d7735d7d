import * as vscode from 'vscode';
import { shownPlace } from '../references/place';
import { coverageText } from '../references/coverageText';
import { withLookUpProgress } from '../ui/progress';
import { claimsOf } from './foundReferences';
import type { Source } from './source';

/** What the files of the workspace mention, unsaved changes included. */
export const workspace: Source = {
  id: 'workspace',
  label: () => vscode.l10n.t('Whole Workspace'),
  detail: () => vscode.l10n.t('References in all files, including unsaved changes'),
  icon: 'root-folder',
  isOffered: () => vscode.workspace.workspaceFolders !== undefined,
  async collect({ references }) {
    if (vscode.workspace.workspaceFolders === undefined) {
      return { claims: [], named: false, notes: [vscode.l10n.t('No folder is open.')] };
    }
    const searched = await withLookUpProgress(
      vscode.l10n.t('searching the workspace…'),
      async (_say, signal) => {
        await references.ready(signal);
        return references.coverage;
      },
    );
    if (!searched) return undefined;
    const found = [...references.all()].map((located) => ({
      reference: located.reference,
      place: shownPlace(located),
    }));
    return { claims: claimsOf(found), named: false, notes: [coverageText(searched)] };
  },
};
