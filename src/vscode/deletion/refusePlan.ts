import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { PlanFinding } from '../../core/plan/limits';
import type { PlanFile } from '../../core/plan/planFile';
import type { GuardSetting } from '../settings/ownLimits';
import type { BrokenGuard } from '../settings/policyFile';
import { countOf } from '../plan/countText';
import { jsonProblemText } from '../failures/jsonProblemText';
import { oneLine } from '../ui/oneLine';
import { formatBytes, formatCount } from '../ui/quantity';
import { runByName } from '../ui/commandId';

/** Says what keeps everything from being deleted until it is mended, and leads there. */
export async function sayBrokenGuard(guard: BrokenGuard): Promise<void> {
  if (guard.kind === 'brokenSetting') {
    const text = vscode.l10n.t(
      'Nothing was deleted because the setting "{0}" is invalid ({1}). Fix it first.',
      guard.setting,
      oneLine(guard.value),
    );
    return offerSetting(text, guard.setting);
  }
  const { uri, line, problem } = guard;
  const openFile = vscode.l10n.t('Open File');
  const pressed = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Nothing was deleted because {0} has an error on line {1}: {2}. Fix it first.',
      oneLine(vscode.workspace.asRelativePath(uri)),
      line,
      oneLine(policyProblemText(problem)),
    ),
    openFile,
  );
  if (pressed !== openFile) return;
  const start = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(start, start) });
}

function policyProblemText(problem: (BrokenGuard & { kind: 'brokenPolicy' })['problem']): string {
  switch (problem.kind) {
    case 'unreadable':
      return problem.message;
    case 'notJson':
      return jsonProblemText(problem.code);
    case 'tooLong':
      return vscode.l10n.t('the file is too long');
    case 'tooDeep':
      return vscode.l10n.t("it's nested too deeply");
    case 'repeatedKey':
      return vscode.l10n.t('the key appears twice');
    case 'unknownKey':
      return vscode.l10n.t('{0}: unknown key', problem.place);
    case 'emptyTag':
      return vscode.l10n.t('{0}: an empty tag protects nothing', problem.place);
    case 'notAnId':
      return vscode.l10n.t('{0}: not a file ID', problem.place);
    case 'notAPattern':
      return vscode.l10n.t(
        '{0}: use a library path, a folder, or a name, with only *, ** and ? as wildcards',
        problem.place,
      );
    case 'list':
    case 'value':
      return problem.place === ''
        ? vscode.l10n.t("it isn't an object")
        : vscode.l10n.t("{0}: this value isn't allowed", problem.place);
  }
}

/**
 * Refuses a whole plan, and returns whether it is to be reviewed: one that is too large may be, for
 * what can wait.
 */
export async function refusePlan(
  finding: PlanFinding,
  offer: { readonly review: boolean },
): Promise<boolean> {
  const review = vscode.l10n.t('Review…');
  const settings = vscode.l10n.t('Open Settings');
  const isTooLarge = finding.kind !== 'backupRequired';
  const isOwn = isTooLarge ? finding.limit.setBy === 'person' : finding.backup === 'turnedOff';
  const pressed = await vscode.window.showWarningMessage(
    findingText(finding),
    ...(isTooLarge && offer.review ? [review] : []),
    ...(isOwn ? [settings] : []),
  );
  if (pressed === settings) {
    await openSetting(settingOf(finding));
  }
  return pressed === review;
}

/** Refuses a plan file of another account. */
export async function sayOtherPlan(filed: PlanFile, account: Account): Promise<void> {
  const switchAccount = vscode.l10n.t('Switch Account…');
  const { name, urlEndpoints } = filed.account;
  const pressed = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Nothing was imported: the plan was made for {0}, and this workspace uses {1}.',
      oneLine([name, ...urlEndpoints].join(', ')),
      oneLine([account.name, ...account.urlEndpoints].join(', ')),
    ),
    switchAccount,
  );
  if (pressed === switchAccount) {
    await runByName('switchAccount');
  }
}

function findingText(finding: PlanFinding): string {
  switch (finding.kind) {
    case 'tooManyFiles': {
      const { count, limit } = finding;
      return tooLarge(countOf('asset', count), formatCount(limit.most), limit.setBy);
    }
    case 'tooManyBytes': {
      const { bytes, limit } = finding;
      return tooLarge(formatBytes(bytes), formatBytes(limit.most), limit.setBy);
    }
    case 'backupRequired':
      return finding.backup === 'turnedOff'
        ? vscode.l10n.t(
            "Nothing was deleted: this workspace's policy requires a backup, and your settings turn backups off.",
          )
        : vscode.l10n.t("Nothing was deleted: this workspace's policy requires a backup.");
  }
}

function tooLarge(holds: string, most: string, setBy: 'person' | 'policy'): string {
  return setBy === 'person'
    ? vscode.l10n.t(
        'Nothing was deleted: the plan has {0}, but your settings allow {1} per run.',
        holds,
        most,
      )
    : vscode.l10n.t(
        "Nothing was deleted: the plan has {0}, but this workspace's policy allows {1} per run.",
        holds,
        most,
      );
}

async function offerSetting(text: string, setting: GuardSetting): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  if ((await vscode.window.showErrorMessage(text, open)) === open) await openSetting(setting);
}

function settingOf({ kind }: PlanFinding): GuardSetting | 'backup' {
  switch (kind) {
    case 'tooManyFiles':
      return 'runLimitFiles';
    case 'tooManyBytes':
      return 'runLimitBytes';
    case 'backupRequired':
      return 'backup';
  }
}

async function openSetting(setting: GuardSetting | 'backup'): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openSettings',
    `@id:imagekitCleanup.${setting}`,
  );
}
