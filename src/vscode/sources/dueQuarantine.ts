import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import { ApiError } from '../../api/errors';
import {
  changesSince,
  isDue,
  isQuiet,
  quarantinedFiles,
  type ChangeSince,
  type DueEvidence,
  type QuarantinedFile,
} from '../../core/publication/due';
import { requestsByPath, trafficDays } from '../../core/publication/traffic';
import { targetKey } from '../../core/target';
import type { Connection } from '../account/connections';
import type { App } from '../app';
import type { Collected, Source } from './source';
import { formatDay } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';
import { plural } from '../ui/plural';
import { withLookUpProgress } from '../ui/progress';
import { formatBytes, formatCount } from '../ui/quantity';

/** Files that were unpublished to be deleted later, and that are due: each looked at once more. */
export const dueQuarantine: Source = {
  id: 'dueQuarantine',
  label: () => vscode.l10n.t('Quarantine That Is Due'),
  detail: () => vscode.l10n.t('Files that were unpublished to be deleted later'),
  icon: 'watch',
  isOffered: async (app) => (await quarantined(app)).length > 0,
  collect: collectDue,
};

/** All that waits in the active account's quarantine, due or not. */
async function quarantined({
  publications,
  accounts,
}: Pick<App, 'publications' | 'accounts'>): Promise<readonly QuarantinedFile[]> {
  const id = accounts.active?.id;
  return id === undefined ? [] : quarantinedFiles(await publications.records(), id);
}

/** A file that is due, with what is known of it. */
interface DueFile extends DueEvidence {
  readonly file: QuarantinedFile;
  readonly asset: Asset;
}

async function collectDue(app: App): Promise<Collected | undefined> {
  const all = await quarantined(app);
  const now = Date.now();
  const due = all.filter((file) => isDue(file, now));
  if (due.length === 0) {
    sayNoneDue(all);
    return undefined;
  }
  const connection = await app.connections.connect();
  const seen = await withLookUpProgress(vscode.l10n.t('looking up files…'), (_say, signal) =>
    lookAtDue(app, connection, due, now, signal),
  );
  if (!seen) return undefined;
  if (seen.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('All files that are due were deleted already.'),
    );
    return undefined;
  }
  const chosen = await choose(seen);
  if (!chosen || chosen.length === 0) return undefined;
  return {
    claims: chosen.map(({ asset: { fileId } }) => ({
      ref: { kind: 'id', fileId },
      source: undefined,
    })),
    named: true,
    notes: [],
    isChosen: true,
  };
}

/** Files whose records one search asks for. */
const recordsAtATime = 50;

async function lookAtDue(
  app: Pick<App, 'references'>,
  { client, account }: Connection,
  due: readonly QuarantinedFile[],
  now: number,
  signal: AbortSignal,
): Promise<readonly DueFile[]> {
  const assets = new Map<string, Asset>();
  const ids = due.map(({ target }) => target.asset.fileId);
  for (let from = 0; from < ids.length; from += recordsAtATime) {
    const some = ids.slice(from, from + recordsAtATime);
    for (const each of await client.recovery.records(some, signal)) assets.set(each.fileId, each);
  }
  for (const fileId of ids) {
    // A search may lag; the file itself doesn't.
    const asset = assets.get(fileId) ?? (await unlessGone(client.getAsset(fileId, signal)));
    if (asset) assets.set(fileId, asset);
  }
  const targetOf = (asset: Asset) => ({ kind: 'asset', asset, olderVersions: undefined }) as const;
  const usages = await app.references.usagesOf([...assets.values()].map(targetOf), account, signal);
  const since = Math.min(...due.map(({ quarantinedAt }) => Date.parse(quarantinedAt)));
  const days = trafficDays(since, now);
  const requests = await requestsByPath(client.cdn, days, account.urlEndpoints, signal);
  return due.flatMap((file): readonly DueFile[] => {
    const asset = assets.get(file.target.asset.fileId);
    if (!asset) return [];
    return [
      {
        file,
        asset,
        changes: changesSince(file, asset),
        usage: usages.get(targetKey(targetOf(asset))),
        requests: requests && (requests.get(asset.filePath) ?? 0),
      },
    ];
  });
}

async function unlessGone(asked: Promise<Asset>): Promise<Asset | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === 'notFound') return undefined;
    throw error;
  }
}

async function choose(files: readonly DueFile[]): Promise<readonly DueFile[] | undefined> {
  const unchanged = files.filter(({ changes }) => changes.length === 0).length;
  const rows = files
    .toSorted((a, b) => Number(isQuiet(b)) - Number(isQuiet(a)))
    .map((due) => ({
      label: oneLine(due.asset.filePath),
      description: [
        due.asset.size === undefined ? '' : formatBytes(due.asset.size),
        ...factsOf(due),
      ]
        .filter((each) => each !== '')
        .join(' · '),
      picked: isQuiet(due),
      due,
    }));
  const picked = await vscode.window.showQuickPick(rows.map(plainRow), {
    title: vscode.l10n.t(
      'Quarantine That Is Due: {0} unchanged, {1} changed',
      formatCount(unchanged),
      formatCount(files.length - unchanged),
    ),
    placeHolder: vscode.l10n.t(
      'Select the files to delete. Those that changed or are still in use are not selected.',
    ),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ due }) => due);
}

function factsOf({ file, changes, usage, requests }: DueFile): readonly string[] {
  return [
    vscode.l10n.t('unpublished {0}', formatDay(file.quarantinedAt)),
    changes.length === 0
      ? vscode.l10n.t('unchanged')
      : vscode.l10n.t('changed since: {0}', changes.map(changeText).join(', ')),
    mentionsText(usage),
    requestsText(requests),
  ];
}

function mentionsText(usage: DueEvidence['usage']): string {
  if (!usage) return vscode.l10n.t('not searched for references');
  const references = usage.references.length;
  if (references > 0) {
    return plural(references, {
      one: vscode.l10n.t('{0} reference', formatCount(references)),
      other: vscode.l10n.t('{0} references', formatCount(references)),
    });
  }
  return usage.hints.length > 0
    ? vscode.l10n.t('possible references')
    : vscode.l10n.t('no references');
}

function requestsText(requests: number | undefined): string {
  if (requests === undefined) return vscode.l10n.t('traffic not known');
  if (requests === 0) return vscode.l10n.t('not among the most requested');
  return plural(requests, {
    one: vscode.l10n.t('{0} request since', formatCount(requests)),
    other: vscode.l10n.t('{0} requests since', formatCount(requests)),
  });
}

function changeText(change: ChangeSince): string {
  switch (change) {
    case 'published':
      return vscode.l10n.t('published again');
    case 'path':
      return vscode.l10n.t('moved or renamed');
    case 'version':
      return vscode.l10n.t('new version');
    case 'size':
      return vscode.l10n.t('size');
    case 'tags':
      return vscode.l10n.t('tags');
    case 'date':
      return vscode.l10n.t('something else');
  }
}

function sayNoneDue(all: readonly QuarantinedFile[]): void {
  const [next] = all.map(({ dueAt }) => dueAt).sort();
  void vscode.window.showInformationMessage(
    next === undefined
      ? vscode.l10n.t('No files wait in quarantine.')
      : vscode.l10n.t(
          'No quarantined file is due yet. The first ones are on {0}.',
          formatDay(next),
        ),
  );
}
