import * as vscode from 'vscode';
import type { BackupRecord } from '../../core/recovery/backup';
import {
  backupOfRun,
  listBackups,
  readBackup,
  type FoundBackup,
} from '../../io/backup/backupFolder';
import type { App } from '../app';
import { countOf } from '../plan/countText';
import { formatMoment } from '../ui/moment';
import { readBackupSettings } from '../settings/settings';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';
import { formatBytes, formatCount } from '../ui/quantity';

/** A backup that can be read. */
export type ReadBackup = Extract<FoundBackup, { kind: 'backup' }>;

/** The backup in this folder; `undefined` where it can't be read, which is said. */
export async function backupOfRow(folder: string): Promise<ReadBackup | undefined> {
  try {
    return { kind: 'backup', folder, record: await readBackup(folder) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('No readable backup in {0}: {1}', oneLine(folder), oneLine(reason)),
    );
    return undefined;
  }
}

/**
 * The backup of the run that a command came from, or one that is picked, the newest first.
 * `undefined` means that the person backed out, or that there is none, which is said.
 */
export async function pickBackup(
  app: Pick<App, 'backupFolder' | 'runs'>,
  runId: string | undefined,
): Promise<ReadBackup | undefined> {
  if (runId !== undefined) return backupOf(app, runId);
  const found = await allBackups(app);
  const now = Date.now();
  const choose = { label: vscode.l10n.t('Choose a Folder…'), backup: undefined };
  const rows = found.map((backup) => ({ ...rowOf(backup, now), backup }));
  const picked = await vscode.window.showQuickPick([...rows, choose].map(plainRow), {
    title: vscode.l10n.t('Choose a Backup'),
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  const { backup } = picked;
  if (!backup) return chosenFolder();
  if (backup.kind === 'backup') return backup;
  void vscode.window.showErrorMessage(
    vscode.l10n.t("Couldn't read this backup: {0}", oneLine(backup.reason)),
  );
  return undefined;
}

/** Whether a backup holds all that it was to hold; told before anything else of it. */
export function backupState({ header, entries, gaps, end }: BackupRecord): string {
  if (end === 'complete') return vscode.l10n.t('complete');
  const missing = Math.max(gaps.length, header.files - entries.length);
  const counted =
    missing === 1
      ? vscode.l10n.t('1 file is missing')
      : vscode.l10n.t('{0} files are missing', formatCount(missing));
  return end === undefined
    ? vscode.l10n.t('interrupted, {0}', counted)
    : vscode.l10n.t('incomplete, {0}', counted);
}

async function backupOf(
  { runs }: Pick<App, 'runs'>,
  runId: string,
): Promise<ReadBackup | undefined> {
  const { backup } = (await runs.records.read(runId)).header;
  const found = backup && (await backupOfRun(backup.folder, runId));
  if (!found) {
    void vscode.window.showWarningMessage(
      backup
        ? vscode.l10n.t('The backup of this run is no longer in {0}.', oneLine(backup.folder))
        : vscode.l10n.t("This run wasn't backed up."),
    );
  }
  return found;
}

/** All backups in the folders where they are put, newest first. Throws what the disk says. */
export async function allBackups({
  backupFolder,
}: Pick<App, 'backupFolder'>): Promise<readonly FoundBackup[]> {
  const { folder } = readBackupSettings();
  const folders = new Set([backupFolder, ...(folder === '' ? [] : [folder])]);
  const found = (await Promise.all([...folders].map(listBackups))).flat();
  return found.toSorted((a, b) => nameOf(b).localeCompare(nameOf(a), 'en'));
}

/** The name of a backup's folder begins with its time. */
function nameOf({ folder }: FoundBackup): string {
  return folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1);
}

function rowOf(backup: FoundBackup, now: number): { label: string; description: string } {
  if (backup.kind === 'unreadable') {
    return { label: nameOf(backup), description: vscode.l10n.t("can't be read") };
  }
  const { header, entries } = backup.record;
  const bytes = entries.reduce((sum, each) => sum + each.bytes, 0);
  const parts = [
    countOf('asset', entries.length),
    formatBytes(bytes),
    oneLine(header.account.name),
    backupState(backup.record),
  ];
  return { label: formatMoment(header.createdAt, now), description: parts.join(' · ') };
}

async function chosenFolder(): Promise<ReadBackup | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Choose the Folder of a Backup'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (!uri) return undefined;
  return backupOfRow(uri.fsPath);
}
