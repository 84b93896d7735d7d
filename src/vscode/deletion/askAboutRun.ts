import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { PendingRun } from '../../core/run/resume';
import type { Recheck } from '../../core/plan/recheck';
import { otherHints, otherReferences, targetBytes } from '../../core/target';
import { countOf, countText, kindOf } from '../plan/countText';
import { hintText } from '../references/hintText';
import type { TargetUsage } from '../references/workspaceReferences';
import { formatMomentInWords } from '../ui/moment';
import { oneLine } from '../ui/oneLine';
import { formatBytes, formatCount } from '../ui/quantity';
import { findingText, targetText } from '../plan/targetText';
import { plural } from '../ui/plural';

/** A run that has not got everything done. */
export interface UnfinishedRun {
  readonly account: Pick<Account, 'name'>;
  /** When its plan was confirmed, ISO 8601. */
  readonly startedAt: string;
  readonly rest: PendingRun;
}

/**
 * Asks whether a run shall go on deleting what is left of it, after a recheck of that. `usages` tell
 * what the workspace may mean by now: the record of the run does not know it.
 */
export function askToResume(
  { account, startedAt, rest }: UnfinishedRun,
  recheck: Recheck,
  usages: ReadonlyMap<string, Pick<TargetUsage, 'hints'>>,
): Promise<boolean> {
  const targets = rest.plan.targets.filter(({ key }) => recheck.agreed.has(key));
  const bytes = targets.reduce((sum, { target }) => sum + targetBytes(target), 0);
  const what = countText(targets.map(({ target }) => target));
  const left = bytes === 0 ? what : `${what} (${formatBytes(bytes)})`;
  const when = formatMomentInWords(startedAt, Date.now());
  const silent = targets.filter((planned) => otherReferences(planned).length === 0);
  const hints = silent.map(({ key, source }) =>
    otherHints({ hints: usages.get(key)?.hints ?? [], source }),
  );
  return ask(
    vscode.l10n.t('Resume deleting from {0}?', oneLine(account.name)),
    [
      plural(targets.length, {
        one: vscode.l10n.t('{0} is left of the plan that you confirmed {1}.', left, when),
        other: vscode.l10n.t('{0} are left of the plan that you confirmed {1}.', left, when),
      }),
      goneText(rest, recheck),
      toCheckText(rest, recheck),
      ...keptLines(rest, recheck),
      rest.plan.backup.kind === 'required'
        ? vscode.l10n.t("Anything that isn't backed up yet is backed up first.")
        : '',
      '',
      ...hintText(hints.filter(({ length }) => length > 0)),
      vscode.l10n.t("ImageKit has no trash: this can't be undone."),
    ],
    vscode.l10n.t('Resume'),
  );
}

/** Asks whether a run shall end where it is. */
export function askToClose({ account, rest }: UnfinishedRun): Promise<boolean> {
  return ask(
    vscode.l10n.t('Close this run without deleting more from {0}?', oneLine(account.name)),
    [
      untouchedText(rest),
      doubtText(rest, (what) => vscode.l10n.t("{0} may already be deleted; we'll check.", what)),
      vscode.l10n.t('You can still resume it from History.'),
    ],
    vscode.l10n.t('Close Run'),
  );
}

/** Says that a run can't go on without its account, and asks whether it shall end where it is. */
export function askToCloseForGood({ account, rest }: UnfinishedRun): Promise<boolean> {
  return ask(
    vscode.l10n.t(
      "This run can't be resumed because the account {0} was removed from VS Code. Close it?",
      oneLine(account.name),
    ),
    [
      untouchedText(rest),
      doubtText(rest, (what) =>
        vscode.l10n.t(
          "{0} may already be deleted and will be recorded as unknown: without the account they can't be looked up.",
          what,
        ),
      ),
      vscode.l10n.t("Adding the account again doesn't bring this run back."),
    ],
    vscode.l10n.t('Close Run'),
  );
}

/** Asks whether the record of a run shall go. `rest` is missing where it can't be read. */
export function askToForget(label: string, rest: PendingRun | undefined): Promise<boolean> {
  const isOpen = rest !== undefined && rest.plan.targets.length > 0;
  return ask(
    vscode.l10n.t('Remove this run from History?'),
    [
      label,
      ...(isOpen
        ? [
            vscode.l10n.t("Without its record it can't be resumed."),
            untouchedText(rest),
            doubtText(rest, (what) =>
              vscode.l10n.t("{0} may already be deleted and won't be checked.", what),
            ),
          ]
        : []),
      vscode.l10n.t('Nothing is deleted from ImageKit.'),
    ],
    vscode.l10n.t('Remove Record'),
  );
}

/** Whether the record of a purge may be removed; `label` says which. */
export function askToForgetPurge(label: string): Promise<boolean> {
  return ask(
    vscode.l10n.t('Remove this CDN purge from History?'),
    [label, vscode.l10n.t("A purge that is under way at ImageKit won't be checked.")],
    vscode.l10n.t('Remove Record'),
  );
}

/** Asks whether the record of files that were unpublished or published together may go. */
export function askToForgetPublication(label: string, isWaiting: boolean): Promise<boolean> {
  return ask(
    vscode.l10n.t('Remove this record from History?'),
    [
      label,
      isWaiting
        ? vscode.l10n.t(
            'Nothing changes in the library. Its files stay unpublished and tagged, but Delete Files… no longer offers them when they are due, and Undo is gone.',
          )
        : vscode.l10n.t('Nothing changes in the library. It can no longer be undone from here.'),
    ],
    vscode.l10n.t('Remove Record'),
  );
}

async function ask(question: string, lines: readonly string[], yes: string): Promise<boolean> {
  const detail = lines.filter((line, at) => line !== '' || lines[at - 1] !== '').join('\n');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes);
  return answer === yes;
}

function untouchedText({ plan, inDoubt }: PendingRun): string {
  const untouched = plan.targets.filter(({ key }) => !inDoubt.has(key));
  if (untouched.length === 0) return '';
  const what = countText(untouched.map(({ target }) => target));
  return plural(untouched.length, {
    one: vscode.l10n.t('{0} was not deleted and will be kept.', what),
    other: vscode.l10n.t('{0} were not deleted and will be kept.', what),
  });
}

function goneText({ plan }: PendingRun, { gone }: Recheck): string {
  const all = plan.targets.filter(({ key }) => gone.has(key));
  if (all.length === 0) return '';
  const what = countText(all.map(({ target }) => target));
  return plural(all.length, {
    one: vscode.l10n.t('{0} was already deleted before the interruption.', what),
    other: vscode.l10n.t('{0} were already deleted before the interruption.', what),
  });
}

/** Files whose request may have acted, and that no search shows: they are looked up, never sent again. */
function toCheckText({ plan, inDoubt }: PendingRun, { kept }: Recheck): string {
  const all = plan.targets.filter(
    ({ key }) => inDoubt.has(key) && kept.get(key)?.kind === 'unseen',
  );
  if (all.length === 0) return '';
  const what = countText(all.map(({ target }) => target));
  return vscode.l10n.t("{0} may already be deleted; we'll check.", what);
}

/** Reasons told one by one; the report has them all. */
const mostReasons = 5;

function keptLines({ plan, inDoubt }: PendingRun, { kept }: Recheck): readonly string[] {
  const all = plan.targets.flatMap(({ key, target }) => {
    const finding = kept.get(key);
    const isToCheck = inDoubt.has(key) && finding?.kind === 'unseen';
    return finding && !isToCheck ? [{ target, finding }] : [];
  });
  if (all.length === 0) return [];
  const what = countText(all.map(({ target }) => target));
  const more = all.length - mostReasons;
  return [
    '',
    plural(all.length, {
      one: vscode.l10n.t('{0} is kept:', what),
      other: vscode.l10n.t('{0} are kept:', what),
    }),
    ...all
      .slice(0, mostReasons)
      .map(({ target, finding }) =>
        vscode.l10n.t('{0}: {1}', targetText(target), findingText(finding)),
      ),
    ...(more > 0 ? [vscode.l10n.t('and {0} more', formatCount(more))] : []),
  ];
}

function doubtText({ plan, inDoubt }: PendingRun, sentence: (what: string) => string): string {
  const doubtful = plan.targets.filter(({ key }) => inDoubt.has(key));
  if (doubtful.length === 0) return '';
  return sentence(countOf(kindOf(doubtful.map(({ target }) => target)), doubtful.length));
}
