import * as vscode from 'vscode';
import {
  longestPlanFile,
  readPlanFile,
  type PlanFile,
  type PlanFileReading,
} from '../../core/plan/planFile';
import { decodeText } from '../../io/textFile';
import { oneLine } from '../ui/oneLine';

/** The plan in a file that a person picks; says why when there is none in it. */
export async function pickedPlanFile(): Promise<PlanFile | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectMany: false,
      filters: { JSON: ['json'] },
      title: vscode.l10n.t('Import Deletion Plan'),
      openLabel: vscode.l10n.t('Import'),
    })) ?? [];
  if (!uri) return undefined;
  const reading = await readPlan(uri);
  if (reading.kind === 'plan') return reading.plan;
  const openFile = vscode.l10n.t('Open File');
  const pressed = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Nothing was imported from {0}: {1}.',
      oneLine(vscode.workspace.asRelativePath(uri)),
      problemText(reading),
    ),
    openFile,
  );
  if (pressed === openFile) await openAt(uri, reading);
  return undefined;
}

async function readPlan(uri: vscode.Uri): Promise<PlanFileReading> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > longestPlanFile) return { kind: 'tooLarge' };
  return readPlanFile(decodeText(await vscode.workspace.fs.readFile(uri)) ?? '');
}

type Problem = Exclude<PlanFileReading, { readonly kind: 'plan' }>;

function problemText(problem: Problem): string {
  switch (problem.kind) {
    case 'notJson':
      return vscode.l10n.t("it isn't JSON, see line {0}", problem.line);
    case 'notAPlan':
      return problem.place === ''
        ? vscode.l10n.t("it isn't a deletion plan this version can read")
        : vscode.l10n.t(
            'it isn\'t a deletion plan this version can read, see "{0}"',
            oneLine(problem.place),
          );
    case 'hashMismatch':
      return problem.path === undefined
        ? vscode.l10n.t(
            'it was edited after it was exported. Only removing lines from "targets" is allowed',
          )
        : vscode.l10n.t(
            '"{0}" was changed or added after it was exported. Only removing lines is allowed',
            oneLine(problem.path),
          );
    case 'tooLarge':
      return vscode.l10n.t("it's too large to be a plan");
  }
}

async function openAt(uri: vscode.Uri, problem: Problem): Promise<void> {
  const line = problem.kind === 'notJson' ? problem.line - 1 : 0;
  const start = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(start, start) });
}
