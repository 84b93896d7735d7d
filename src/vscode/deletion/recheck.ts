import type { Account } from '../../core/account/account';
import { listFilesOf } from '../../core/lists/listPlace';
import { guardPlan, type BackupStand, type RunLimits } from '../../core/plan/limits';
import type { ConfirmedPlan } from '../../core/plan/plan';
import { guardTarget, type GuardFinding } from '../../core/plan/guards';
import { freshMs, lookAgain } from '../../core/plan/lookAgain';
import { snapshotOf } from '../../core/plan/snapshot';
import { targetKey, type PlannedTarget } from '../../core/target';
import { compareWithPlan, intersect, type Recheck } from '../../core/plan/recheck';
import { applyRecheck, pendingOf } from '../../core/run/recheckPending';
import type { PendingRun } from '../../core/run/resume';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import { findAgain, planParts, type Found } from './find';
import { readRunLimits } from '../settings/policyFile';
import { gate } from './gate';
import { refusePlan } from './refusePlan';

/** What was seen before a question was asked. */
export interface Seen {
  readonly found: Found;
  /** Which connection saw it. */
  readonly client: Connection['client'];
}

/** What may be deleted now, and by which connection. */
export interface Allowed extends Seen {
  readonly connection: Connection;
  readonly recheck: Recheck;
  /** What holds now. */
  readonly limits: RunLimits;
}

/** What of an agreement is still to be done: a whole plan, or what a run has left. */
export type Agreement = Pick<PendingRun, 'plan' | 'inDoubt' | 'gone'>;

/** A plan of which nothing was sent yet. */
export function untouched(plan: ConfirmedPlan): PendingRun {
  return { plan, inDoubt: new Set(), gone: new Set(), outcomes: [] };
}

/**
 * Checks once more what somebody agreed to, or is about to: settings, policies and limits are read
 * anew, and the library and the workspace are looked at unless that was just done, `before` a question
 * that was answered at once, and `ended` ends that look. What `before` did not allow stays. `undefined` means that nothing may be
 * sent, which is said, or that the look was cancelled. Throws as `gate` does.
 */
export async function recheck(
  app: App,
  account: Pick<Account, 'id' | 'name'>,
  agreement: Agreement,
  before?: Seen & { readonly recheck?: Recheck },
  ended?: AbortSignal,
): Promise<Allowed | undefined> {
  const pass = () => gate(app, account);
  let passage = await pass();
  let found = before?.found;
  if (passage && isOld(before, passage.connection)) {
    found = await findAgain(app, passage.connection, pendingOf(agreement), {
      lists: listFilesOf(agreement.plan.targets),
      ended,
    });
    // The look may have taken its time as well.
    passage = found && (await pass());
  }
  if (!passage || !found) return undefined;
  const { connection, limits } = passage;
  const parts = planParts(found, limits);
  const now = compareWithPlan(agreement.plan, { ...parts, gone: found.gone });
  const allowed = before?.recheck ? intersect(before.recheck, now) : now;
  const { client } = connection;
  return { connection, limits, recheck: allowed, found, client };
}

/**
 * Why targets of a run that is under way must stay after all, by key: what has changed since, or what
 * settings, a policy or a tag protect by now. What can't be judged stays, too. Throws `ApiError`, or
 * the signal's reason.
 */
export async function findingsNow(
  { client }: Connection,
  targets: readonly PlannedTarget[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, GuardFinding>> {
  const guards = await readRunLimits();
  const none = new Set<string>();
  const snapshots = targets.map(({ target }) => snapshotOf(target));
  const look = await lookAgain(
    { snapshots, inDoubt: none, deleted: none },
    { client, countVersions: false, signal },
  );
  const seen = new Map(look.targets.map(({ target }) => [targetKey(target), target]));
  const findings = new Map<string, GuardFinding>();
  for (const planned of targets) {
    const { key } = planned;
    const target = seen.get(key);
    // A deletion of what is gone is answered as such.
    if (look.gone.has(key)) continue;
    const finding =
      target && guards.kind === 'limits'
        ? (look.differences.get(key) ??
          guardTarget(
            { ...planned, target },
            {
              protections: guards.limits.protections,
              now: Date.now(),
              filesOfVersions: look.filesOfVersions,
            },
          ))
        : ({ kind: 'unseen' } as const);
    if (finding) findings.set(key, finding);
  }
  return findings;
}

/**
 * Whether what a recheck has allowed may all be deleted in one run; says so when it may not. The
 * backup is the plan's own unless that is still to be chosen.
 */
export async function isWithinLimits(
  agreement: Agreement,
  { recheck: allowed, limits }: Pick<Allowed, 'recheck' | 'limits'>,
  backup: BackupStand = chosenBackup(agreement.plan),
): Promise<boolean> {
  const { rest } = applyRecheck({ ...agreement, outcomes: [] }, allowed);
  const refusal = guardPlan(rest.plan, limits, backup);
  if (refusal) await refusePlan(refusal, { review: false });
  return refusal === undefined;
}

function chosenBackup({ backup }: ConfirmedPlan): BackupStand {
  return backup.kind === 'required' ? 'planned' : 'declined';
}

/** Whether things may be otherwise than before the question: time has passed, or another key is used. */
function isOld(before: Seen | undefined, { client }: Connection): boolean {
  if (before?.client !== client) return true;
  const age = Date.now() - before.found.seenAt;
  // The machine's time may have been set back.
  return age < 0 || age > freshMs;
}
