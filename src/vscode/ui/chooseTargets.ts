import * as vscode from 'vscode';
import type { Account } from '../../core/account';
import type { DeletionPlan } from '../../core/deletion/plan';
import type { PlannedTarget } from '../../core/deletion/target';
import { assetItem } from './assetItem';
import { oneLine } from './oneLine';
import { formatCount } from './quantity';
import { targetText } from './targetText';

/** Shows what was found, all of it checked, and narrows the plan to what stays checked. */
export async function chooseTargets(
  plan: DeletionPlan,
  account: Account,
  notes: readonly string[],
): Promise<DeletionPlan | undefined> {
  const found = plan.targets.length;
  const claimed = found + plan.refused.length + plan.unresolved.length;
  const rows = plan.targets.map((planned) => ({ ...rowOf(planned), picked: true }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title:
      found === 1
        ? vscode.l10n.t('Found 1 of {0} in {1}', formatCount(claimed), oneLine(account.name))
        : vscode.l10n.t(
            'Found {0} of {1} in {2}',
            formatCount(found),
            formatCount(claimed),
            oneLine(account.name),
          ),
    placeHolder: [vscode.l10n.t('Keep checked what is to be deleted.'), ...notes].join(' '),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  if (!chosen || chosen.length === 0) return undefined;
  return { ...plan, targets: chosen.map(({ planned }) => planned) };
}

function rowOf(planned: PlannedTarget): vscode.QuickPickItem & { readonly planned: PlannedTarget } {
  const { target, source } = planned;
  const detail = source ? { detail: `${oneLine(source.file)}:${source.line}` } : {};
  return target.kind === 'asset'
    ? assetItem(target.asset, { planned, ...detail })
    : { label: targetText(target), planned, ...detail };
}
