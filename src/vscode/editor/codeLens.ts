import * as vscode from 'vscode';
import type { ReferenceStatus } from '../../core/lookup/referenceStatus';
import type { App } from '../app';
import { rangeOf } from '../references/place';
import { onDidChangeCodeLens, readCodeLens } from '../settings/settings';
import { textPoint } from '../references/textPoint';
import { oneLine } from '../ui/oneLine';
import { plainLabel } from '../ui/plainLabel';
import { formatBytes } from '../ui/quantity';
import { referencesText, statusWord } from '../references/statusText';
import { documents } from './documents';

/** Writes above each line with a reference what it leads to. Off unless the person wants it. */
export function showCodeLenses(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    app.check.onDidChange(() => changed.fire()),
    onDidChangeCodeLens(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(documents, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => (readCodeLens() ? lensesOf(app, document) : []),
    }),
  );
}

/** From what is known already: a lens asks nobody. One a line, for its first reference. */
function lensesOf(app: App, document: vscode.TextDocument): vscode.CodeLens[] {
  const lines = new Set<number>();
  return app.references.inFile(document.uri).flatMap(({ reference }) => {
    const range = rangeOf(reference.place);
    const status = app.lookup.status(reference);
    const title = titleOf(app, status);
    if (title === undefined || lines.has(range.start.line)) return [];
    lines.add(range.start.line);
    const argument = textPoint(document, range.start);
    const verb = status.kind === 'found' ? 'revealInLibrary' : 'findInLibrary';
    const command = `imagekitCleanup.${verb}`;
    return [new vscode.CodeLens(range, { title, command, arguments: [argument] })];
  });
}

function titleOf(
  { library: { account }, references }: App,
  status: ReferenceStatus,
): string | undefined {
  switch (status.kind) {
    case 'found': {
      const { name, size } = status.asset;
      const count = account ? references.usage(status.asset, account).references.length : 0;
      const facts = [
        plainLabel(oneLine(name)),
        size === undefined ? '' : formatBytes(size),
        count > 0 ? referencesText(count) : '',
      ];
      return facts.filter((fact) => fact !== '').join(' · ');
    }
    case 'missing':
    case 'ambiguous':
    case 'otherAccount':
      return vscode.l10n.t('ImageKit: {0}', statusWord(status.kind));
    case 'folder':
    case 'unrelated':
    case 'unknown':
      return undefined;
  }
}
