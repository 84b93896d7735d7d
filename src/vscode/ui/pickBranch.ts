import * as vscode from 'vscode';
import type { Branch } from '../../io/git/gitBranches';
import { oneLine } from './oneLine';
import { plainRow } from './plainLabel';

/** Lets the person pick the branch to compare with; the first one is the most likely. */
export async function pickBranch(branches: readonly Branch[]): Promise<Branch | undefined> {
  const rows = branches.map((branch) => ({
    label: oneLine(branch.name),
    iconPath: new vscode.ThemeIcon('git-branch'),
    description: branch.isCurrent ? vscode.l10n.t('current: what is not committed yet') : '',
    branch,
  }));
  const picked = await vscode.window.showQuickPick(rows.map(plainRow), {
    title: vscode.l10n.t('Delete Files: What This Branch Removed'),
    placeHolder: vscode.l10n.t('Which branch did this one leave?'),
    matchOnDescription: true,
  });
  return picked?.branch;
}
