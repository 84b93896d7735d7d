import type { Account } from '../../core/account/account';
import type { Claim } from '../../core/request';
import type { FindOptions } from '../../core/plan/findTargets';
import { guardPlan, type RunLimits } from '../../core/plan/limits';
import { makePlan, type ConfirmedPlan, type DeletionPlan } from '../../core/plan/plan';
import { isPlanOf, type PlanFile } from '../../core/plan/planFile';
import { reviewReasons } from '../../core/plan/reviewReason';
import { foreignLibraries } from '../../core/library/libraryName';
import { afterRun } from './afterRun';
import { agreedAgain } from '../agreedAgain';
import type { App } from '../app';
import { isAsAsked } from './recheck';
import { carryOut } from './run';
import { requireAccount, type Connection } from '../account/connections';
import { find, findAgain, planParts, type Found } from './find';
import { rememberRefusal, sayReadOnly } from '../account/readOnlyKey';
import { readSettings } from '../settings/settings';
import { askToReplacePlan } from '../ui/askToReplacePlan';
import { listFilesOf } from '../../core/lists/listPlace';
import { chooseTargets, foreignText, unknownText } from './chooseTargets';
import { confirmDeletion } from './confirmDeletion';
import { sayNothingToDelete } from './refuseDeletion';
import { refusePlan, sayBrokenGuard, sayOtherPlan } from './refusePlan';
import { hintText } from '../ui/hintText';
import { ignoredNotes, importedNote, reasonNotes } from '../plan/reviewText';
import { typeNumber } from './typeNumber';
import { readRunLimits } from '../settings/policyFile';

/** How a source wants its claims understood. */
export interface DeleteOptions extends Pick<FindOptions, 'named' | 'versionUrls'> {
  /** For lists: what was found is shown to choose from, with sentences about what was not. */
  readonly choose?: { readonly notes: readonly string[] };
  /** Whose library it is about, when not that of the workspace's account. */
  readonly account?: Account;
}

/** Somebody picked each file. */
export const picked: DeleteOptions = { named: true, versionUrls: 'file' };

/** Somebody picked each version. */
export const pickedVersion: DeleteOptions = { named: true, versionUrls: 'version' };

/**
 * The one road of every deletion: claims become targets, targets a plan, the plan is confirmed,
 * executed and reported. A plan that needs more than a question is laid open, and the road goes on
 * in `deleteReviewed`. Throws what the `run` wrapper puts into words.
 */
export async function deleteClaims(
  app: App,
  claims: readonly Claim[],
  options: DeleteOptions,
): Promise<void> {
  const connection = await app.connections.connect(options.account);
  const { account } = connection;
  if (account.access === 'readOnly') return sayReadOnly(app, account);
  const guards = await readRunLimits();
  if (guards.kind !== 'limits') return sayBrokenGuard(guards);
  const found = await find(app, connection, claims, options);
  if (!found) return;
  const lookedAt = Date.now();
  const { plan: whole, notes } = planOf(account, found, guards.limits, options);
  if (whole.targets.length === 0) return sayNothingToDelete(whole, account, notes);

  const review = () => layOpen(app, account, found, whole, options.named, notes);
  const refusal = guardPlan(whole, guards.limits);
  if (refusal) return (await refusePlan(refusal, { review: true })) ? review() : undefined;
  if (reasonsFor(app, account, whole).length > 0) return review();

  const plan = options.choose
    ? await chooseTargets(whole, account, {
        checked: options.named,
        notes,
        pictureOf: (asset) => app.pictures.now(asset, account),
      })
    : whole;
  const answer =
    plan && (await confirmDeletion(plan, account, [...hintNotes(app, plan, account), ...notes]));
  if (answer === 'review') return review();
  if (!answer) return;
  const asked = { limits: guards.limits, lookedAt };
  if (await isAsAsked(app, connection, answer, asked)) await runAndReport(app, connection, answer);
}

/** The road once more, in the account of the run that could not delete these. */
export function retryClaims(app: App, claims: readonly Claim[], account: Account): Promise<void> {
  return deleteClaims(app, claims, { ...picked, account });
}

/** Lays a plan open that was exported once, as far as it still fits what the library holds. */
export async function reviewFiled(app: App, filed: PlanFile): Promise<void> {
  const connection = await app.connections.connect();
  const { account } = connection;
  if (!isPlanOf(filed, account)) return sayOtherPlan(filed, account);
  const guards = await readRunLimits();
  if (guards.kind !== 'limits') return sayBrokenGuard(guards);
  const found = await findAgain(app, connection, filed.targets);
  if (!found) return;
  const { plan, notes } = planOf(account, found, guards.limits, picked);
  await layOpen(app, account, found, plan, true, [importedNote(filed), ...notes]);
}

/**
 * The rest of the road for the plan that is under review: what is checked is looked up once more,
 * its number is typed, and it is executed and reported. Throws as `deleteClaims` does.
 */
export async function deleteReviewed(app: App): Promise<void> {
  const open = app.desk.current;
  if (!open) return;
  const connection = await app.connections.connect(requireAccount(app.accounts, open.account));
  const { account } = connection;
  if (account.access === 'readOnly') return sayReadOnly(app, account);
  const guards = await readRunLimits();
  if (guards.kind !== 'limits') return sayBrokenGuard(guards);
  const agreed = await agreedAgain(app, connection, guards.limits);
  if (!agreed) return;
  const refusal = guardPlan(agreed, guards.limits);
  if (refusal) {
    await refusePlan(refusal, { review: false });
    return;
  }
  const asked = { limits: guards.limits, lookedAt: Date.now() };
  if (!(await typeNumber(agreed, account))) return;
  if (await isAsAsked(app, connection, agreed, asked)) await runAndReport(app, connection, agreed);
}

async function runAndReport(app: App, connection: Connection, plan: ConfirmedPlan): Promise<void> {
  const ended = await carryOut(app, connection, plan);
  app.desk.clear(plan.id);
  await rememberRefusal(app.accounts, ended);
  await afterRun(app, ended, retryClaims);
}

function planOf(
  account: Account,
  found: Found,
  limits: RunLimits,
  { named, choose }: DeleteOptions,
): { readonly plan: DeletionPlan; readonly notes: readonly string[] } {
  const parts = planParts(found, limits);
  // Ids of other systems look like ImageKit's: what the library does not know is only counted.
  const unresolved = parts.unresolved.filter(({ why }) => named || why.kind !== 'notFound');
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
  return { plan, notes };
}

function reasonsFor(app: App, account: Account, plan: DeletionPlan) {
  const { kind, urlEndpoints } = account;
  return reviewReasons(plan, {
    threshold: readSettings().reviewThreshold,
    accountKind: kind,
    // The sandbox is nobody's: no workspace uses it.
    foreignLibraries:
      kind === 'sandbox' ? [] : foreignLibraries(app.references.endpoints.keys(), urlEndpoints),
  });
}

/** Names of the files that the workspace mentions, where it may mean other files. */
function hintNotes(
  { references }: Pick<App, 'references'>,
  { targets }: DeletionPlan,
  account: Account,
): readonly string[] {
  const silent = targets.filter((planned) => planned.references.length === 0);
  const lists = listFilesOf(targets);
  const hints = silent.map(({ target }) =>
    references.hints(target, account).filter(({ file }) => !lists.has(file)),
  );
  return hintText(hints.filter((places) => places.length > 0));
}

/** Shows a plan row by row, unless another one lies there and is to stay. */
async function layOpen(
  app: App,
  account: Account,
  { filesOfVersions }: Found,
  plan: DeletionPlan,
  named: boolean,
  notes: readonly string[],
): Promise<void> {
  const before = app.desk.current;
  if (before && !(await askToReplacePlan(before))) return;
  const all = [...reasonNotes(reasonsFor(app, account, plan), account), ...notes];
  app.desk.lay(plan, { account, filesOfVersions, notes: all }, named ? 'safe' : 'none');
  await app.planView.focus();
}
