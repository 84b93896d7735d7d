import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { AssetRecord } from '../../api/recovery/assetRecord';
import type { BackupEntry } from '../../core/recovery/backup';
import { openKeys, type RestoreOutcome } from '../../core/recovery/restore';
import { runRestore } from '../../core/recovery/restoreRun';
import { isIntact, readSidecar } from '../../io/backup/backupFolder';
import { restoreClient } from '../../io/backup/restoreClient';
import {
  beginRestore,
  listRestores,
  reopenRestore,
  type OpenRestore,
} from '../../io/backup/restoreFolder';
import type { Connection } from '../account/connections';
import type { App } from '../app';
import { purgeTargets } from '../cdn/purgeFiles';
import { ReadOnlyKey } from '../failures/errors';
import { partOf } from '../plan/countText';
import { readSettings } from '../settings/settings';
import { withLookUpProgress, withProgress } from '../ui/progress';
import { formatCount } from '../ui/quantity';
import {
  askForName,
  askToGoOn,
  askToRestore,
  chooseEntries,
  type RestoreQuestion,
} from './askToRestore';
import { isEntryIntact } from './backups';
import type { ReadBackup } from './pickBackup';
import type { RestoredEntry } from './restoredEntry';
import { restoredText, showRestoreReport } from './restoreText';
import { lookAtCopies, purgeable } from './servedCopies';
import { updateReferences, type NewIds } from './updateReferences';

/** Files looked at, or restored, at a time. */
const concurrency = 4;

/**
 * The one road of every restore, from a backup to the message about how it went: what is damaged or
 * in the way is told before the question, and nothing is sent before the answer. Throws what the
 * `runCommand` wrapper puts into words.
 */
export async function restoreBackup(app: App, backup: ReadBackup): Promise<void> {
  const connection = await app.connections.connect();
  const { account } = connection;
  if (account.access === 'readOnly') throw new ReadOnlyKey(account);
  const { header } = backup.record;
  if (header.account.id !== account.id && !(await askForName(account, header.account))) return;
  const restore = await openRestore(backup, connection);
  if (!restore) return;
  const restored = await run(connection, backup, restore).finally(async () => {
    await restore.close();
    app.recoveries.tell();
  });
  app.library.refresh();
  const looked = await lookAtCopies(connection, backup, restored);
  const ended = restored.map((each) => ({ ...each, served: looked.get(each.key)?.served }));
  const { text, isWhole } = restoredText(ended, account.name);
  const ids = newIds(ended);
  const stale = purgeable(looked);
  const update = vscode.l10n.t('Update References…');
  const purge = vscode.l10n.t('Purge CDN Copies…');
  const report = vscode.l10n.t('Show Report');
  const buttons = [...(ids.size > 0 ? [update] : []), ...(stale.length > 0 ? [purge] : []), report];
  const pressed =
    isWhole && stale.length === 0
      ? await vscode.window.showInformationMessage(text, ...buttons)
      : await vscode.window.showWarningMessage(text, ...buttons);
  if (pressed === update) await updateReferences(app, ids);
  if (pressed === purge) await purgeTargets(app, account, stale);
  if (pressed === report) await showRestoreReport(ended, account.name);
}

/** What the restored files are called now. */
function newIds(ended: readonly RestoredEntry[]): NewIds {
  return new Map(
    ended.flatMap(({ entry, outcome }) =>
      outcome.kind === 'restored' && entry.fileId !== undefined
        ? [[entry.fileId, outcome.fileId] as const]
        : [],
    ),
  );
}

/** The last restore of this backup where that stopped, or a new one; `undefined` for neither. */
async function openRestore(
  backup: ReadBackup,
  connection: Connection,
): Promise<OpenRestore | undefined> {
  const { folder } = backup;
  // A record that can't be read is not gone on with; a new restore leaves what is there alone.
  const restores = await listRestores(folder).catch(() => []);
  const last = restores.find(({ header }) => header.accountId === connection.account.id);
  if (!last || openKeys(last).length === 0) return begin(backup, connection);
  switch (await askToGoOn(last)) {
    case 'goOn':
      return reopenRestore(folder, last.header.restoreId);
    case 'new':
      return begin(backup, connection);
    case undefined:
      return undefined;
  }
}

/** `undefined` when the person backed out. */
async function begin(
  { folder, record }: ReadBackup,
  connection: Connection,
): Promise<OpenRestore | undefined> {
  const entries = await chooseEntries(record);
  if (!entries) return undefined;
  const question = await withLookUpProgress(vscode.l10n.t('checking the backup…'), (say, signal) =>
    look(folder, entries, connection, say, signal),
  );
  const rule = question && (await askToRestore(record, question, connection.account));
  if (!rule) return undefined;
  return beginRestore(folder, {
    backupId: record.header.backupId,
    accountId: connection.account.id,
    createdAt: new Date().toISOString(),
    rule,
    keys: entries.map(({ key }) => key),
  });
}

/** Reads every byte of what was chosen, and looks for what is in its place. */
async function look(
  folder: string,
  entries: readonly BackupEntry[],
  { client }: Connection,
  say: (message: string, share: number) => void,
  signal: AbortSignal,
): Promise<RestoreQuestion> {
  const damaged: BackupEntry[] = [];
  const existing = new Map<string, AssetRecord>();
  const waiting = [...entries];
  let done = 0;
  const next = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      signal.throwIfAborted();
      const [isWhole, there] = await Promise.all([
        isEntryIntact(folder, entry.sidecar),
        client.recovery.fileAt(entry.path, signal),
      ]);
      if (!isWhole) damaged.push(entry);
      if (there) existing.set(entry.key, there);
      done += 1;
      say(
        vscode.l10n.t('{0} of {1}', formatCount(done), formatCount(entries.length)),
        done / entries.length,
      );
    }
  };
  await Promise.all(Array.from({ length: concurrency }, next));
  return { entries, damaged, existing };
}

function run(
  { client }: Connection,
  { folder, record }: ReadBackup,
  { record: begun, journal }: OpenRestore,
): Promise<readonly RestoredEntry[]> {
  const entries = new Map(record.entries.map((entry) => [entry.key, entry]));
  const outcomes = new Map<string, RestoreOutcome>(begun.outcomes);
  const { keys, rule } = begun.header;
  return withProgress(vscode.l10n.t('ImageKit'), async (say, signal) => {
    const show = () => {
      const count = keys.filter((key) => outcomes.get(key) !== undefined).length;
      say(vscode.l10n.t('restoring {0}', partOf('asset', count, keys.length)), count / keys.length);
    };
    for (const key of openKeys(begun)) outcomes.delete(key);
    show();
    const ends = runRestore(begun, {
      client: restoreClient(client, folder),
      journal,
      rule,
      metadataFields: new Set(await client.recovery.customMetadataFields(signal)),
      isIntact: (version) => isIntact(folder, version),
      fileOf: (key) => readSidecar(folder, entries.get(key)?.sidecar ?? ''),
      concurrency: Math.min(concurrency, readSettings().concurrency),
      signal,
      pause: (ms, aborted) => sleep(ms, undefined, { signal: aborted }).catch(() => undefined),
    });
    for await (const { key, outcome } of ends) {
      outcomes.set(key, outcome);
      show();
    }
    return keys.map((key) => ({
      key,
      entry: entries.get(key) ?? { path: key, fileId: undefined },
      outcome: outcomes.get(key) ?? { kind: 'notAttempted' },
      served: undefined,
    }));
  });
}
