import * as vscode from 'vscode';
import { onDidChangeCodeLens, readCodeLens } from '../settings/settings';
import { documents, isWorkedOn } from './documents';
import type { TextParts } from './textParts';

/** Writes above each line with a reference what it leads to. Off unless the person wants it. */
export function showCodeLenses({ accounts, app: load }: TextParts): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let listener: vscode.Disposable | undefined;
  return vscode.Disposable.from(
    changed,
    new vscode.Disposable(() => void listener?.dispose()),
    accounts.onDidChange(() => changed.fire()),
    onDidChangeCodeLens(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(documents, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        if (!accounts.active || !readCodeLens() || !isWorkedOn(document)) return [];
        const [{ lensesOf }, app] = await Promise.all([import('./lenses'), load()]);
        listener ??= app.check.onDidChange(() => changed.fire());
        return lensesOf(app, document);
      },
    }),
  );
}
