import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { Protections } from '../../core/plan/guards';
import { guardPlan } from '../../core/plan/limits';
import type { DeletionPlan } from '../../core/plan/plan';
import type { PublicationChange, PublicationTarget } from '../../core/publication/publication';
import type { Quarantine } from '../../core/publication/publicationRecord';
import type { Place } from '../../core/reference';
import type { Claim } from '../../core/request';
import type { PlannedTarget } from '../../core/target';
import type { App } from '../app';
import { draftPlan, type DraftPlan } from '../deletion/draftPlan';
import { find, type Found } from '../deletion/find';
import { gate, type Passage } from '../deletion/gate';
import { countOf } from '../plan/countText';
import { findingText, refText, targetText, unresolvedText } from '../plan/targetText';
import {
  backupNote,
  mayBackUpTo,
  ownBackup,
  roomIn,
  sayBrokenFolder,
} from '../recovery/backupChoice';
import { backupSize } from '../../core/recovery/backupSize';
import { shownPlace } from '../references/place';
import { readQuarantine } from '../settings/settings';
import { oneLine } from '../ui/oneLine';
import { withLookUpProgress } from '../ui/progress';
import { formatBytes, formatCount } from '../ui/quantity';
import { askToPublish } from './askToPublish';
import type { PublicationQuestion } from './questionText';
import { startPublication } from './runFiles';

/** What is asked for: files by what names them, and what is to become of them. */
export interface PublicationRequest {
  readonly claims: readonly Claim[];
  readonly act: 'publish' | 'unpublish' | 'quarantine';
  /** Whether somebody named each of them; `false` for what was found in texts. */
  readonly named: boolean;
  readonly notes?: readonly string[];
  /** Whose library it is about, when not that of the workspace's account. */
  readonly account?: Account;
  /** What it takes back, and how that was done. */
  readonly undo?: {
    readonly undoes: string;
    readonly withVersions: boolean;
    readonly tag: PublicationChange['tag'];
    readonly note: string | undefined;
  };
}

/**
 * The one road of every publication, from claims to the end of its run: the guards, limits and
 * questions of a deletion hold for it too. Throws what the `runCommand` wrapper puts into words.
 */
export async function publishFiles(app: App, request: PublicationRequest): Promise<void> {
  const { act, account: asked } = request;
  const passage = await gate(app, asked);
  if (!passage) return;
  const { connection } = passage;
  const { account } = connection;
  const found = await find(app, connection, request.claims, {
    named: request.named,
    versionUrls: 'file',
  });
  if (!found) return;
  const draft = draftOf(app, account, found, passage, request);
  const { plan } = draft;
  if (plan.targets.length === 0) {
    sayNothingToPublish(draft, act);
    return;
  }
  if (!isAllowed(plan, passage)) return;
  const quarantine = act === 'quarantine' ? await planQuarantine(app, plan, passage) : undefined;
  if (act === 'quarantine' && !quarantine) return;
  const tag = quarantine ? ({ change: 'add', name: quarantine.tag } as const) : request.undo?.tag;
  const now = Date.now();
  const [purges, unpublished] = await Promise.all([
    app.purges.sentInMonth(account.id, now),
    app.publications.spentInMonth(account.id, now),
  ]);
  const question: PublicationQuestion = {
    plan,
    account,
    isPublished: act === 'publish',
    notes: [...(request.notes ?? []), ...draft.notes],
    coverage: app.references.coverage,
    versionUrls: versionUrlsOf(app, plan, account),
    spent: purges + unpublished,
    changesPerFile: tag ? 2 : 1,
    ...(quarantine && { quarantine }),
    ...(request.undo && { undo: request.undo }),
  };
  const answer = await askToPublish(question, draft.reasons);
  if (!answer || (quarantine && !(await mayBackUpTo(quarantine.decision)))) return;
  // What holds when the answer comes: a key may have changed, or a policy.
  const again = await gate(app, account);
  if (!again || !isAllowed(plan, again)) return;
  await startPublication(app, again, targetsOf(plan), {
    change: {
      isPublished: act === 'publish',
      withVersions: answer.withVersions,
      ...(tag && { tag }),
    },
    ...(quarantine && { quarantine: quarantine.record }),
    ...(request.undo && { undoes: request.undo.undoes }),
  });
}

/** The files of a plan, as a publication takes them. */
function targetsOf({ targets }: Pick<DeletionPlan, 'targets'>): readonly PublicationTarget[] {
  return targets.flatMap(({ target }) =>
    target.kind === 'asset' ? [{ asset: target.asset, olderVersions: target.olderVersions }] : [],
  );
}

const nothingProtected: Protections = {
  tags: new Set(),
  ids: new Set(),
  paths: [],
  minAgeHours: 0,
};

/** Guards keep what may not be deleted from being unpublished, and nothing from being published. */
function draftOf(
  app: App,
  account: Account,
  found: Found,
  { limits }: Passage,
  { act, named }: PublicationRequest,
): DraftPlan {
  const files = {
    ...found,
    targets: found.targets.filter(({ target }) => target.kind === 'asset'),
  };
  const own = act === 'publish' ? { ...limits, protections: nothingProtected } : limits;
  return draftPlan(app, account, files, own, { named });
}

/** Whether so many files may be changed in one run; says so when not. */
function isAllowed({ targets }: DeletionPlan, { limits }: Passage): boolean {
  const refusal = guardPlan({ targets }, limits, 'planned');
  if (!refusal || refusal.kind === 'backupRequired') return true;
  const { setBy, most } = refusal.limit;
  const [holds, allowed, setting] =
    refusal.kind === 'tooManyFiles'
      ? [countOf('asset', refusal.count), formatCount(most), 'runLimitFiles']
      : [formatBytes(refusal.bytes), formatBytes(most), 'runLimitBytes'];
  const open = vscode.l10n.t('Open Settings');
  void vscode.window
    .showWarningMessage(
      setBy === 'person'
        ? vscode.l10n.t(
            'Nothing was changed: {0} are selected, but your settings allow {1} per run.',
            holds,
            allowed,
          )
        : vscode.l10n.t(
            "Nothing was changed: {0} are selected, but this workspace's policy allows {1} per run.",
            holds,
            allowed,
          ),
      ...(setBy === 'person' ? [open] : []),
    )
    .then(async (pressed) => {
      if (pressed !== open) return;
      await vscode.commands.executeCommand(
        'workbench.action.openSettings',
        `@id:imagekitCleanup.${setting}`,
      );
    });
  return false;
}

interface PlannedQuarantine extends NonNullable<PublicationQuestion['quarantine']> {
  readonly record: Quarantine;
  readonly decision: Parameters<typeof mayBackUpTo>[0];
}

/** When it is due, by which tag, and how it is backed up; `undefined` where it can't be. */
async function planQuarantine(
  app: App,
  { targets }: { readonly targets: readonly PlannedTarget[] },
  { connection }: Passage,
): Promise<PlannedQuarantine | undefined> {
  const decision = ownBackup(app);
  if (!decision) {
    await sayBrokenFolder();
    return undefined;
  }
  const { folder, withVersions } = decision;
  const size = await withLookUpProgress(vscode.l10n.t('looking up versions…'), (_say, signal) =>
    backupSize(targets, withVersions, connection.client.recovery, signal),
  );
  if (!size) return undefined;
  const { days, tag } = readQuarantine(new Date());
  const dueAt = new Date(Date.now() + days * 86_400_000).toISOString();
  return {
    dueAt,
    tag,
    decision,
    backup: backupNote({ decision, size, free: await roomIn(decision) }),
    record: { dueAt, folder, withVersions },
  };
}

/** Where the workspace has URLs of single versions of these files. */
function versionUrlsOf(
  { references }: Pick<App, 'references'>,
  { targets }: DeletionPlan,
  account: Account,
): readonly Place[] {
  return targets.flatMap(({ target }) => {
    if (target.kind !== 'asset') return [];
    const { references: mentions } = references.usage(target.asset, account);
    return mentions
      .filter(({ reference: { ref } }) => ref.kind === 'url' && ref.versionToken !== undefined)
      .map(shownPlace);
  });
}

function sayNothingToPublish(
  { plan: { refused, unresolved }, account, notes }: DraftPlan,
  act: PublicationRequest['act'],
): void {
  const [kept] = refused;
  const [missing] = unresolved;
  const reason = kept
    ? `${targetText(kept.planned.target)}: ${findingText(kept.finding)}`
    : missing
      ? `${refText(missing.ref)}: ${unresolvedText(missing)}`
      : vscode.l10n.t('no files were selected');
  const name = oneLine(account.name);
  const text =
    act === 'publish'
      ? vscode.l10n.t('Nothing to publish in {0}: {1}.', name, reason)
      : vscode.l10n.t('Nothing to unpublish in {0}: {1}.', name, reason);
  void vscode.window.showWarningMessage([text, ...notes].join(' '));
}
