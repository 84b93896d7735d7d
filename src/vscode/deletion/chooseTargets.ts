import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { Account } from '../../core/account/account';
import type { DeletionPlan } from '../../core/plan/plan';
import type { PlannedTarget } from '../../core/target';
import { assetItem } from '../library/assetItem';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';
import { placesText } from '../references/placesText';
import { formatCount } from '../ui/quantity';
import { targetText } from '../plan/targetText';

/** A row has room for this many places. */
const placesShown = 2;

/** How a plan is shown to choose from. */
export interface ChoiceOptions {
  /** Whether all is checked at first: what somebody named is, what was merely found is not. */
  readonly checked: boolean;
  /** Sentences about what is not among it. */
  readonly notes: readonly string[];
  /** The address of a file's picture, where it is at hand. */
  readonly pictureOf: (asset: Asset) => string | undefined;
}

/** Shows what was found, and narrows the plan to what a person checks. */
export async function chooseTargets(
  plan: DeletionPlan,
  account: Account,
  { checked, notes, pictureOf }: ChoiceOptions,
): Promise<DeletionPlan | undefined> {
  const found = plan.targets.length;
  const claimed = found + plan.refused.length + plan.unresolved.length;
  const rows = plan.targets.map((planned) => ({ ...rowOf(planned, pictureOf), picked: checked }));
  const chosen = await vscode.window.showQuickPick(rows.map(plainRow), {
    title:
      found === 1
        ? vscode.l10n.t('Found 1 of {0} in {1}', formatCount(claimed), oneLine(account.name))
        : vscode.l10n.t(
            'Found {0} of {1} in {2}',
            formatCount(found),
            formatCount(claimed),
            oneLine(account.name),
          ),
    placeHolder: [
      checked
        ? vscode.l10n.t('Keep checked what is to be deleted.')
        : vscode.l10n.t('Check what is to be deleted.'),
      ...notes,
    ].join(' '),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  if (!chosen || chosen.length === 0) return undefined;
  return { ...plan, targets: chosen.map(({ planned }) => planned) };
}

/** How many of the ids and links that were found in texts the account has no file for. */
export function unknownText(count: number, account: Account): string {
  const name = oneLine(account.name);
  return count === 1
    ? vscode.l10n.t('1 other was found that {0} has no file for.', name)
    : vscode.l10n.t('{0} others were found that {1} has no files for.', formatCount(count), name);
}

function rowOf(
  planned: PlannedTarget,
  pictureOf: (asset: Asset) => string | undefined,
): vscode.QuickPickItem & { readonly planned: PlannedTarget } {
  const { target, source, references } = planned;
  const places = references.length > 0 ? references : source ? [source] : [];
  const detail = places.length > 0 ? { detail: placesText(places, placesShown) } : {};
  return target.kind === 'asset'
    ? assetItem(target.asset, pictureOf(target.asset), { planned, ...detail })
    : { label: targetText(target), planned, ...detail };
}
