import * as vscode from 'vscode';
import { redact } from '../../api/redact';
import { goneTargets } from '../../core/cdn/purgeScope';
import { servedOriginals } from './askedUrls';
import { quotaText } from './askToPurge';
import { hasCopies, purgeRunUnasked, type PurgeableRun, type PurgeParts } from './purgeFiles';
import { failureText } from '../failures/failureText';
import type { EndedRun } from '../run/endedRun';
import { readPurgeMode } from '../settings/settings';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';

/** What a purge behind a run is made with. */
type AfterRunParts = PurgeParts & { readonly log: Pick<vscode.LogOutputChannel, 'error'> };

/** What becomes of the CDN's copies after a run. */
export interface PurgeAfterRun {
  /** Whether the person is asked. */
  readonly isOffered: boolean;
  /** What the closing message says of them; empty where there is nothing to say. */
  readonly note: string;
  /** Originals that a backup has fetched and nobody purges. */
  readonly served: readonly string[];
}

/** A run that has ended, as far as its copies on the CDN go. */
export function purgeableRun({ runId, account, plan, outcomes }: EndedRun): PurgeableRun {
  const targets = outcomes.map(({ planned, outcome }) => ({ planned, state: outcome }));
  return { runId, account, targets, backup: plan.backup };
}

/** Does after a run what the settings say about the CDN. Never throws: what was deleted is. */
export async function purgeAfterRun(app: AfterRunParts, ended: EndedRun): Promise<PurgeAfterRun> {
  const run = purgeableRun(ended);
  const nothing = { isOffered: false, note: '', served: [] };
  if (!hasCopies(run)) return nothing;
  switch (readPurgeMode()) {
    case 'ask':
      return { ...nothing, isOffered: true };
    case 'always':
      return { ...nothing, note: await begin(app, run) };
    case 'never': {
      const { backup, account, runId } = run;
      if (backup.kind === 'none') return nothing;
      const gone = goneTargets(run.targets);
      const served = await servedOriginals(gone, backup.folder, runId, account);
      return { ...nothing, note: servedNote(served), served };
    }
  }
}

async function begin(app: AfterRunParts, run: PurgeableRun): Promise<string> {
  const name = oneLine(run.account.name);
  try {
    const sent = await app.purges.sentInMonth(run.account.id, Date.now());
    const calls = await purgeRunUnasked(app, run);
    if (calls === 0) return vscode.l10n.t('No CDN copies were purged.');
    return vscode.l10n.t('Purging the CDN copies: {0}', quotaText(name, calls, sent));
  } catch (error) {
    app.log.error(`purge: ${redact(String(error))}`);
    return vscode.l10n.t(
      "Couldn't start the CDN purge. {0}",
      failureText(error, run.account.name).message,
    );
  }
}

function servedNote(served: readonly string[]): string {
  const [first] = served;
  if (first === undefined) return '';
  const more = served.length - 1;
  return more === 0
    ? vscode.l10n.t('The CDN may still serve the original that the backup fetched: {0}', first)
    : vscode.l10n.t(
        'The CDN may still serve the originals that the backup fetched: {0} and {1} more.',
        first,
        formatCount(more),
      );
}
