import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { Claim } from '../../core/request';
import type { Amount } from '../../core/plan/amount';
import { refOfKey } from '../../core/plan/snapshot';
import { findTargets, type FindOptions } from '../../core/plan/findTargets';
import { guardTarget } from '../../core/plan/guards';
import type { RunLimits } from '../../core/plan/limits';
import { lookAgain, type Look, type Pending } from '../../core/plan/lookAgain';
import type { PlanInput } from '../../core/plan/plan';
import { listFilesOf } from '../../core/lists/listPlace';
import { targetKey } from '../../core/target';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import { countedUsages } from '../references/countedUsages';
import type { TargetUsage } from '../references/workspaceReferences';
import { withLookUpProgress } from '../ui/progress';
import { amountText } from '../plan/countText';
import { formatCount } from '../ui/quantity';

/** What the library holds of what was asked for, and where the workspace still mentions it. */
export interface Found extends Look {
  /** By the key of the target. */
  readonly usages: ReadonlyMap<string, TargetUsage>;
  /** When the library was looked at, in milliseconds since 1970; a search may have gone on after that. */
  readonly seenAt: number;
}

/** Asks the library for the claims, and the workspace for what they lead to; `undefined` when cancelled. */
export function find(
  app: Pick<App, 'references'>,
  { client, account }: Connection,
  claims: readonly Claim[],
  asked: Pick<FindOptions, 'named' | 'versionUrls'>,
): Promise<Found | undefined> {
  return withLookUpProgress(vscode.l10n.t('looking up files…'), async (say, signal) => {
    const found = await findTargets(claims, {
      ...asked,
      client,
      urlEndpoints: account.urlEndpoints,
      signal,
      onProgress: (done, total) => sayDone(say, done, total),
    });
    const look = { ...found, differences: new Map(), gone: new Set<string>() };
    return withUsages(app, look, account, listFilesOf(claims), say, signal);
  });
}

/** How what was agreed to is looked at again. */
interface LookAgainOptions {
  readonly countVersions?: boolean;
  /** Files that it was asked for in, as lists: they don't use it. */
  readonly lists?: ReadonlySet<string>;
  /** Ends the look when nobody needs it any more. */
  readonly ended?: AbortSignal | undefined;
}

const none: ReadonlySet<string> = new Set();

/** The same for what was agreed to before: what has changed since is told, and what is gone. */
export function findAgain(
  app: Pick<App, 'references'>,
  { client, account }: Connection,
  pending: Pending,
  { countVersions = false, lists = none, ended }: LookAgainOptions = {},
): Promise<Found | undefined> {
  const what = amountText(amountOfKeys(pending.snapshots.map(({ key }) => key)));
  const look = async (say: (message: string, share?: number) => void, signal: AbortSignal) => {
    const seen = await lookAgain(pending, {
      client,
      countVersions,
      signal,
      onProgress: (done, total) => sayDone(say, done, total),
    });
    return withUsages(app, seen, account, lists, say, signal);
  };
  return withLookUpProgress(vscode.l10n.t('checking {0} again…', what), look, ended);
}

/** What a plan is made of, and what guards each target of it now. */
export function planParts(
  { targets, unresolved, usages, differences, filesOfVersions }: Found,
  { protections }: RunLimits,
): Pick<PlanInput, 'targets' | 'unresolved' | 'guard'> {
  const context = { protections, now: Date.now(), filesOfVersions };
  return {
    targets: targets.map((found) => ({
      ...found,
      ...(usages.get(targetKey(found.target)) ?? { references: [], hints: [] }),
    })),
    unresolved,
    guard: (planned) => differences.get(planned.key) ?? guardTarget(planned, context),
  };
}

/** Where all is found, something else is waited for: versions, or another search. */
function sayDone(say: (message: string, share?: number) => void, done: number, total: number) {
  if (done < total) {
    say(vscode.l10n.t('{0} of {1}', formatCount(done), formatCount(total)), done / total);
  } else say('');
}

function amountOfKeys(keys: readonly string[]): Omit<Amount, 'bytes'> {
  const count = { id: 0, version: 0, folder: 0 };
  for (const key of keys) count[refOfKey(key).kind] += 1;
  return { files: count.id, versions: count.version, folders: count.folder };
}

async function withUsages(
  { references }: Pick<App, 'references'>,
  look: Look,
  account: Account,
  lists: ReadonlySet<string>,
  say: (message: string) => void,
  signal: AbortSignal,
): Promise<Found> {
  const seen = { ...look, seenAt: Date.now() };
  if (look.targets.length === 0) return { ...seen, usages: new Map() };
  say(vscode.l10n.t('searching the workspace…'));
  const targets = look.targets.map(({ target }) => target);
  return { ...seen, usages: await countedUsages(references, targets, account, { lists, signal }) };
}
