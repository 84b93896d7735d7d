import * as vscode from 'vscode';
import { writePlanFile } from '../../../core/plan/planFile';
import type { Command } from '../../app';
import { oneLine } from '../../ui/oneLine';
import { suggestedFile } from '../../ui/suggestedFile';

/** Writes what is checked in the plan under review to a file, to be read and imported again. */
export const exportPlan: Command = {
  id: 'imagekitCleanup.exportPlan',
  run: async ({ planReview }) => {
    const open = planReview.current;
    if (!open) return;
    const plan = open.review.confirm();
    if (plan.targets.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Nothing is selected in the Deletion Plan, so there is nothing to export.'),
      );
      return;
    }
    const uri = await vscode.window.showSaveDialog({
      defaultUri: suggestedFile(`deletion-${plan.createdAt.slice(0, 10)}.imagekit-plan.json`),
      filters: { JSON: ['json'] },
      title: vscode.l10n.t('Export Deletion Plan'),
    });
    if (!uri) return;
    const text = writePlanFile(plan, open.account);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const openFile = vscode.l10n.t('Open File');
    const pressed = await vscode.window.showInformationMessage(
      vscode.l10n.t('Exported the plan to {0}.', oneLine(vscode.workspace.asRelativePath(uri))),
      openFile,
    );
    if (pressed === openFile) await vscode.window.showTextDocument(uri);
  },
};
