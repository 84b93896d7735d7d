import * as vscode from 'vscode';
import type { Command } from '../../app';
import { isEntryIntact } from '../../recovery/backups';
import { backupState } from '../../recovery/pickBackup';
import { chosenBackup } from '../../recovery/chosenBackup';
import { countOf } from '../../plan/countText';
import { oneLine } from '../../ui/oneLine';
import { withProgress } from '../../ui/progress';
import { formatCount } from '../../ui/quantity';

/** So many damaged files are named. */
const mostNamed = 3;

/** Reads every byte of a backup again and compares its hash with the one that was written down. */
export const verifyBackup: Command = {
  id: 'imagekitCleanup.verifyBackup',
  async run(app, arg) {
    const backup = await chosenBackup(app, arg);
    if (!backup) return;
    const { folder, record } = backup;
    const { entries } = record;
    const damaged: string[] = [];
    const isRead = await withProgress(vscode.l10n.t('ImageKit'), async (say, signal) => {
      for (const [at, { path, sidecar }] of entries.entries()) {
        if (signal.aborted) return false;
        const [now, all] = [formatCount(at + 1), countOf('asset', entries.length)];
        say(vscode.l10n.t('verifying {0} of {1}', now, all), at / entries.length);
        if (!(await isEntryIntact(folder, sidecar))) damaged.push(oneLine(path));
      }
      return true;
    });
    if (!isRead) return;
    const count = countOf('asset', entries.length);
    const state = backupState(record);
    if (damaged.length === 0) {
      const text = vscode.l10n.t(
        'All bytes of {0} are as they were backed up ({1}).',
        count,
        state,
      );
      void (record.end === 'complete'
        ? vscode.window.showInformationMessage(text)
        : vscode.window.showWarningMessage(text));
      return;
    }
    const named = damaged.slice(0, mostNamed).join(', ');
    void vscode.window.showWarningMessage(
      damaged.length > mostNamed
        ? vscode.l10n.t(
            'Missing or changed in the backup of {0} ({1}): {2}, and {3} more.',
            count,
            state,
            named,
            formatCount(damaged.length - mostNamed),
          )
        : vscode.l10n.t('Missing or changed in the backup of {0} ({1}): {2}.', count, state, named),
    );
  },
};
