import * as vscode from 'vscode';
import type { Account } from '../../core/account';
import type { Standing } from '../../core/references/standing';
import { appendPlain } from './appendPlain';
import { assetCard } from './assetCard';
import { oneLine } from './oneLine';
import { formatAgeInWords, formatCount } from './quantity';

/** What a card shows besides how a reference stands. */
export interface CardSurroundings {
  readonly account: Account;
  /** An address of the asset's picture that VS Code may show. */
  readonly picture: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How a reference stands, as a hover: the file with its picture, or what is known of it. */
export function standingCard(
  standing: Standing,
  { account, picture, now }: CardSurroundings,
): vscode.MarkdownString {
  if (standing.kind === 'found') return assetCard(standing.asset, picture, now);
  return appendPlain(new vscode.MarkdownString(), standingSentence(standing, account, now));
}

/** How a reference that was not found stands, as a sentence. */
export function standingSentence(
  standing: Exclude<Standing, { readonly kind: 'found' }>,
  account: Account,
  now: number,
): string {
  const name = oneLine(account.name);
  switch (standing.kind) {
    case 'missing': {
      const when = formatAgeInWords(new Date(standing.at).toISOString(), now) ?? '';
      return vscode.l10n.t('{0} has no such file. Looked up {1}.', name, when);
    }
    case 'ambiguous': {
      const paths = standing.assets.map(({ filePath }) => oneLine(filePath)).join(', ');
      const count = formatCount(standing.assets.length);
      return vscode.l10n.t('{0} files of {1} fit: {2}.', count, name, paths);
    }
    case 'otherAccount':
      return vscode.l10n.t(
        'This belongs to another account, {0}. This workspace uses {1}.',
        oneLine(standing.account),
        name,
      );
    case 'folder':
      return vscode.l10n.t('This is the folder {0} of {1}.', oneLine(standing.folderPath), name);
    case 'unrelated':
      return vscode.l10n.t("{0} has no file with this id: it may be another system's.", name);
    case 'unknown':
      return vscode.l10n.t('Not looked up in {0} yet.', name);
  }
}
