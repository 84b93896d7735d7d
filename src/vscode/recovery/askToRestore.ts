import * as vscode from 'vscode';
import type { AssetRecord } from '../../api/recovery/assetRecord';
import type { Account } from '../../core/account/account';
import type { BackupAccount, BackupEntry, BackupRecord } from '../../core/recovery/backup';
import { openKeys, type ConflictRule, type RestoreRecord } from '../../core/recovery/restore';
import { countOf, partOf } from '../plan/countText';
import { formatMoment, formatMomentInWords } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';
import { formatBytes, formatCount } from '../ui/quantity';
import { notBackedUpText } from '../run/notBackedUpText';
import { backupState } from './pickBackup';

/** What is known before somebody is asked whether files are to come back. */
export interface RestoreQuestion {
  readonly entries: readonly BackupEntry[];
  /** Those whose bytes are missing or changed. */
  readonly damaged: readonly BackupEntry[];
  /** What lies where they belong, by the key of the entry. */
  readonly existing: ReadonlyMap<string, Pick<AssetRecord, 'size' | 'updatedAt'>>;
}

/** So many files are named in a question. */
const namesShown = 5;

/** Lets a person choose from a backup; all of it is checked at first. */
export async function chooseEntries(
  record: BackupRecord,
): Promise<readonly BackupEntry[] | undefined> {
  if (record.entries.length === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('This backup contains no files ({0}).', backupState(record)),
    );
    return undefined;
  }
  const rows = record.entries.map((entry) => ({
    label: oneLine(entry.path),
    description: [
      formatBytes(entry.bytes),
      ...(entry.versions > 1 ? [vscode.l10n.t('{0} versions', formatCount(entry.versions))] : []),
    ].join(' · '),
    picked: true,
    entry,
  }));
  const chosen = await vscode.window.showQuickPick(rows.map(plainRow), {
    title: vscode.l10n.t('Restore from Backup ({0})', backupState(record)),
    placeHolder: vscode.l10n.t("Uncheck the files you don't want to restore."),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.length === 0) return undefined;
  return chosen.map(({ entry }) => entry);
}

/** Asks once for everything that a restore does; returns what happens to files that exist again. */
export async function askToRestore(
  record: BackupRecord,
  question: RestoreQuestion,
  account: Pick<Account, 'name'>,
): Promise<ConflictRule | undefined> {
  const { entries, existing, damaged } = question;
  const bytes = entries.reduce((sum, each) => sum + each.bytes, 0);
  const restore = vscode.l10n.t('Restore');
  const skip = vscode.l10n.t('Leave Existing Files');
  const rename = vscode.l10n.t('Restore Under Another Name');
  const buttons = existing.size > 0 ? [skip, rename] : [restore];
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Restore {0} ({1}) to {2}?',
      countOf('asset', entries.length),
      formatBytes(bytes),
      oneLine(account.name),
    ),
    {
      modal: true,
      detail: [
        ...stateLines(record),
        ...section(
          vscode.l10n.t('Damaged in the backup, so not restored:'),
          damaged.map(({ path }) => oneLine(path)),
        ),
        ...section(
          vscode.l10n.t('Already in the library; existing files are never overwritten:'),
          conflictLines(record, question),
        ),
        vscode.l10n.t(
          "Restored files get a new file ID, new dates and no AI tags. Links by path work again; references by the old file ID don't.",
        ),
      ].join('\n'),
    },
    ...buttons,
  );
  if (answer === rename) return 'rename';
  return answer === skip || answer === restore ? 'skip' : undefined;
}

/** Asks for the name of an account that the backup is not of. */
export async function askForName(
  { name }: Pick<Account, 'name'>,
  from: Pick<BackupAccount, 'name'>,
): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Restore into another account?'),
    prompt: vscode.l10n.t(
      'The backup is from {0}, but this workspace uses {1}. Type {1} to restore there.',
      oneLine(from.name),
      oneLine(name),
    ),
    validateInput: (text) =>
      text === '' || text.trim() === name
        ? undefined
        : vscode.l10n.t('Type {0}, or press Escape.', oneLine(name)),
  });
  return typed?.trim() === name;
}

/** Asks whether a restore that stopped goes on, or a new one is begun. */
export async function askToGoOn(restore: RestoreRecord): Promise<'goOn' | 'new' | undefined> {
  const { keys, createdAt } = restore.header;
  const left = openKeys(restore).length;
  const goOn = vscode.l10n.t('Resume');
  const startNew = vscode.l10n.t('Start a New Restore');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Resume the restore that stopped?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        '{0} are left of the restore that you began {1}.',
        partOf('asset', left, keys.length),
        formatMomentInWords(createdAt, Date.now()),
      ),
    },
    goOn,
    startNew,
  );
  if (answer === goOn) return 'goOn';
  return answer === startNew ? 'new' : undefined;
}

function stateLines(record: BackupRecord): readonly string[] {
  if (record.end === 'complete') return [];
  return [
    vscode.l10n.t('The backup is {0}.', backupState(record)),
    ...section(
      '',
      record.gaps.map(({ path, why }) => `${oneLine(path)}: ${notBackedUpText(why)}`),
    ),
  ];
}

/** Both sides, each with its size and date, so that one can tell which is the newer one. */
function conflictLines(
  { header }: BackupRecord,
  { entries, existing }: RestoreQuestion,
): readonly string[] {
  const now = Date.now();
  return entries.flatMap(({ key, path, bytes }) => {
    const there = existing.get(key);
    if (!there) return [];
    const date = there.updatedAt;
    return [
      vscode.l10n.t(
        '{0}: in the library {1}, changed {2}; in the backup {3}, backed up {4}',
        oneLine(path),
        there.size === undefined ? '?' : formatBytes(there.size),
        date === undefined ? '?' : formatMoment(date, now),
        formatBytes(bytes),
        formatMoment(header.createdAt, now),
      ),
    ];
  });
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length - namesShown;
  return [
    ...(title === '' ? [] : [title]),
    ...lines.slice(0, namesShown),
    ...(more > 0 ? [vscode.l10n.t('and {0} more', formatCount(more))] : []),
    '',
  ];
}
