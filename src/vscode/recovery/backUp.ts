import * as vscode from 'vscode';
import { pages } from '../../api/pages';
import { findTargets } from '../../core/plan/findTargets';
import type { NotBackedUp } from '../../core/recovery/backup';
import { backupSize } from '../../core/recovery/backupSize';
import type { Claim } from '../../core/request';
import { targetKey, targetPath, type PlannedTarget, type Target } from '../../core/target';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import { countText } from '../plan/countText';
import { notBackedUpText } from '../run/notBackedUpText';
import { readSettings } from '../settings/settings';
import { oneLine } from '../ui/oneLine';
import { withLookUpProgress, withProgress } from '../ui/progress';
import { formatBytes, formatCount } from '../ui/quantity';
import {
  backupNote,
  mayBackUpTo,
  ownBackup,
  roomIn,
  sayBrokenFolder,
  sayNoRoom,
} from './backupChoice';
import { beginBackup } from './backups';
import { overLimitsText, removeBackups } from './removeBackups';

/** What is backed up: what claims lead to, or every file of the library. */
export type BackupScope = readonly Claim[] | 'library';

/**
 * Backs files up without deleting anything: says how much it downloads, asks, and tells what isn't in
 * the backup and why. Throws what the `runCommand` wrapper puts into words.
 */
export async function backUp(app: App, scope: BackupScope): Promise<void> {
  const connection = await app.connections.connect();
  const decision = ownBackup(app);
  if (!decision) return sayBrokenFolder();
  const targets = await withLookUpProgress(vscode.l10n.t('looking up files…'), (_say, signal) =>
    targetsOf(scope, connection, signal),
  );
  if (!targets) return;
  if (targets.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There are no files to back up.'));
    return;
  }
  const size = await withLookUpProgress(vscode.l10n.t('looking up versions…'), (_say, signal) =>
    backupSize(targets, decision.withVersions, connection.client.recovery, signal),
  );
  if (!size) return;
  const offered = { decision, size, free: await roomIn(decision) };
  if (offered.free !== undefined && offered.free < size.bytes) return sayNoRoom(offered);
  const start = vscode.l10n.t('Back Up');
  const name = oneLine(connection.account.name);
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Back up {0} from {1}?', countText(kindsOf(targets)), name),
    { modal: true, detail: backupNote(offered) },
    start,
  );
  if (answer !== start || !(await mayBackUpTo(decision))) return;
  const missing = await withProgress('ImageKit', async (say, signal) => {
    let received = 0;
    const backup = await beginBackup({
      ...{ runId: undefined, plan: { targets }, decision, signal },
      account: connection.account,
      client: connection.client.recovery,
      concurrency: readSettings().concurrency,
      onProgress(bytes) {
        received += bytes;
        say(
          vscode.l10n.t('backed up {0} of {1}', formatBytes(received), formatBytes(size.bytes)),
          size.bytes === 0 ? 0 : Math.min(1, received / size.bytes),
        );
      },
    });
    try {
      return await backup.gate.ensure(targets);
    } finally {
      await backup.end();
      app.recoveries.tell();
    }
  });
  await sayBackedUp(app, targets, missing, name);
}

async function targetsOf(
  scope: BackupScope,
  { client, account }: Connection,
  signal: AbortSignal,
): Promise<readonly PlannedTarget[]> {
  const found: Target[] = [];
  if (scope === 'library') {
    for await (const page of pages(client, { type: 'file' }, signal)) {
      for (const item of page) {
        if (item.type === 'file')
          found.push({ kind: 'asset', asset: item, olderVersions: undefined });
      }
    }
  } else {
    const { urlEndpoints } = account;
    const how = { named: true, versionUrls: 'file' } as const;
    const all = await findTargets(scope, { client, urlEndpoints, signal, ...how });
    found.push(...all.targets.map(({ target }) => target));
  }
  const files = found.filter(({ kind }) => kind !== 'folder');
  const byKey = new Map(files.map((target) => [targetKey(target), target]));
  return [...byKey].map(([key, target]) => ({ key, target, source: undefined, references: [] }));
}

function kindsOf(targets: readonly PlannedTarget[]): readonly Target[] {
  return targets.map(({ target }) => target);
}

/** So many files are named in the message; the backup's manifest has them all. */
const mostNamed = 3;

async function sayBackedUp(
  app: App,
  targets: readonly PlannedTarget[],
  missing: ReadonlyMap<string, NotBackedUp>,
  account: string,
): Promise<void> {
  const done = targets.filter(({ key }) => !missing.has(key));
  const all = countText(kindsOf(targets));
  if (missing.size === 0) {
    const said = vscode.l10n.t('Backed up {0} from {1}.', all, account);
    // A hint that can't be made is not worth a failure of the backup that stands.
    const hint = await overLimitsText(app).catch(() => undefined);
    const remove = vscode.l10n.t('Remove Old Backups…');
    const pressed = await (hint === undefined
      ? vscode.window.showInformationMessage(said)
      : vscode.window.showInformationMessage(`${said} ${hint}`, remove));
    if (pressed === remove) await removeBackups(app);
    return;
  }
  const named = targets.flatMap(({ key, target }) => {
    const why = missing.get(key);
    return why ? [`${oneLine(targetPath(target))}: ${notBackedUpText(why)}`] : [];
  });
  const first = named.slice(0, mostNamed).join('; ');
  const more = named.length - mostNamed;
  void vscode.window.showWarningMessage(
    [
      done.length === 0
        ? vscode.l10n.t('None of {0} backed up from {1}.', all, account)
        : vscode.l10n.t('Backed up {0} of {1} from {2}.', formatCount(done.length), all, account),
      more > 0
        ? vscode.l10n.t('Not backed up: {0}; and {1} more.', first, formatCount(more))
        : vscode.l10n.t('Not backed up: {0}.', first),
    ].join(' '),
  );
}
