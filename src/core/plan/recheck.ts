import { otherHints, otherReferences, type PlannedTarget } from '../target';
import type { GuardFinding } from './guards';
import { confirmPlan, narrowPlan, type DeletionPlan, type PlanInput } from './plan';

/** What may still be done of what somebody agreed to: time has passed since then. */
export interface Recheck {
  /** Keys of what was seen as it was, and may be deleted. */
  readonly agreed: ReadonlySet<string>;
  /** Keys of what ImageKit says does not exist. */
  readonly gone: ReadonlySet<string>;
  /** By key, why what is left stays. */
  readonly kept: ReadonlyMap<string, GuardFinding>;
}

/** What is seen now of something that was agreed to, with the guards that hold now. */
export interface SeenNow extends Pick<PlanInput, 'targets' | 'unresolved' | 'guard'> {
  readonly gone: ReadonlySet<string>;
}

/**
 * Compares what somebody agreed to with what is seen now. Only what was seen, has not changed, passes
 * the guards and is mentioned no more than it was is agreed to; a folder only with all that is in it.
 */
export function compareWithPlan(plan: DeletionPlan, { gone, guard, ...seen }: SeenNow): Recheck {
  const before = new Map(plan.targets.map((planned) => [planned.key, planned]));
  const now = narrowPlan(plan, {
    ...seen,
    guard: (planned) => guard(planned) ?? newlyMentioned(planned, before.get(planned.key)),
  });
  const left = plan.targets.filter(({ key }) => !gone.has(key));
  const passed = new Set(now.targets.map(({ key }) => key));
  const agreed = confirmPlan({ ...plan, targets: left }, passed);
  const keys = new Set(agreed.targets.map(({ key }) => key));
  const reasons = new Map(
    [...agreed.refused, ...now.refused].map(({ planned: { key }, finding }) => [key, finding]),
  );
  const kept = left
    .filter(({ key }) => !keys.has(key))
    .map(({ key }) => [key, reasons.get(key) ?? unseen] as const);
  return { agreed: keys, gone, kept: new Map(kept) };
}

/** What two rechecks, one after the other, allow: the later one can only narrow the earlier one. */
export function intersect(earlier: Recheck, later: Recheck): Recheck {
  const agreed = new Set([...later.agreed].filter((key) => earlier.agreed.has(key)));
  const kept = new Map([...earlier.kept, ...later.kept]);
  for (const key of [...earlier.gone, ...later.agreed]) {
    // The earlier one did not see it, so nobody was asked about it.
    if (!agreed.has(key) && !kept.has(key)) kept.set(key, unseen);
  }
  for (const key of later.gone) kept.delete(key);
  return { agreed, gone: later.gone, kept };
}

const unseen = { kind: 'unseen' } as const;

/**
 * A plan shows what is or may be mentioned; what was not then, nobody has agreed to delete in spite of
 * it. The record of a run has no hints: who resumes it is told of those there are.
 */
function newlyMentioned(
  { references, hints }: PlannedTarget,
  before: PlannedTarget | undefined,
): GuardFinding | undefined {
  if (!before || otherReferences(before).length > 0) return undefined;
  const { source } = before;
  const isNew = before.hints !== undefined && tellingHints(before).length === 0;
  const [hinted] = isNew ? tellingHints({ hints: hints ?? [], source }) : [];
  const place = otherReferences({ references, source })[0] ?? hinted?.place;
  return place && { kind: 'mentioned', place };
}

/** A name alone is no reason to review a plan, and none to keep a file. */
function tellingHints(planned: Parameters<typeof otherHints>[0]): ReturnType<typeof otherHints> {
  return otherHints(planned).filter(({ by }) => by !== 'name');
}
