import * as vscode from 'vscode';
import { exportBackup as writeTree } from '../../../io/backup/exportBackup';
import type { Command } from '../../app';
import { countOf } from '../../plan/countText';
import { chosenBackup } from '../../recovery/chosenBackup';
import { oneLine } from '../../ui/oneLine';
import { withProgress } from '../../ui/progress';
import { formatCount } from '../../ui/quantity';

/** So many damaged files are named. */
const mostNamed = 3;

/** Writes a backup's files under their own names into a folder that is picked. */
export const exportBackup: Command = {
  id: 'imagekitCleanup.exportBackup',
  async run(app, arg) {
    const backup = await chosenBackup(app, arg);
    if (!backup) return;
    const [parent] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Export the Backup To'),
        openLabel: vscode.l10n.t('Export'),
        canSelectFiles: false,
        canSelectFolders: true,
      })) ?? [];
    if (!parent) return;
    const total = backup.record.entries.length;
    const { folder, written, damaged } = await withProgress('ImageKit', (say, signal) =>
      writeTree(backup, parent.fsPath, signal, (done) => {
        const all = countOf('asset', total);
        say(vscode.l10n.t('exporting {0} of {1}', formatCount(done), all), done / total);
      }),
    );
    const where = oneLine(folder);
    if (written === total) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Exported {0} to {1}.', countOf('asset', total), where),
      );
      return;
    }
    const named = damaged.slice(0, mostNamed).map(oneLine).join(', ');
    const parts = [
      vscode.l10n.t(
        'Exported {0} of {1} to {2}.',
        formatCount(written),
        countOf('asset', total),
        where,
      ),
      ...(damaged.length > 0 ? [vscode.l10n.t('Damaged in the backup: {0}.', named)] : []),
    ];
    void vscode.window.showWarningMessage(parts.join(' '));
  },
};
