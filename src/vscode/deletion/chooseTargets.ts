import * as vscode from 'vscode';
import { isMissing } from '../../core/request';
import type { Asset } from '../../api/asset';
import type { Account } from '../../core/account/account';
import type { DeletionPlan } from '../../core/plan/plan';
import type { PlannedTarget } from '../../core/target';
import { assetItem } from '../library/assetItem';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';
import { placesText } from '../references/placesText';
import { formatCount } from '../ui/quantity';
import { extentText, type Extent } from '../plan/countText';
import { refText, targetText } from '../plan/targetText';
import { plural } from '../ui/plural';

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
    title: [
      vscode.l10n.t(
        'Found {0} of {1} in {2}: {3}',
        formatCount(found),
        formatCount(claimed),
        oneLine(account.name),
        extentText(extentOf(plan)),
      ),
      ...missingText(plan),
    ].join('; '),
    placeHolder: [
      checked
        ? vscode.l10n.t('Uncheck the files you want to keep.')
        : vscode.l10n.t('Select the files to delete.'),
      ...missingNames(plan),
      ...notes,
    ].join(' '),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  if (!chosen || chosen.length === 0) return undefined;
  return { ...plan, targets: chosen.map(({ planned }) => planned) };
}

function missingText({ unresolved }: DeletionPlan): readonly string[] {
  const missing = unresolved.filter(isMissing).length;
  if (missing === 0) return [];
  return [
    plural(missing, {
      one: vscode.l10n.t("{0} isn't there", formatCount(missing)),
      other: vscode.l10n.t("{0} aren't there", formatCount(missing)),
    }),
  ];
}

/** So many of what is missing are named; "Review…" shows all of it. */
const missingShown = 3;

function missingNames({ unresolved }: DeletionPlan): readonly string[] {
  const missing = unresolved.filter(isMissing).map(({ ref }) => ref);
  if (missing.length === 0) return [];
  const names = missing.slice(0, missingShown).map(refText).join(', ');
  const more = missing.length - missingShown;
  return [
    more > 0
      ? vscode.l10n.t('Not found: {0} and {1} more.', names, formatCount(more))
      : vscode.l10n.t('Not found: {0}.', names),
  ];
}

/** How many of the ids and links that were found in texts the account has no file for. */
export function unknownText(count: number, account: Account): string {
  const name = oneLine(account.name);
  return plural(count, {
    one: vscode.l10n.t("{0} other ID isn't in {1}.", formatCount(count), name),
    other: vscode.l10n.t("{0} other IDs aren't in {1}.", formatCount(count), name),
  });
}

/** Says of ids in a list that they are another system's: the URLs beside them count. */
export function foreignText(ids: readonly string[], account: Account): readonly string[] {
  const [first] = ids;
  if (first === undefined) return [];
  const name = oneLine(account.name);
  return [
    plural(ids.length, {
      one: vscode.l10n.t(
        "The ID {0} isn't in {1}; the URL or path next to it is used.",
        first,
        name,
      ),
      other: vscode.l10n.t(
        "{0} IDs, such as {1}, aren't in {2}; the URL or path next to each is used.",
        formatCount(ids.length),
        first,
        name,
      ),
    }),
  ];
}

function extentOf({ targets }: DeletionPlan): Extent {
  const versions = targets.flatMap(({ target }) => (target.kind === 'version' ? [target] : []));
  return {
    files: targets.filter(({ target }) => target.kind === 'asset').length,
    versions: versions.length,
    versionedFiles: new Set(versions.map(({ version }) => version.fileId)).size,
  };
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
