import * as vscode from 'vscode';
import type { GuardFinding } from '../../core/plan/guards';
import type { Claim, Unresolved } from '../../core/request';
import { targetPath, type Target } from '../../core/target';
import { oneLine } from '../ui/oneLine';

/** A target by its path, and a version by its number too; safe inside a sentence. */
export function targetText(target: Target): string {
  const path = oneLine(targetPath(target));
  switch (target.kind) {
    case 'asset':
      return path;
    case 'version':
      return vscode.l10n.t(
        '{0}, {1}',
        path,
        oneLine(target.version.versionName ?? target.version.versionId),
      );
    case 'folder':
      return `${path}/`;
  }
}

/** What was asked for, as it was written. */
export function refText(ref: Claim['ref']): string {
  switch (ref.kind) {
    case 'id':
      return oneLine(ref.fileId);
    case 'version':
      return vscode.l10n.t('{0}, version {1}', oneLine(ref.fileId), oneLine(ref.versionId));
    case 'url':
      return oneLine(ref.url);
    case 'path':
      return oneLine(ref.path);
    case 'folder':
      return `${oneLine(ref.folderPath)}/`;
  }
}

/** Why a guard keeps a target, as the end of a line. */
export function findingText(finding: GuardFinding): string {
  switch (finding.kind) {
    case 'protectedTag':
      return vscode.l10n.t('protected by its tag "{0}"', oneLine(finding.tag));
    case 'protectedPath':
      return vscode.l10n.t('protected by the path pattern "{0}"', oneLine(finding.pattern));
    case 'protectedId':
      return vscode.l10n.t('protected by its ID {0}', oneLine(finding.id));
    case 'tooYoung':
      return vscode.l10n.t('changed less than {0} hours ago', finding.minAgeHours);
    case 'currentVersion':
      return vscode.l10n.t('current version; delete the file to remove it');
    case 'changed':
      return changeText(finding.what);
    case 'unsendable':
      return vscode.l10n.t("its path or ID contains characters that can't be sent safely");
    case 'added':
      return vscode.l10n.t("wasn't in the plan");
    case 'unseen':
      return vscode.l10n.t("couldn't be checked");
    case 'mentioned':
      return vscode.l10n.t(
        'now referenced in this workspace ({0}:{1})',
        oneLine(finding.place.file),
        finding.place.line,
      );
    case 'occupied':
      return vscode.l10n.t('kept because {0} inside it is kept', oneLine(finding.holds));
  }
}

/** The same in as few words as a row has room for. */
export function findingLabel(finding: GuardFinding): string {
  switch (finding.kind) {
    case 'protectedTag':
      return vscode.l10n.t('tag "{0}"', oneLine(finding.tag));
    case 'protectedPath':
      return vscode.l10n.t('path {0}', oneLine(finding.pattern));
    case 'protectedId':
      return vscode.l10n.t('protected ID');
    case 'currentVersion':
      return vscode.l10n.t('current version');
    case 'occupied':
      return vscode.l10n.t(
        'contains {0}',
        oneLine(finding.holds.slice(finding.holds.lastIndexOf('/') + 1)),
      );
    case 'unsendable':
      return vscode.l10n.t('unsafe name');
    case 'tooYoung':
    case 'changed':
    case 'added':
    case 'unseen':
    case 'mentioned':
      return findingText(finding);
  }
}

function changeText(what: (GuardFinding & { readonly kind: 'changed' })['what']): string {
  switch (what) {
    case 'path':
      return vscode.l10n.t('moved or renamed since the plan was made');
    case 'version':
      return vscode.l10n.t('has a new version since the plan was made');
    case 'size':
      return vscode.l10n.t('size changed since the plan was made');
    case 'date':
      return vscode.l10n.t('changed since the plan was made');
  }
}

/** Why nothing can be deleted for a claim. */
export function unresolvedText({ why }: Unresolved): string {
  switch (why.kind) {
    case 'notFound':
      return vscode.l10n.t('not in this account');
    case 'noVersion':
      return vscode.l10n.t(
        "{0} exists, but this version of it couldn't be found",
        oneLine(why.filePath),
      );
    case 'unseen':
      return vscode.l10n.t("couldn't be checked");
    case 'folder':
      return vscode.l10n.t("it's the folder {0}", oneLine(why.folderPath));
    case 'otherAccount':
      return vscode.l10n.t('it belongs to another account, {0}', oneLine(why.account));
    case 'ambiguous':
      return vscode.l10n.t('it matches {0} files', why.filePaths.length);
    case 'contradiction':
      return vscode.l10n.t(
        'its row leads to different files: {0}',
        why.filePaths.map(oneLine).join(', '),
      );
  }
}
