import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { noBackup, type BackupDecision, type DeletionPlan } from '../../core/plan/plan';
import type { BackupStand, RunLimits } from '../../core/plan/limits';
import { backupRule } from '../../core/recovery/backupRule';
import { backupSize, type BackupSize } from '../../core/recovery/backupSize';
import { freeBytes } from '../../io/disk/freeBytes';
import type { Connection } from '../account/connections';
import type { App } from '../app';
import { readBackupSettings } from '../settings/settings';
import { oneLine } from '../ui/oneLine';
import { plural } from '../ui/plural';
import { withLookUpProgress } from '../ui/progress';
import { formatBytes, formatCount } from '../ui/quantity';

type Required = Extract<BackupDecision, { kind: 'required' }>;

/** A backup that may be agreed to. */
export interface OfferedBackup {
  readonly decision: Required;
  readonly size: BackupSize;
  /** Bytes that the disk still takes; `undefined` where the system doesn't say. */
  readonly free?: number | undefined;
}

/** What may be agreed to before a deletion: at least one of both. */
export interface BackupChoice {
  /** What "Back Up and Delete" means, and how much it downloads; missing where it is turned off. */
  readonly offered: OfferedBackup | undefined;
  /** Whether files may be deleted without a backup. */
  readonly mayDecline: boolean;
}

/** Whether the settings let a plan be backed up. */
export function backupStand(): BackupStand {
  return readBackupSettings().mode === 'never' ? 'turnedOff' : 'planned';
}

/** What the settings mean for a plan that nobody was asked about yet. */
function likelyBackup({ backupFolder }: Pick<App, 'backupFolder'>): BackupDecision {
  const { mode, withVersions, folder } = readBackupSettings();
  if (mode === 'never') return noBackup;
  return { kind: 'required', withVersions, folder: folder === '' ? backupFolder : folder };
}

/** What the settings mean for a backup that is asked for by itself; `undefined` for a broken folder. */
export function ownBackup({ backupFolder }: Pick<App, 'backupFolder'>): Required | undefined {
  const { withVersions, folder } = readBackupSettings();
  const parent = folder === '' ? backupFolder : folder;
  return path.isAbsolute(parent) ? { kind: 'required', withVersions, folder: parent } : undefined;
}

/**
 * Finds out what a person may choose, and how much a backup downloads. `undefined` means that nothing
 * may be deleted, which is said, or that the look-up was cancelled.
 */
export async function backupChoice(
  app: Pick<App, 'backupFolder'>,
  { targets }: Pick<DeletionPlan, 'targets'>,
  limits: Pick<RunLimits, 'requireBackup'>,
  { client }: Pick<Connection, 'client'>,
): Promise<BackupChoice | undefined> {
  const { mode } = readBackupSettings();
  const decision = likelyBackup(app);
  const rule = backupRule(targets, mode, limits);
  if (decision.kind === 'none' || rule === 'none') return { offered: undefined, mayDecline: true };
  if (!path.isAbsolute(decision.folder)) {
    await sayBrokenFolder();
    return undefined;
  }
  const size = await withLookUpProgress(vscode.l10n.t('looking up versions…'), (_say, signal) =>
    backupSize(targets, decision.withVersions, client.recovery, signal),
  );
  if (!size) return undefined;
  const free = await roomIn(decision);
  return { offered: { decision, size, free }, mayDecline: rule === 'choice' };
}

/** The room for a backup. A system that doesn't say is asked again before each file. */
export async function roomIn({ folder }: Required): Promise<number | undefined> {
  return freeBytes(folder).catch(() => undefined);
}

/** What is said of a backup before anybody agrees to it. */
export function backupNote(offered: OfferedBackup): string {
  const { size, free } = offered;
  const note = [
    ...(size.bytes > 0 || size.isLeast || !size.unpublished ? [trafficNote(offered)] : []),
    ...(size.unpublished ? [unpublishedNote(size.unpublished)] : []),
  ].join(' ');
  if (free === undefined || free >= size.bytes) return note;
  const room = vscode.l10n.t(
    "Only {0} are free there: what doesn't fit isn't backed up, and isn't deleted.",
    formatBytes(free),
  );
  return `${note} ${room}`;
}

/** Where the bytes of files come from that can't be fetched any more. */
function unpublishedNote(count: number): string {
  return plural(count, {
    one: vscode.l10n.t(
      "{0} unpublished file is taken from its earlier backup, if version, size and every byte are unchanged. Otherwise it isn't backed up, and isn't deleted.",
      formatCount(count),
    ),
    other: vscode.l10n.t(
      "{0} unpublished files are taken from their earlier backups, if version, size and every byte are unchanged. Otherwise they aren't backed up, and aren't deleted.",
      formatCount(count),
    ),
  });
}

function trafficNote({ decision, size }: OfferedBackup): string {
  const bytes = formatBytes(size.bytes);
  const much = size.isLeast ? vscode.l10n.t('at least {0}', bytes) : bytes;
  const folder = oneLine(decision.folder);
  return decision.withVersions
    ? vscode.l10n.t(
        'A backup downloads {0} first, with all versions, to {1}. ImageKit counts that as delivery traffic.',
        much,
        folder,
      )
    : vscode.l10n.t(
        'A backup downloads {0} first, without older versions, to {1}. ImageKit counts that as delivery traffic.',
        much,
        folder,
      );
}

/** Whether a backup may go where it was decided: inside a Git work tree only after a question. */
export async function mayBackUpTo({ folder }: Required): Promise<boolean> {
  const tree = await workTreeOf(folder);
  if (tree === undefined) return true;
  const yes = vscode.l10n.t('Back Up There');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Back up into a Git repository?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        '{0} is in the repository {1}. Backed-up files, private ones too, could be committed with it.',
        oneLine(folder),
        oneLine(tree),
      ),
    },
    yes,
  );
  return answer === yes;
}

/** The Git work tree that a folder is in, whether the folder is there yet or not. */
async function workTreeOf(folder: string): Promise<string | undefined> {
  for (let each = path.resolve(folder); ; each = path.dirname(each)) {
    const isTree = await stat(path.join(each, '.git')).then(
      () => true,
      () => false,
    );
    if (isTree) return each;
    if (path.dirname(each) === each) return undefined;
  }
}

/** Says that a backup has no room where it is to go; nothing was begun. */
export async function sayNoRoom({ decision, size, free = 0 }: OfferedBackup): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const pressed = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Nothing was backed up: it takes {0}, and only {1} are free in {2}. Free up space, or set another backup folder.',
      formatBytes(size.bytes),
      formatBytes(free),
      oneLine(decision.folder),
    ),
    open,
  );
  if (pressed === open) await openFolderSetting();
}

/** Says that the folder for backups can't be used. */
export async function sayBrokenFolder(): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const pressed = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Nothing was backed up or deleted: the backup folder "{0}" isn\'t an absolute path.',
      oneLine(readBackupSettings().folder),
    ),
    open,
  );
  if (pressed === open) await openFolderSetting();
}

async function openFolderSetting(): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openSettings',
    '@id:imagekitCleanup.backupFolder',
  );
}
