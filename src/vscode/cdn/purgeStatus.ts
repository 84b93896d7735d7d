import * as vscode from 'vscode';
import { plainLabel } from '../ui/plainLabel';
import { formatCount } from '../ui/quantity';
import type { Purges } from './purges';
import { urlCount } from './purgeText';

/** Shows in the status bar how far the purges of this window are; a click opens the history. */
export function showPurges(purges: Pick<Purges, 'running' | 'onDidChange'>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'imagekitCleanup.purges',
    vscode.StatusBarAlignment.Left,
  );
  item.name = vscode.l10n.t('ImageKit CDN Purge');
  item.command = 'imagekitCleanup.history.focus';
  const update = () => {
    const copies = purges.running().flatMap((entry) => entry.copies);
    if (copies.length === 0) {
      item.hide();
      return;
    }
    const open = copies.filter(({ state: { kind } }) => kind === 'waiting' || kind === 'purging');
    const [done, all] = [formatCount(copies.length - open.length), urlCount(copies.length)];
    const text = vscode.l10n.t('CDN purge: {0} of {1}', done, all);
    item.text = `$(sync~spin) ${plainLabel(text)}`;
    item.tooltip = vscode.l10n.t('ImageKit clears its CDN, which takes up to 15 minutes.');
    item.accessibilityInformation = { label: text };
    item.show();
  };
  update();
  return vscode.Disposable.from(item, purges.onDidChange(update));
}
