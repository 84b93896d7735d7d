import * as vscode from 'vscode';
import type { ReferenceStatus } from '../../core/lookup/referenceStatus';
import type { ShownStatus } from './entry';
import { formatCount } from '../ui/quantity';
import { plural } from '../ui/plural';

/** How a reference stands, in a word or two beside it. */
export function statusWord(kind: (ReferenceStatus | ShownStatus)['kind']): string {
  switch (kind) {
    case 'found':
      return vscode.l10n.t('found');
    case 'missing':
      return vscode.l10n.t('missing');
    case 'ambiguous':
      return vscode.l10n.t('ambiguous');
    case 'otherAccount':
      return vscode.l10n.t('other account');
    case 'folder':
      return vscode.l10n.t('a folder');
    case 'unrelated':
      return vscode.l10n.t('not ImageKit');
    case 'unknown':
      return vscode.l10n.t('not checked');
    case 'ignored':
      return vscode.l10n.t('missing (ignored)');
  }
}

/** A number of references. */
export function referencesText(count: number): string {
  return plural(count, {
    one: vscode.l10n.t('{0} reference', formatCount(count)),
    other: vscode.l10n.t('{0} references', formatCount(count)),
  });
}
