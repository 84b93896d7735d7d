import * as vscode from 'vscode';
import { findReferences } from '../../core/finder/findReferences';
import { claimsAsset } from '../../core/lookup/referenceStatus';
import type { AssetReference, ReferenceStatus } from '../../core/lookup/referenceStatus';
import type { App } from '../app';
import { commandId } from '../ui/commandId';
import { finderOf } from '../references/finder';
import { rangeOf } from '../references/place';
import { textPoint } from '../references/textPoint';
import { oneLine } from '../ui/oneLine';
import { plainLabel } from '../ui/plainLabel';
import { formatBytes } from '../ui/quantity';
import { referencesText, statusWord } from '../references/statusText';
import { shownName } from './textAround';
import { longest } from './documents';

/** From what is known already: a lens asks nobody. One a line, for its first reference that has one. */
export function lensesOf(app: App, document: vscode.TextDocument): vscode.CodeLens[] {
  const lines = new Set<number>();
  return referencesOf(app, document).flatMap((reference) => {
    const range = rangeOf(reference.place);
    const status = app.lookup.status(reference);
    const title = titleOf(app, status);
    if (title === undefined || lines.has(range.start.line)) return [];
    lines.add(range.start.line);
    const argument = textPoint(document, range.start);
    const command = commandOf(status);
    return [new vscode.CodeLens(range, { title, command, arguments: [argument] })];
  });
}

/** Before the workspace was searched, the text itself says what it mentions. */
function referencesOf(app: App, document: vscode.TextDocument): readonly AssetReference[] {
  if (app.references.isSearched) {
    return app.references.inFile(document.uri).map(({ reference }) => reference);
  }
  const text = document.getText();
  return text.length > longest
    ? []
    : findReferences(text, shownName(document), finderOf(app)).filter(claimsAsset);
}

function commandOf({ kind }: ReferenceStatus): string {
  if (kind === 'unknown') return commandId('scanReferences');
  return commandId(kind === 'found' ? 'revealInLibrary' : 'findInLibrary');
}

function titleOf(app: App, status: ReferenceStatus): string | undefined {
  const { library, references } = app;
  const { account } = library;
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
    case 'unknown':
      return app.check.isActive ? undefined : vscode.l10n.t('ImageKit: Look Up References');
    case 'folder':
    case 'unrelated':
      return undefined;
  }
}
