import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { MissingStatus, ReferenceStatus } from '../../core/lookup/referenceStatus';
import { appendPlain } from '../ui/appendPlain';
import { assetCard } from '../library/assetCard';
import { oneLine } from '../ui/oneLine';
import { formatAgeInWords, formatCount } from '../ui/quantity';

/** What a card shows besides how a reference stands. */
export interface CardSurroundings {
  readonly account: Account;
  /** An address of the asset's picture that VS Code may show. */
  readonly picture: string | undefined;
  /** How many versions it has, the current one among them; `undefined` when that is not known. */
  readonly versions?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How a reference stands, as a hover: the file with its picture, or what is known of it. */
export function statusCard(
  status: ReferenceStatus,
  { account, picture, versions, now }: CardSurroundings,
): vscode.MarkdownString {
  if (status.kind === 'found') return assetCard(status.asset, { picture, versions, now });
  return appendPlain(new vscode.MarkdownString(), statusSentence(status, account, now));
}

/** How a reference that was not found stands, as a sentence. */
export function statusSentence(
  status: Exclude<ReferenceStatus, { readonly kind: 'found' }>,
  account: Account,
  now: number,
): string {
  const name = oneLine(account.name);
  switch (status.kind) {
    case 'missing':
      return status.deletedHere
        ? foundOutText(status, account, now)
        : vscode.l10n.t('{0} has no such file. {1}', name, foundOutText(status, account, now));
    case 'ambiguous': {
      const paths = status.assets.map(({ filePath }) => oneLine(filePath)).join(', ');
      const count = formatCount(status.assets.length);
      return vscode.l10n.t('Matches {0} files in {1}: {2}.', count, name, paths);
    }
    case 'otherAccount':
      return vscode.l10n.t(
        'This belongs to another account, {0}. The active account is {1}.',
        oneLine(status.account),
        name,
      );
    case 'folder':
      return vscode.l10n.t('This is the folder {0} of {1}.', oneLine(status.folderPath), name);
    case 'unrelated':
      return vscode.l10n.t('{0} has no file with this ID. It may belong to another system.', name);
    case 'unknown':
      return vscode.l10n.t('Not looked up in {0} yet.', name);
  }
}

/** Since when a file is known to be missing, and why, as a sentence. */
export function foundOutText(
  { at, deletedHere }: MissingStatus,
  account: Account,
  now: number,
): string {
  const when = formatAgeInWords(new Date(at).toISOString(), now) ?? '';
  return deletedHere
    ? vscode.l10n.t('Deleted from {0} {1}.', oneLine(account.name), when)
    : vscode.l10n.t('Looked up {0}.', when);
}
