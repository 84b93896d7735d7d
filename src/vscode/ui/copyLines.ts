import * as vscode from 'vscode';
import { plainLabel } from './plainLabel';
import { formatCount } from './quantity';
import { plural } from './plural';

/** Puts texts on the clipboard, one a line, and says so for a moment in the status bar. */
export async function copyLines(lines: readonly string[]): Promise<void> {
  const [first] = lines;
  if (first === undefined) return;
  await vscode.env.clipboard.writeText(lines.join('\n'));
  const copied = plural(lines.length, {
    one: vscode.l10n.t('Copied {0}', plainLabel(first)),
    other: vscode.l10n.t('Copied {0} lines', formatCount(lines.length)),
  });
  vscode.window.setStatusBarMessage(copied, 3000);
}
