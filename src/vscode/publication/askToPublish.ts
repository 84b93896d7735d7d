import * as vscode from 'vscode';
import type { ReviewReason } from '../../core/plan/reviewReason';
import { askForNumber } from '../deletion/typeNumber';
import { formatCount } from '../ui/quantity';
import { detailOf, olderVersions, titleOf, type PublicationQuestion } from './questionText';

/** Asks once; `undefined` when the person backs out. */
export async function askToPublish(
  question: PublicationQuestion,
  reasons: readonly ReviewReason[],
): Promise<{ readonly withVersions: boolean } | undefined> {
  const { plan, undo, quarantine, isPublished } = question;
  const older = olderVersions(plan);
  const [all, current] = buttonsOf(isPublished);
  const offers: readonly (readonly [string, boolean])[] = quarantine
    ? [[vscode.l10n.t('Back Up and Unpublish'), true]]
    : undo
      ? [[isPublished ? vscode.l10n.t('Publish') : vscode.l10n.t('Unpublish'), undo.withVersions]]
      : older === 0
        ? [[isPublished ? vscode.l10n.t('Publish') : vscode.l10n.t('Unpublish'), true]]
        : [
            [all, true],
            [current, false],
          ];
  const answer = await vscode.window.showWarningMessage(
    titleOf(question),
    { modal: true, detail: detailOf(question, reasons) },
    ...offers.map(([label]) => label),
  );
  const chosen = offers.find(([label]) => label === answer);
  if (!chosen) return undefined;
  if (needsNumber(question, reasons) && !(await typeNumber(question))) return undefined;
  return { withVersions: chosen[1] };
}

function buttonsOf(isPublished: boolean): readonly [string, string] {
  return isPublished
    ? [vscode.l10n.t('Publish All Versions'), vscode.l10n.t('Publish Current Version Only')]
    : [vscode.l10n.t('Unpublish All Versions'), vscode.l10n.t('Unpublish Current Version Only')];
}

/** What takes no more than a question for a deletion takes none here; a way back is never harder. */
function needsNumber({ undo }: PublicationQuestion, reasons: readonly ReviewReason[]): boolean {
  const telling = reasons.filter(({ kind }) => kind !== 'referenced' && kind !== 'possible');
  return !undo && telling.length > 0;
}

function typeNumber(question: PublicationQuestion): Promise<boolean> {
  const expected = question.plan.targets.length;
  return askForNumber(expected, {
    title: titleOf(question),
    prompt: question.isPublished
      ? vscode.l10n.t('Type {0} to publish.', formatCount(expected))
      : vscode.l10n.t('Type {0} to unpublish.', formatCount(expected)),
  });
}
