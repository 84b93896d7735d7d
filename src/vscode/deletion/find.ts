import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { Claim } from '../../core/request';
import { findTargets, type Findings, type FindOptions } from '../../core/plan/findTargets';
import { guardTarget, type GuardFinding } from '../../core/plan/guards';
import type { RunLimits } from '../../core/plan/limits';
import type { PlanInput } from '../../core/plan/plan';
import { filedTarget, type FiledTarget } from '../../core/plan/planFile';
import { recheck, type Recheck } from '../../core/plan/recheck';
import type { Resumption } from '../../core/run/resume';
import { listFilesOf } from '../../core/lists/listPlace';
import { goneSince } from '../../core/run/recheckPending';
import { targetKey } from '../../core/target';
import type { Place } from '../../core/reference';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import { planFilesIn } from '../planFilesIn';
import { ownReportsIn } from '../references/ownReportsIn';
import { withLookUpProgress } from '../ui/progress';

/** What the library holds of what was asked for, and where the workspace still mentions it. */
export interface Found extends Recheck {
  /** By the key of the target. */
  readonly references: ReadonlyMap<string, readonly Place[]>;
}

/** Asks the library for the claims, and the workspace for what they lead to; `undefined` when cancelled. */
export function find(
  app: Pick<App, 'references'>,
  connection: Connection,
  claims: readonly Claim[],
  asked: Pick<FindOptions, 'named' | 'versionUrls'>,
): Promise<Found | undefined> {
  const differences: ReadonlyMap<string, GuardFinding> = new Map();
  return look(app, connection, listFilesOf(claims), async (options) => ({
    ...(await findTargets(claims, { ...asked, ...options })),
    differences,
  }));
}

/**
 * The same for targets that were planned before: what has changed since is told. The files of the lists
 * that they come from don't count as references.
 */
export function findAgain(
  app: Pick<App, 'references'>,
  connection: Connection,
  planned: readonly FiledTarget[],
  lists: ReadonlySet<string> = noLists,
): Promise<Found | undefined> {
  return look(app, connection, lists, (options) => recheck(planned, options));
}

/**
 * The same for what an interrupted run has not settled, of which some may be gone: those are told, and
 * what the run has deleted itself is left out.
 */
export async function findOpen(
  app: Pick<App, 'references'>,
  connection: Connection,
  rest: Resumption,
): Promise<(Found & { readonly gone: ReadonlySet<string> }) | undefined> {
  let gone: ReadonlySet<string> = new Set();
  const lists = listFilesOf(rest.plan.targets);
  const found = await look(app, connection, lists, async (options) => {
    gone = await goneSince(rest, connection.client, options.signal);
    const open = rest.plan.targets.filter(({ key }) => !gone.has(key));
    const again = await recheck(
      open.map(({ target }) => filedTarget(target)),
      options,
    );
    const isGone = (key: string) => gone.has(key) || rest.gone.has(key);
    return { ...again, targets: again.targets.filter(({ target }) => !isGone(targetKey(target))) };
  });
  return found && { ...found, gone };
}

/** What a plan is made of, and what guards each target of it now. */
export function planParts(
  { targets, unresolved, references, differences, filesOfVersions }: Found,
  { protections }: RunLimits,
): Pick<PlanInput, 'targets' | 'unresolved' | 'guard'> {
  const context = { protections, now: Date.now(), filesOfVersions };
  return {
    targets: targets.map((found) => ({
      ...found,
      references: references.get(targetKey(found.target)) ?? [],
    })),
    unresolved,
    guard: (planned) => differences.get(planned.key) ?? guardTarget(planned, context),
  };
}

const noLists: ReadonlySet<string> = new Set();

type LookOptions = Omit<FindOptions, 'named' | 'versionUrls'>;

function look(
  app: Pick<App, 'references'>,
  { client, account }: Connection,
  lists: ReadonlySet<string>,
  ask: (options: LookOptions) => Promise<Recheck>,
): Promise<Found | undefined> {
  return withLookUpProgress(vscode.l10n.t('ImageKit: looking up'), async (say, signal) => {
    const findings = await ask({
      client,
      urlEndpoints: account.urlEndpoints,
      signal,
      onProgress: (done, total) => say(vscode.l10n.t('{0} of {1}', done, total), done / total),
    });
    if (findings.targets.length === 0) return { ...findings, references: new Map() };
    say(vscode.l10n.t('searching the workspace'));
    return {
      ...findings,
      references: await referencesOf(app, findings, { account, lists, signal }),
    };
  });
}

interface ReferenceOptions {
  readonly account: Account;
  /** Files that name targets to have them deleted. */
  readonly lists: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

async function referencesOf(
  { references }: Pick<App, 'references'>,
  { targets }: Findings,
  { account, lists, signal }: ReferenceOptions,
): Promise<Found['references']> {
  const found = await references.referencesOf(
    targets.map(({ target }) => target),
    account,
    signal,
  );
  const places = [...found.values()].flat();
  const reports = await ownReportsIn(places);
  const others = new Set([...lists, ...reports, ...(await planFilesIn(places))]);
  if (others.size === 0) return found;
  return new Map(
    [...found].map(([key, each]) => [key, each.filter(({ file }) => !others.has(file))]),
  );
}
