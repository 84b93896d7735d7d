import * as vscode from 'vscode';
import { noBackup, type BackupDecision, type DeletionPlan } from '../../core/plan/plan';
import type { RunLimits } from '../../core/plan/limits';
import type { Connection } from '../account/connections';
import type { App } from '../app';
import { plainRow } from '../ui/plainLabel';
import { backupChoice, backupNote, mayBackUpTo } from './backupChoice';

/** What was chosen for a reviewed plan, and what is to be said of it. */
export interface ChosenBackup {
  readonly decision: BackupDecision;
  readonly note: string | undefined;
}

/**
 * Lets a person choose whether a reviewed plan is backed up; asks only where there is a choice.
 * `undefined` means that nothing may be deleted, or that the person backed out.
 */
export async function chooseBackup(
  app: Pick<App, 'backupFolder'>,
  plan: Pick<DeletionPlan, 'targets'>,
  { limits, connection }: { readonly limits: RunLimits; readonly connection: Connection },
): Promise<ChosenBackup | undefined> {
  const choice = await backupChoice(app, plan, limits, connection);
  if (!choice) return undefined;
  const { offered, mayDecline } = choice;
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
