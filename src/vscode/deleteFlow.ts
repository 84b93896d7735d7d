import * as vscode from 'vscode';
import type { Account } from '../core/account';
import type { Claim } from '../core/deletion/claim';
import { findTargets, type FindOptions, type Findings } from '../core/deletion/findTargets';
import { guardTarget } from '../core/deletion/guards';
import { makePlan, type DeletionPlan } from '../core/deletion/plan';
import { targetKey } from '../core/deletion/target';
import type { Place } from '../core/references/reference';
import { afterRun } from './afterRun';
import type { App } from './app';
import { carryOut } from './carryOut';
import type { Connection } from './connections';
import { readSettings } from './settings';
import { chooseTargets, unknownText } from './ui/chooseTargets';
import { confirmDeletion } from './ui/confirmDeletion';
import { withLookUpProgress } from './ui/progress';
import { sayNothingToDelete, sayTooMany } from './ui/refuseDeletion';

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
 * executed and reported. Throws what the `run` wrapper puts into words.
 */
export async function deleteClaims(
  app: App,
  claims: readonly Claim[],
  options: DeleteOptions,
): Promise<void> {
  const connection = await app.connections.connect(options.account);
  const found = await find(app, connection, claims, options);
  if (!found) return;
  const whole = planOf(connection, found, options);
  const notes = [...(options.choose?.notes ?? []), ...unknownNotes(found, whole, connection)];
  const { reviewThreshold, runLimitFiles } = readSettings();
  if (whole.targets.length === 0) {
    return sayNothingToDelete(whole, connection.account, notes);
  }
  const plan = options.choose
    ? await chooseTargets(whole, connection.account, {
        checked: options.named,
        notes,
        pictureOf: (asset) => app.pictures.now(asset, connection.account),
      })
    : whole;
  if (!plan) return;
  if (plan.targets.length > runLimitFiles) return sayTooMany(plan, runLimitFiles);
  const confirmed = await confirmDeletion(plan, connection.account, reviewThreshold);
  if (!confirmed) return;
  await afterRun(app, await carryOut(app, connection, confirmed), retryClaims);
}

/** The road once more, in the account of the run that could not delete these. */
export function retryClaims(app: App, claims: readonly Claim[], account: Account): Promise<void> {
  return deleteClaims(app, claims, { ...picked, account });
}

/** What the library holds of the claims, and where the workspace still mentions it. */
interface Found {
  readonly findings: Findings;
  /** By the key of the target. */
  readonly references: ReadonlyMap<string, readonly Place[]>;
}

function find(
  app: App,
  { client, account }: Connection,
  claims: readonly Claim[],
  options: DeleteOptions,
): Promise<Found | undefined> {
  return withLookUpProgress(vscode.l10n.t('ImageKit: looking up'), async (say, signal) => {
    const findings = await findTargets(claims, {
      ...options,
      client,
      urlEndpoints: account.urlEndpoints,
      signal,
      onProgress: (done, total) => say(vscode.l10n.t('{0} of {1}', done, total), done / total),
    });
    if (findings.targets.length === 0) return { findings, references: new Map() };
    say(vscode.l10n.t('searching the workspace'));
    const targets = findings.targets.map(({ target }) => target);
    const references = await app.references.referencesOf(targets, account, signal);
    return { findings, references };
  });
}

function planOf(
  { account }: Connection,
  { findings, references }: Found,
  { named }: DeleteOptions,
): DeletionPlan {
  const { targets, filesOfVersions } = findings;
  const unresolved = findings.unresolved.filter(({ why }) => named || why.kind !== 'notFound');
  const protections = {
    tags: new Set<string>(),
    ids: new Set<string>(),
    paths: [],
    minAgeHours: 0,
  };
  const context = { protections, now: Date.now(), filesOfVersions };
  return makePlan({
    id: crypto.randomUUID(),
    accountId: account.id,
    createdAt: new Date().toISOString(),
    targets: targets.map((found) => ({
      ...found,
      references: references.get(targetKey(found.target)) ?? [],
    })),
    unresolved,
    guard: (planned) => guardTarget(planned, context),
  });
}

/** Ids of other systems look like ImageKit's: what the library does not know is only counted. */
function unknownNotes(
  { findings }: Found,
  { unresolved }: DeletionPlan,
  { account }: Connection,
): readonly string[] {
  const unknown = findings.unresolved.length - unresolved.length;
  return unknown === 0 ? [] : [unknownText(unknown, account)];
}
