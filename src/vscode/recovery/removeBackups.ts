import path from 'node:path';
import * as vscode from 'vscode';
import type { RemovableBackup, Retention } from '../../core/recovery/retention';
import { removeBackup, sweepRemoved } from '../../io/backup/removeBackup';
import type { App } from '../app';
import { countOf } from '../plan/countText';
import { readRetentionLimits } from '../settings/settings';
import { formatMoment } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';
import { plural } from '../ui/plural';
import { withProgress } from '../ui/progress';
import { formatBytes, formatCount } from '../ui/quantity';
import { backupState } from './pickBackup';
import { retainedBackups } from './retainedBackups';

/** So many backups and files are named in the question. */
const mostNamed = 8;

/**
 * Lets a person remove backups: those over the limits are checked in the list, but for one that is the
 * newest of some file, which nobody removes without reading that. Asks once more, and never begins by
 * itself. Throws what the disk says.
 */
export async function removeBackups(
  app: Pick<App, 'backupFolder' | 'runs' | 'publications' | 'recoveries'>,
): Promise<void> {
  const found = await retainedBackups(app);
  const { removable } = found;
  if (removable.length === 0) {
    void vscode.window.showInformationMessage(
      [vscode.l10n.t('There are no backups to remove.'), unfinishedText(found)]
        .filter((each) => each !== '')
        .join(' '),
    );
    return;
  }
  const now = Date.now();
  const rows = removable.map((backup) => rowOf(backup, now));
  const chosen = await vscode.window.showQuickPick(rows.map(plainRow), {
    title: vscode.l10n.t('Remove Old Backups'),
    placeHolder: [limitsText(), unfinishedText(found)].filter((each) => each !== '').join(' '),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.length === 0) return;
  const backups = chosen.map(({ backup }) => backup);
  const bytes = backups.reduce((sum, each) => sum + each.bytes, 0);
  const remove = vscode.l10n.t('Remove');
  const what = vscode.l10n.t('{0} ({1})', countText(backups.length), formatBytes(bytes));
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove {0} from this machine?', what),
    { modal: true, detail: detailOf(backups, now) },
    remove,
  );
  if (answer !== remove) return;
  await removeNow(backups, bytes);
  app.recoveries.tell();
}

async function removeNow(backups: readonly RemovableBackup[], bytes: number): Promise<void> {
  const kept: string[] = [];
  await withProgress('ImageKit', async (say, signal) => {
    for (const [at, { folder }] of backups.entries()) {
      const [count, all] = [formatCount(at + 1), countText(backups.length)];
      say(vscode.l10n.t('removing {0} of {1}', count, all), at / backups.length);
      // A folder that is held, or taken up again meanwhile, stays as a whole and is named.
      const isRemoved = !signal.aborted && (await removeBackup(folder).catch(() => false));
      if (!isRemoved) kept.push(oneLine(folder));
    }
    for (const parent of new Set(backups.map(({ folder }) => path.dirname(folder)))) {
      await sweepRemoved(parent).catch(() => undefined);
    }
  });
  if (kept.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Removed {0} ({1}).', countText(backups.length), formatBytes(bytes)),
    );
    return;
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Removed {0} of {1}. Not removed: {2}.',
      formatCount(backups.length - kept.length),
      countText(backups.length),
      kept.slice(0, mostNamed).join(', '),
    ),
  );
}

function rowOf(backup: RemovableBackup, now: number) {
  const { record, bytes, over, newestOf } = backup;
  const { header, entries } = record;
  const parts = [
    countOf('asset', entries.length),
    formatBytes(bytes),
    oneLine(header.account.name),
    backupState(record),
    ...(over === undefined ? [] : [overText(over)]),
  ];
  return {
    label: formatMoment(header.createdAt, now),
    description: parts.join(' · '),
    ...(newestOf.length > 0 && { detail: newestText(newestOf) }),
    picked: over !== undefined && newestOf.length === 0,
    backup,
  };
}

function detailOf(backups: readonly RemovableBackup[], now: number): string {
  const lines = backups.map(({ record, bytes }) => {
    const { header, entries } = record;
    const count = countOf('asset', entries.length);
    const account = oneLine(header.account.name);
    return [formatMoment(header.createdAt, now), count, formatBytes(bytes), account].join(' · ');
  });
  const newest = [...new Set(backups.flatMap(({ newestOf }) => newestOf))];
  return [
    ...firstOf(lines),
    ...(newest.length === 0 ? [] : ['', newestText(newest, 0), ...firstOf(newest.map(oneLine))]),
    '',
    vscode.l10n.t("What is removed can't be restored any longer, and isn't moved to the trash."),
  ].join('\n');
}

function firstOf(lines: readonly string[]): readonly string[] {
  const more = lines.length - mostNamed;
  return [
    ...lines.slice(0, mostNamed),
    ...(more > 0 ? [vscode.l10n.t('and {0} more', formatCount(more))] : []),
  ];
}

/** Names some of the files, or none, as a heading above them. */
function newestText(paths: readonly string[], named = 3): string {
  const said = plural(paths.length, {
    one: vscode.l10n.t('The newest backup of {0} file', formatCount(paths.length)),
    other: vscode.l10n.t('The newest backup of {0} files', formatCount(paths.length)),
  });
  if (named === 0) return `${said}:`;
  const more = paths.length > named ? ', …' : '';
  return `${said}: ${paths.slice(0, named).map(oneLine).join(', ')}${more}`;
}

function overText(over: 'age' | 'size'): string {
  const { maxAgeDays, maxBytes } = readRetentionLimits();
  return over === 'age'
    ? vscode.l10n.t('older than {0} days', formatCount(maxAgeDays))
    : vscode.l10n.t('over {0} in all', formatBytes(maxBytes));
}

function limitsText(): string {
  return vscode.l10n.t('Check what to remove. Nothing is removed before one more question.');
}

function unfinishedText({ unfinished }: Retention): string {
  if (unfinished === 0) return '';
  return plural(unfinished, {
    one: vscode.l10n.t('{0} unfinished backup is kept.', formatCount(unfinished)),
    other: vscode.l10n.t('{0} unfinished backups are kept.', formatCount(unfinished)),
  });
}

function countText(count: number): string {
  return plural(count, {
    one: vscode.l10n.t('{0} backup', formatCount(count)),
    other: vscode.l10n.t('{0} backups', formatCount(count)),
  });
}

/** What to say, after a backup that is whole, of those that the limits no longer keep. */
export async function overLimitsText(
  app: Pick<App, 'backupFolder' | 'runs' | 'publications'>,
): Promise<string | undefined> {
  const { removable } = await retainedBackups(app);
  const over = removable.filter((backup) => backup.over !== undefined);
  if (over.length === 0) return undefined;
  const bytes = over.reduce((sum, each) => sum + each.bytes, 0);
  return plural(over.length, {
    one: vscode.l10n.t('1 backup ({0}) is over your limits.', formatBytes(bytes)),
    other: vscode.l10n.t(
      '{0} backups ({1}) are over your limits.',
      formatCount(over.length),
      formatBytes(bytes),
    ),
  });
}
