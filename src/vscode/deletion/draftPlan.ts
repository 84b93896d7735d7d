import { isMissing } from '../../core/request';
import type { Account } from '../../core/account/account';
import { foreignLibraries } from '../../core/library/libraryName';
import type { RunLimits } from '../../core/plan/limits';
import { makePlan, type DeletionPlan } from '../../core/plan/plan';
import { reviewReasons, type ReviewReason } from '../../core/plan/reviewReason';
import type { App } from '../app';
import { ignoredNotes } from '../plan/reviewText';
import { readSettings } from '../settings/settings';
import { foreignText, unknownText } from './chooseTargets';
import { planParts, type Found } from './find';
import type { DeleteOptions } from './next';

/** A plan that nobody was asked about yet, with what is told about it. */
export interface DraftPlan {
  readonly account: Account;
  readonly plan: DeletionPlan;
  readonly filesOfVersions: Found['filesOfVersions'];
  /** Why a question alone is not enough. */
  readonly reasons: readonly ReviewReason[];
  readonly notes: readonly string[];
}

/** Makes a plan of what was found. */
export function draftPlan(
  app: Pick<App, 'references'>,
  account: Account,
  found: Found,
  limits: RunLimits,
  { named, choose }: Pick<DeleteOptions, 'named' | 'choose'>,
): DraftPlan {
  const parts = planParts(found, limits);
  // Ids of other systems look like ImageKit's: what the library does not know is only counted.
  const unresolved = parts.unresolved.filter((each) => named || !isMissing(each));
  const unknown = parts.unresolved.length - unresolved.length;
  const plan = makePlan({
    ...parts,
    unresolved,
    id: crypto.randomUUID(),
    accountId: account.id,
    createdAt: new Date().toISOString(),
  });
  const notes = [
    ...(choose?.notes ?? []),
    ...(unknown === 0 ? [] : [unknownText(unknown, account)]),
    ...foreignText(found.foreignIds, account),
    ...ignoredNotes(limits.ignored),
  ];
  const { filesOfVersions } = found;
  return { account, plan, filesOfVersions, reasons: reasonsFor(app, account, plan), notes };
}

function reasonsFor(
  { references }: Pick<App, 'references'>,
  { kind, urlEndpoints }: Account,
  plan: DeletionPlan,
): readonly ReviewReason[] {
  return reviewReasons(plan, {
    threshold: readSettings().reviewThreshold,
    accountKind: kind,
    // The sandbox is nobody's: no workspace uses it.
    foreignLibraries:
      kind === 'sandbox' ? [] : foreignLibraries(references.endpoints.keys(), urlEndpoints),
  });
}
