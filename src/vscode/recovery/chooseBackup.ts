import * as vscode from 'vscode';
import { noBackup, type BackupDecision } from '../../core/plan/plan';
import { plainRow } from '../ui/plainLabel';
import { backupNote, mayBackUpTo, type BackupChoice } from './backupChoice';

/** What was chosen for a reviewed plan, and what is to be said of it. */
export interface ChosenBackup {
  readonly decision: BackupDecision;
  readonly note: string | undefined;
}

/** Lets a person choose whether a reviewed plan is backed up; asks only where there is a choice. */
export async function chooseBackup({
  offered,
  mayDecline,
}: BackupChoice): Promise<ChosenBackup | undefined> {
  const without = { decision: noBackup, note: undefined };
  if (!offered) return without;
  const { decision } = offered;
  const note = backupNote(offered);
  const backUp = { label: vscode.l10n.t('Back Up and Delete'), detail: note };
  const remove = {
    label: vscode.l10n.t('Delete'),
    detail: vscode.l10n.t("Nothing is backed up: what's deleted can't be brought back."),
  };
  const picked = mayDecline
    ? await vscode.window.showQuickPick([backUp, remove].map(plainRow), {
        title: vscode.l10n.t('Back up before deleting?'),
        ignoreFocusOut: true,
      })
    : backUp;
  if (!picked) return undefined;
  if (picked.label === remove.label) return without;
  return (await mayBackUpTo(decision)) ? { decision, note } : undefined;
}
