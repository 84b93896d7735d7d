import type { Unresolved } from '../request';
import type { GuardFinding } from './guards';
import type { PlannedTarget } from '../target';
import { targetKey, targetPath } from '../target';

/** A target that a guard keeps out of the run, with the reason. */
export interface RefusedTarget {
  readonly planned: PlannedTarget;
  readonly finding: GuardFinding;
}

/**
 * Everything that a run would do, before anybody is asked. Immutable: it is shown as it is, and
 * only a `ConfirmedPlan` made from it can be executed.
 */
export interface DeletionPlan {
  readonly id: string;
  readonly accountId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly targets: readonly PlannedTarget[];
  readonly refused: readonly RefusedTarget[];
  readonly unresolved: readonly Unresolved[];
}

declare const confirmed: unique symbol;

/** Whether files are backed up before they are deleted, as it was agreed to. */
export type BackupDecision =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'required';
      readonly withVersions: boolean;
      /** The folder on this machine below which the backup is made. */
      readonly folder: string;
    };

/** Nothing is backed up. */
export const noBackup: BackupDecision = { kind: 'none' };

/** A plan whose targets a person has agreed to, one by one or by their number. */
export type ConfirmedPlan = DeletionPlan & {
  readonly backup: BackupDecision;
  readonly [confirmed]: true;
};

/** What `makePlan` starts from. */
export interface PlanInput extends Omit<DeletionPlan, 'targets' | 'refused'> {
  readonly targets: readonly Omit<PlannedTarget, 'key'>[];
  /** The first reason to keep a target out of the run. */
  readonly guard: (planned: PlannedTarget) => GuardFinding | undefined;
}

/** Sorts out what may run: each target once, no version of a file that goes anyway, guards applied. */
export function makePlan({ targets, guard, ...rest }: PlanInput): DeletionPlan {
  const unique = new Map<string, PlannedTarget>();
  for (const { target, ...more } of targets) {
    const key = targetKey(target);
    if (!unique.has(key)) unique.set(key, { key, target, ...more });
  }
  const findings = findingsOf(unique, guard);
  const allowed: PlannedTarget[] = [];
  const refused: RefusedTarget[] = [];
  for (const planned of unique.values()) {
    if (goesWithFile(planned, unique, findings)) continue;
    const finding = findings.get(planned.key);
    if (finding) refused.push({ planned, finding });
    else allowed.push(planned);
  }
  const kept = keepOccupiedFolders(
    allowed,
    refused.map(({ planned }) => planned),
  );
  return { ...rest, targets: kept.targets, refused: [...refused, ...kept.refused] };
}

/**
 * A plan whose targets were looked at again: it holds none that it did not hold before, and tells
 * what is refused or gone by now.
 */
export function narrowPlan(
  plan: DeletionPlan,
  { targets, unresolved, guard }: Pick<PlanInput, 'targets' | 'unresolved' | 'guard'>,
): DeletionPlan {
  const keys = new Set(plan.targets.map(({ key }) => key));
  // A version that goes with its file is part of what was planned.
  const isPlanned = (planned: PlannedTarget) =>
    keys.has(planned.key) || keys.has(fileKeyOf(planned) ?? '');
  const again = makePlan({
    ...plan,
    targets,
    guard: (planned) => (isPlanned(planned) ? guard(planned) : { kind: 'added' }),
  });
  return {
    ...again,
    targets: again.targets.filter(({ key }) => keys.has(key)),
    refused: [...plan.refused, ...again.refused],
    unresolved: [...plan.unresolved, ...unresolved],
  };
}

/**
 * The plan without one of its rows. A folder takes along what is in it, and the folders around a row
 * leave with it, since they would be kept for its sake. A row that is refused anyway leaves alone.
 */
export function withoutRow(plan: DeletionPlan, key: string): DeletionPlan {
  const removed = plan.targets.find((planned) => planned.key === key);
  if (!removed)
    return { ...plan, refused: plan.refused.filter(({ planned }) => planned.key !== key) };
  const path = targetPath(removed.target);
  const stays = ({ key: other, target }: PlannedTarget) => {
    const otherPath = targetPath(target);
    const isInside = removed.target.kind === 'folder' && otherPath.startsWith(`${path}/`);
    const isAround = target.kind === 'folder' && path.startsWith(`${otherPath}/`);
    return other !== key && !isInside && !isAround;
  };
  return {
    ...plan,
    targets: plan.targets.filter(stays),
    refused: plan.refused.filter(({ planned }) => stays(planned)),
  };
}

/**
 * The plan that runs when a person has agreed to the targets with these keys, and to no others. A plan
 * that was agreed to with a backup keeps it.
 */
export function confirmPlan(
  plan: DeletionPlan & { readonly backup?: BackupDecision },
  keys: ReadonlySet<string>,
): ConfirmedPlan {
  const agreed = plan.targets.filter(({ key }) => keys.has(key));
  const left = plan.targets.filter(({ key }) => !keys.has(key));
  const { targets, refused } = keepOccupiedFolders(agreed, left);
  const { backup = noBackup } = plan;
  const rest = { ...plan, backup, targets, refused: [...plan.refused, ...refused] };
  return rest as Omit<ConfirmedPlan, typeof confirmed> as ConfirmedPlan;
}

/** The same plan with another decision about its backup. */
export function withBackup(plan: ConfirmedPlan, backup: BackupDecision): ConfirmedPlan {
  return { ...plan, backup };
}

/** What the guards say. A file goes with its versions: what protects one of them protects the file. */
function findingsOf(
  unique: ReadonlyMap<string, PlannedTarget>,
  guard: PlanInput['guard'],
): ReadonlyMap<string, GuardFinding> {
  const findings = new Map<string, GuardFinding>();
  for (const planned of unique.values()) {
    const finding = guard(planned);
    if (finding) findings.set(planned.key, finding);
    const file = fileKeyOf(planned);
    if (!finding || finding.kind === 'currentVersion' || file === undefined) continue;
    if (unique.has(file)) findings.set(file, finding);
  }
  return findings;
}

/** Such a version needs no request of its own. */
function goesWithFile(
  version: PlannedTarget,
  unique: ReadonlyMap<string, PlannedTarget>,
  findings: ReadonlyMap<string, GuardFinding>,
): boolean {
  const file = fileKeyOf(version);
  return file !== undefined && unique.has(file) && !findings.has(file);
}

/** The key that a version's file has as a target; `undefined` for other targets. */
function fileKeyOf({ target }: PlannedTarget): string | undefined {
  return target.kind === 'version' ? `asset:${target.version.fileId}` : undefined;
}

/** A folder in which something stays can't be deleted: that request is recursive. */
function keepOccupiedFolders(
  targets: readonly PlannedTarget[],
  staying: readonly PlannedTarget[],
): { targets: readonly PlannedTarget[]; refused: readonly RefusedTarget[] } {
  const occupied = new Map<string, string>();
  for (const { target } of staying) {
    const path = targetPath(target);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      occupied.set(path.slice(0, end), path);
    }
  }
  const refused: RefusedTarget[] = [];
  const kept = targets.filter((planned) => {
    if (planned.target.kind !== 'folder') return true;
    const holds = occupied.get(planned.target.folderPath);
    if (holds !== undefined) refused.push({ planned, finding: { kind: 'occupied', holds } });
    return holds === undefined;
  });
  return { targets: kept, refused };
}
