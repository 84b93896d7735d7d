import { guardPlan } from '../../core/plan/limits';
import type { ConfirmedPlan } from '../../core/plan/plan';
import type { Claim } from '../../core/request';
import type { App } from '../app';
import type { Boxes } from '../plan/planReview';
import { backupChoice, backupStand } from '../recovery/backupChoice';
import { chooseTargets } from './chooseTargets';
import { confirmDeletion } from './confirmDeletion';
import { draftPlan, type DraftPlan } from './draftPlan';
import { find } from './find';
import { gate, type Passage } from './gate';
import { nothing, type DeleteOptions, type Next } from './next';
import { isWithinLimits, recheck, untouched } from './recheck';
import { sayChanged, sayNothingToDelete } from './refuseDeletion';
import { refusePlan } from './refusePlan';
import { openReview } from './reviewedPlan';
import { startRun } from './run';

/**
 * The one road of every deletion, from claims to the end of a run, which `drive` tells. A plan that needs more
 * than a question is opened for review, and the road goes on in `deleteReviewed`. Returns what the
 * person wants next. Throws what the `runCommand` wrapper puts into words.
 */
export async function deleteClaims(
  app: App,
  claims: readonly Claim[],
  options: DeleteOptions,
): Promise<Next> {
  const asked = JSON.stringify(claims);
  // Who presses Delete again while the library is asked means the same deletion.
  if (underWay.has(asked)) return nothing;
  underWay.add(asked);
  try {
    return await takeRoad(app, claims, options);
  } finally {
    underWay.delete(asked);
  }
}

/** What is on the road now, each as text. */
const underWay = new Set<string>();

async function takeRoad(app: App, claims: readonly Claim[], options: DeleteOptions): Promise<Next> {
  // 1. May anything be deleted at all?
  const passage = await gate(app, options.account);
  if (!passage) return nothing;
  const { connection, limits } = passage;
  const { account, client } = connection;
  // 2. What do the claims lead to?
  const found = await find(app, connection, claims, options);
  if (!found) return nothing;
  // 3. What would happen?
  const draft = draftPlan(app, account, found, limits, options);
  // 4. Does the person agree?
  const plan = await confirm(app, draft, passage, options);
  if (!plan) return nothing;
  // 5. Does that still hold?
  const allowed = await recheck(app, account, untouched(plan), { found, client });
  if (!allowed) return nothing;
  if (allowed.recheck.kept.size > 0) return sayChanged(plan, allowed.recheck.kept);
  if (!(await isWithinLimits(untouched(plan), allowed))) return nothing;
  // 6. Delete.
  return { kind: 'ended', run: await startRun(app, allowed, plan) };
}

/** `undefined` when nothing is to be deleted now: the person backed out, or reviews the plan first. */
async function confirm(
  app: App,
  draft: DraftPlan,
  { limits, connection }: Passage,
  options: DeleteOptions,
): Promise<ConfirmedPlan | undefined> {
  const { account, plan, notes, reasons } = draft;
  const review = async (boxes: Boxes = options.named ? 'safe' : 'none') => {
    await openReview(app, draft, boxes);
    return undefined;
  };
  if (plan.targets.length === 0) {
    await sayNothingToDelete(plan, account, notes);
    return undefined;
  }
  const refusal = guardPlan(plan, limits, backupStand());
  if (refusal) return (await refusePlan(refusal, { review: true })) ? review() : undefined;
  if (reasons.length > 0) return review();
  const chosen = options.choose
    ? await chooseTargets(plan, account, {
        checked: options.named,
        notes,
        pictureOf: (asset) => app.pictures.now(asset, account),
      })
    : plan;
  if (!chosen) return undefined;
  const backup = await backupChoice(app, chosen, limits, connection);
  if (!backup) return undefined;
  const { coverage } = app.references;
  const answer = await confirmDeletion(chosen, { account, notes, backup, coverage });
  if (answer !== 'review') return answer;
  // What was chosen a moment ago stays as it was chosen.
  return review(options.choose && new Set(chosen.targets.map(({ key }) => key)));
}
