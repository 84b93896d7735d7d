import * as vscode from 'vscode';
import type { App } from '../app';
import { ignoring } from '../references/ignored';
import type { Located } from '../references/place';
import { fileOf, rangeOf } from '../references/place';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import { onDidChangeProblemSettings, readProblemSettings } from '../settings/settings';
import type { ProblemSettings } from '../settings/settings';
import { missingText } from '../ui/missingText';
import type { ReferencesChange } from '../references/workspaceReferences';

/** What our problems are told from others' by. */
export const problemSource = 'ImageKit';

const severities = {
  hint: vscode.DiagnosticSeverity.Hint,
  warning: vscode.DiagnosticSeverity.Warning,
  error: vscode.DiagnosticSeverity.Error,
} as const;

/** Our problem at a position of a document. */
export function problemAt(
  { uri }: vscode.TextDocument,
  position: vscode.Position,
): vscode.Diagnostic | undefined {
  return vscode.languages
    .getDiagnostics(uri)
    .find(({ source, range }) => source === problemSource && range.contains(position));
}

/**
 * Points out references to files that the library does not have. Only what was looked up can be
 * missing, and nothing is pointed out before somebody asked how the references stand.
 */
export function showProblems(app: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('imagekitCleanup');
  const update = ({ files }: ReferencesChange) => {
    const settings = readProblemSettings();
    if (settings.severity === 'off' || !app.check.isActive) collection.clear();
    else if (files) for (const uri of files) showInFile(app, collection, uri, settings);
    else showAll(app, collection, settings);
  };
  return vscode.Disposable.from(
    collection,
    app.check.onDidChange(update),
    onDidChangeProblemSettings(() => update({ files: undefined })),
  );
}

function showInFile(
  app: App,
  collection: vscode.DiagnosticCollection,
  uri: vscode.Uri,
  settings: ProblemSettings,
): void {
  const references = app.references.inFile(uri);
  if (references.length === 0 && !collection.has(uri)) return;
  collection.set(uri, problemsOf(app, references, settings));
}

function showAll(
  app: App,
  collection: vscode.DiagnosticCollection,
  settings: ProblemSettings,
): void {
  const byFile = new Map<string, Located<AssetReference>[]>();
  for (const located of app.references.all()) {
    const key = fileOf(located).toString();
    const others = byFile.get(key);
    if (others) others.push(located);
    else byFile.set(key, [located]);
  }
  collection.clear();
  const entries = [...byFile.values()].flatMap((references) => {
    const problems = problemsOf(app, references, settings);
    const [first] = references;
    return first && problems.length > 0 ? [[fileOf(first), problems] as const] : [];
  });
  collection.set(entries.map(([uri, problems]) => [uri, problems]));
}

function problemsOf(
  { lookup, library: { account } }: App,
  references: readonly Located<AssetReference>[],
  settings: ProblemSettings,
): vscode.Diagnostic[] {
  const { severity } = settings;
  if (!account || severity === 'off') return [];
  const isIgnored = ignoring(settings);
  return references.flatMap(({ reference }) => {
    const { ref, place } = reference;
    if (lookup.status(reference).kind !== 'missing' || isIgnored(reference)) return [];
    const message = missingText(ref, account);
    const problem = new vscode.Diagnostic(rangeOf(place), message, severities[severity]);
    problem.source = problemSource;
    problem.code = 'missing-file';
    return [problem];
  });
}
