import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { FileVersion } from '../../core/library/fileVersions';
import { servedCopy, type ServedCopy } from '../../core/recovery/servedCopy';
import { restoreVersion as makeCurrent } from '../../core/recovery/versionRestore';
import { originalBytes } from '../../core/library/originalBytes';
import type { Connection } from '../account/connections';
import type { App } from '../app';
import { purgeTargets } from '../cdn/purgeFiles';
import { ReadOnlyKey } from '../failures/errors';
import { versionLabel } from '../preview/versionLabel';
import { causeText } from '../run/outcomeText';
import type { VersionNode } from '../tree/libraryNode';
import { formatAgeInWords, formatBytes } from '../ui/quantity';
import { oneLine } from '../ui/oneLine';
import { withLookUpProgress } from '../ui/progress';

/** The version that was current is read back to be named, up to this size. */
const largestNamed = 50 * 1024 * 1024;

/**
 * Makes an older version the current one: asks first, writes it down, and says afterwards whether the
 * CDN still serves the version before. Throws what the `runCommand` wrapper puts into words.
 */
export async function restoreVersion(app: App, node: VersionNode): Promise<void> {
  const connection = await app.connections.connect(node.account);
  const { account, client } = connection;
  if (account.access === 'readOnly') throw new ReadOnlyKey(account);
  const { asset } = node.parent;
  const rows = await withLookUpProgress(vscode.l10n.t('looking up versions…'), () =>
    app.library.versions(asset.fileId),
  );
  const current = rows?.find((row) => row.current);
  if (!rows) return;
  const name = oneLine(asset.name);
  if (!current) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Nothing was restored: the current version of {0} isn't known.", name),
    );
    return;
  }
  const restore = vscode.l10n.t('Restore as Current');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Make {0} of {1} the current one in {2}?',
      versionLabel(node.row),
      name,
      oneLine(account.name),
    ),
    { modal: true, detail: detailOf(asset.filePath, current, node.row) },
    restore,
  );
  if (answer !== restore) return;
  const { versionId, versionName } = node.row.version;
  const open = await app.recoveries.versions.begin({
    account: { id: account.id, name: account.name },
    createdAt: new Date().toISOString(),
    fileId: asset.fileId,
    path: asset.filePath,
    from: { versionId: current.version.versionId, versionName: current.version.versionName },
    to: { versionId, versionName },
  });
  const outcome = await makeCurrent(open.header, client.recovery, open.journal).finally(() =>
    open.close(),
  );
  app.library.refresh();
  app.recoveries.tell();
  const label = versionLabel(node.row);
  switch (outcome.kind) {
    case 'done':
      return sayDone(app, connection, node, current);
    case 'changed':
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'Nothing was restored: {0} got another current version after you were asked.',
          name,
        ),
      );
      return;
    case 'failed':
      void vscode.window.showErrorMessage(
        vscode.l10n.t("{0} of {1} wasn't restored: {2}.", label, name, causeText(outcome.failure)),
      );
      return;
    case 'unknown':
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "It's not known whether {0} of {1} is the current one: {2}. Refresh the library to see.",
          label,
          name,
          causeText(outcome.failure),
        ),
      );
  }
}

function detailOf(filePath: string, current: FileVersion, chosen: FileVersion): string {
  const now = Date.now();
  const line = (row: FileVersion) => {
    const { size, createdAt } = row.version;
    const parts = [
      versionLabel(row),
      ...(size === undefined ? [] : [formatBytes(size)]),
      formatAgeInWords(createdAt, now),
    ];
    return parts.filter((each) => each !== undefined).join(' · ');
  };
  return [
    oneLine(filePath),
    vscode.l10n.t('Now current: {0}', line(current)),
    vscode.l10n.t('Then current: {0}', line(chosen)),
    '',
    vscode.l10n.t(
      "No version is deleted: the current one stays in the file's list of versions. URLs of the file lead to the restored version, as soon as the CDN's copies are purged or expire.",
    ),
  ].join('\n');
}

async function sayDone(
  app: App,
  connection: Connection,
  node: VersionNode,
  before: FileVersion,
): Promise<void> {
  const { account, client } = connection;
  const { asset } = node.parent;
  const looked = await withLookUpProgress(
    vscode.l10n.t('checking what the CDN serves…'),
    async (_say, signal) => {
      const now = await client.recovery.details(asset.fileId, signal);
      const served = await servedCopy(now, undefined, account, client.recovery, signal);
      const isBefore =
        served.kind === 'other' &&
        served.sha256 === (await hashOfVersion(before, connection, signal));
      return { now, served, isBefore };
    },
    // Whatever keeps it from being seen: the version is current either way.
  ).catch(() => undefined);
  const said = vscode.l10n.t(
    '{0} is the current version of {1} again.',
    capital(versionLabel(node.row)),
    oneLine(asset.name),
  );
  const cdn = servedSentence(looked?.served, looked?.isBefore === true ? before : undefined);
  const text = [said, cdn].filter((each) => each !== '').join(' ');
  const isStale = looked?.served.kind === 'other' || looked?.served.kind === 'missing';
  if (!looked || !isStale) {
    void vscode.window.showInformationMessage(text);
    return;
  }
  const purge = vscode.l10n.t('Purge CDN Copies…');
  if ((await vscode.window.showWarningMessage(text, purge)) !== purge) return;
  await purgeTargets(app, account, [
    { kind: 'asset', asset: looked.now, olderVersions: undefined },
  ]);
}

async function hashOfVersion(
  { version }: FileVersion,
  { account, client }: Connection,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await originalBytes(version, account, client.recovery, {
    largest: largestNamed,
    signal,
  });
  return found.kind === 'bytes'
    ? createHash('sha256').update(found.bytes).digest('hex')
    : undefined;
}

function servedSentence(served: ServedCopy | undefined, before: FileVersion | undefined): string {
  switch (served?.kind) {
    case 'current':
      return vscode.l10n.t('The CDN serves it.');
    case 'other':
      return before
        ? vscode.l10n.t('The CDN still serves {0}.', versionLabel(before))
        : vscode.l10n.t('The CDN still serves another version.');
    case 'missing':
      return vscode.l10n.t("The CDN doesn't serve the file yet (404).");
    case 'notChecked':
      return served.why === 'private' || served.why === 'unpublished'
        ? ''
        : vscode.l10n.t("Couldn't check what the CDN serves.");
    case undefined:
      return vscode.l10n.t("Couldn't check what the CDN serves.");
  }
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(vscode.env.language) + text.slice(1);
}
