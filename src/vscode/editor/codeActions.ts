import * as vscode from 'vscode';
import { listElementAt } from '../../core/finder/writing/listElement';
import { commandId, type CommandName } from '../ui/commandId';
import { textPoint } from '../references/textPoint';
import { documents, isWorkedOn } from './documents';
import { problemSource } from './problemAt';
import { referenceUnder } from './referenceUnder';
import type { TextParts } from './textParts';

const { QuickFix, Refactor } = vscode.CodeActionKind;

/** Offers what can be done about a missing file, and about a reference on demand. */
export function offerCodeActions(parts: TextParts): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    documents,
    {
      async provideCodeActions(document, range, { diagnostics, triggerKind }) {
        if (!isWorkedOn(document)) return [];
        const problem = diagnostics.find(({ source }) => source === problemSource);
        if (problem) return fixes(document, problem);
        // Without being asked, a light bulb on every reference would only be in the way.
        const invoked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
        return invoked && (await referenceUnder(parts, document, range.start))
          ? actions(document, range.start)
          : [];
      },
    },
    { providedCodeActionKinds: [QuickFix, Refactor] },
  );
}

function fixes(document: vscode.TextDocument, problem: vscode.Diagnostic): vscode.CodeAction[] {
  const at = problem.range.start;
  const fix = (title: string, command: CommandName) =>
    withCommand(QuickFix, title, command, document, at, problem);
  const removal = removeFromList(document, problem);
  return [
    fix(vscode.l10n.t('Replace With…'), 'replaceReference'),
    fix(vscode.l10n.t('Search the Library for It…'), 'findInLibrary'),
    ...(removal ? [removal] : []),
    fix(vscode.l10n.t('Ignore This Reference'), 'ignoreReference'),
    fix(vscode.l10n.t('Ignore Missing References in This File'), 'ignoreReferencesInFile'),
  ];
}

function actions(document: vscode.TextDocument, at: vscode.Position): vscode.CodeAction[] {
  const action = (title: string, command: CommandName) =>
    withCommand(Refactor, title, command, document, at);
  return [
    action(vscode.l10n.t('Reveal in Library'), 'revealInLibrary'),
    action(vscode.l10n.t('Delete File…'), 'deleteFileAtCursor'),
  ];
}

function withCommand(
  kind: vscode.CodeActionKind,
  title: string,
  command: CommandName,
  document: vscode.TextDocument,
  at: vscode.Position,
  problem?: vscode.Diagnostic,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  const argument = textPoint(document, at);
  action.command = { title, command: commandId(command), arguments: [argument] };
  if (problem) action.diagnostics = [problem];
  return action;
}

function removeFromList(
  document: vscode.TextDocument,
  problem: vscode.Diagnostic,
): vscode.CodeAction | undefined {
  const { start, end } = problem.range;
  const element = listElementAt(
    document.getText(),
    document.offsetAt(start),
    document.offsetAt(end),
  );
  if (!element) return undefined;
  const action = new vscode.CodeAction(vscode.l10n.t('Remove From List'), QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(
    document.positionAt(element.start),
    document.positionAt(element.end),
  );
  action.edit.delete(document.uri, range);
  action.diagnostics = [problem];
  return action;
}
