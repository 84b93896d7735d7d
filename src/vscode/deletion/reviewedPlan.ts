import * as vscode from 'vscode';
import {
  narrowPlan,
  withBackup,
  type ConfirmedPlan,
  type DeletionPlan,
} from '../../core/plan/plan';
import type { BackupStand } from '../../core/plan/limits';
import { isPlanOf, type PlanFile } from '../../core/plan/planFile';
import { targetKey, type PlannedTarget } from '../../core/target';
import type { App } from '../app';
import type { Boxes, OpenReview } from '../plan/planReview';
import { importedNote, reasonNotes } from '../plan/reviewText';
import { backupStand } from '../recovery/backupChoice';
import { chooseBackup } from '../recovery/chooseBackup';
import { formatCount } from '../ui/quantity';
import { draftPlan, type DraftPlan } from './draftPlan';
import { findAgain, planParts, type Found } from './find';
import { offerOtherLibrary } from './offerOtherLibrary';
import { gate } from './gate';
import { nothing, type Next } from './next';
import { isWithinLimits, recheck, untouched, type Allowed } from './recheck';
import { sayOtherPlan } from './refusePlan';
import { startRun } from './run';
import { typeNumber } from './typeNumber';
import { plural } from '../ui/plural';

/** Shows a plan row by row, unless another one is open and is to stay. `boxes` are checked at first. */
export async function openReview(
  app: Pick<App, 'accounts' | 'planReview' | 'planView' | 'references'>,
  { account, plan, filesOfVersions, reasons, notes }: DraftPlan,
  boxes: Boxes,
): Promise<void> {
  const { planReview, planView } = app;
  if (!(await planReview.mayBeReplaced())) return;
  const all = [...reasonNotes(reasons, account), ...notes];
  planReview.open(plan, { account, filesOfVersions, notes: all }, boxes);
  await planView.focus();
  if (reasons.some(({ kind }) => kind === 'otherLibrary')) void offerOtherLibrary(app, account);
}

/** Opens a plan that was exported once, as far as it still fits what the library holds. */
export async function reviewFiled(app: App, filed: PlanFile): Promise<void> {
  const passage = await gate(app);
  if (!passage) return;
  const { connection, limits } = passage;
  const { account } = connection;
  if (!isPlanOf(filed, account)) {
    await sayOtherPlan(filed, account);
    const { active } = app.accounts;
    const isSwitched = active !== undefined && active.id !== account.id && isPlanOf(filed, active);
    return isSwitched ? reviewFiled(app, filed) : undefined;
  }
  const none: ReadonlySet<string> = new Set();
  const pending = { snapshots: filed.targets, inDoubt: none, deleted: none };
  const found = await findAgain(app, connection, pending, { countVersions: true });
  if (!found) return;
  const draft = draftPlan(app, account, found, limits, { named: true });
  const notes = [importedNote(filed), ...draft.notes];
  await openReview(app, { ...draft, notes }, 'safe');
}

/**
 * The rest of the road for the plan that is under review: what is checked is looked at again, before
 * its number is typed and after that, and is deleted. Returns and throws as `deleteClaims` does.
 */
export async function deleteReviewed(app: App): Promise<Next> {
  const open = app.planReview.current;
  if (!open) return nothing;
  const checked = open.review.confirm();
  if (checked.targets.length === 0) return sayNothingChecked();
  const seen = await recheckReview(app, open, checked, { backup: backupStand() });
  const backup = seen && (await chooseBackup(app, checked, seen));
  if (!backup || !(await typeNumber(checked, open.account, backup.note))) return nothing;
  const plan = withBackup(checked, backup.decision);
  const allowed = await recheckReview(app, open, plan, { before: seen });
  if (!allowed) return nothing;
  const run = await startRun(app, allowed, plan);
  app.planReview.close(plan.id);
  return { kind: 'ended', run };
}

/** Where anything has changed the plan shows it, and `undefined` means that it is to be reviewed again. */
async function recheckReview(
  app: App,
  open: OpenReview,
  plan: ConfirmedPlan,
  { before, backup }: { readonly before?: Allowed; readonly backup?: BackupStand },
): Promise<Allowed | undefined> {
  const allowed = await recheck(app, open.account, untouched(plan), before, open.closed);
  // Another plan may have taken its place while the question stood.
  if (!allowed || app.planReview.current !== open) return undefined;
  const changed = plan.targets.length - allowed.recheck.agreed.size;
  if (changed === 0) {
    return (await isWithinLimits(untouched(plan), allowed, backup)) ? allowed : undefined;
  }
  const again = updated(open, plan, allowed);
  sayPlanChanged(changed);
  app.planReview.replace(open, again);
  return undefined;
}

/** The plan with what is checked as it is now, and the rest as it was. */
function updated(
  { review: { plan }, filesOfVersions }: OpenReview,
  checked: ConfirmedPlan,
  { found, limits }: { readonly found: Found } & Pick<Allowed, 'limits'>,
): DeletionPlan {
  const files = new Map([...filesOfVersions, ...found.filesOfVersions]);
  const parts = planParts({ ...found, filesOfVersions: files }, limits);
  const before = new Map(plan.targets.map((planned) => [planned.key, planned]));
  const again = parts.targets.map((now) => asPlanned(now, before.get(targetKey(now.target))));
  const keys = new Set(checked.targets.map(({ key }) => key));
  const rest = plan.targets.filter(({ key }) => !keys.has(key));
  return narrowPlan(plan, { ...parts, targets: [...again, ...rest] });
}

/** What a look did not ask for anew is known from before. */
function asPlanned(
  now: Omit<PlannedTarget, 'key'>,
  before: PlannedTarget | undefined,
): Omit<PlannedTarget, 'key'> {
  const { target } = now;
  const source = before?.source;
  if (target.kind !== 'asset' || before?.target.kind !== 'asset') return { ...now, source };
  return { ...now, source, target: { ...target, olderVersions: before.target.olderVersions } };
}

function sayNothingChecked(): Next {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Nothing is selected in the Deletion Plan. Select what to delete.'),
  );
  return nothing;
}

function sayPlanChanged(count: number): void {
  void vscode.window.showWarningMessage(
    plural(count, {
      one: vscode.l10n.t(
        'Nothing was deleted. {0} selected item changed since the plan was made, or can no longer be deleted. The plan is up to date now; review it again.',
        formatCount(count),
      ),
      other: vscode.l10n.t(
        'Nothing was deleted. {0} selected items changed since the plan was made, or can no longer be deleted. The plan is up to date now; review it again.',
        formatCount(count),
      ),
    }),
  );
}
