import * as vscode from 'vscode';
import { listFilesOf } from '../core/lists/listPlace';
import type { RunLimits } from '../core/plan/limits';
import { narrowPlan, type ConfirmedPlan, type DeletionPlan } from '../core/plan/plan';
import { filedTarget } from '../core/plan/planFile';
import { targetKey } from '../core/target';
import type { App } from './app';
import type { Connection } from './account/connections';
import { findAgain, planParts, type Found } from './deletion/find';
import type { OpenReview } from './plan/planReview';
import { formatCount } from './ui/quantity';

/**
 * What is checked in the plan under review, looked up once more: time has passed since the plan was
 * made. Where that changes anything the plan shows it, and `undefined` means that it is to be
 * reviewed again.
 */
export async function agreedAgain(
  app: App,
  connection: Connection,
  limits: RunLimits,
): Promise<ConfirmedPlan | undefined> {
  const open = app.desk.current;
  if (!open) return undefined;
  const before = open.review.confirm();
  if (before.targets.length === 0) {
    sayNothingChecked();
    return undefined;
  }
  const filed = before.targets.map(({ target }) => filedTarget(target));
  const found = await findAgain(app, connection, filed, listFilesOf(before.targets));
  if (!found) return undefined;
  const again = app.desk.replace(open, narrowed(open, before, found, limits));
  if (!again) return undefined;
  const now = again.review.confirm();
  const going = new Set(now.targets.map(({ key }) => key));
  const changed = before.targets.filter(({ key }) => !going.has(key)).length;
  if (changed === 0 && going.size === before.targets.length) return now;
  sayChanged(changed);
  return undefined;
}

/** The plan with what is checked as it is now, and the rest as it was. */
function narrowed(
  { review: { plan }, filesOfVersions }: OpenReview,
  checked: ConfirmedPlan,
  found: Found,
  limits: RunLimits,
): DeletionPlan {
  const files = new Map([...filesOfVersions, ...found.filesOfVersions]);
  const parts = planParts({ ...found, filesOfVersions: files }, limits);
  const keys = new Set(checked.targets.map(({ key }) => key));
  const sources = new Map(plan.targets.map(({ key, source }) => [key, source]));
  const again = parts.targets.map((each) => ({
    ...each,
    source: sources.get(targetKey(each.target)),
  }));
  const rest = plan.targets.filter(({ key }) => !keys.has(key));
  return narrowPlan(plan, { ...parts, targets: [...again, ...rest] });
}

function sayNothingChecked(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Nothing is checked in the Deletion Plan. Check what is to be deleted.'),
  );
}

function sayChanged(count: number): void {
  void vscode.window.showWarningMessage(
    count === 1
      ? vscode.l10n.t(
          'Nothing was deleted: 1 of the checked rows is not as it was when the plan was made. The plan shows it now; look at it again.',
        )
      : vscode.l10n.t(
          'Nothing was deleted: {0} of the checked rows are not as they were when the plan was made. The plan shows them now; look at it again.',
          formatCount(count),
        ),
  );
}
