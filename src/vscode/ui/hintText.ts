import * as vscode from 'vscode';
import type { Hint } from '../../core/reference';
import { placesText } from '../references/placesText';
import { formatCount } from './quantity';

const placesShown = 3;

/** Says where files may be meant that nothing refers to; each file has its hints. */
export function hintText(files: readonly (readonly Hint[])[]): readonly string[] {
  if (files.length === 0) return [];
  const hints = files.flat();
  const places = placesText(
    hints.map(({ place }) => place),
    placesShown,
  );
  const kinds = new Set(hints.map(({ by }) => by));
  const [by] = kinds.size === 1 ? kinds : [];
  return [
    files.length === 1
      ? ofOne(by, hints.length, places)
      : ofSeveral(by, formatCount(files.length), places),
  ];
}

/** How a hint came about, beside its place. */
export function hintKind(by: Hint['by']): string {
  switch (by) {
    case 'name':
      return vscode.l10n.t('by file name');
    case 'pattern':
      return vscode.l10n.t('by a pattern');
    case 'folder':
      return vscode.l10n.t('by folder');
  }
}

function ofOne(by: Hint['by'] | undefined, count: number, places: string): string {
  if (by === undefined) return vscode.l10n.t('Possible references: {0}', places);
  return count === 1
    ? vscode.l10n.t('Possible reference {0}: {1}', hintKind(by), places)
    : vscode.l10n.t('Possible references {0}: {1}', hintKind(by), places);
}

function ofSeveral(by: Hint['by'] | undefined, files: string, places: string): string {
  return by === undefined
    ? vscode.l10n.t('Possible references to {0} of them: {1}', files, places)
    : vscode.l10n.t('Possible references to {0} of them {1}: {2}', files, hintKind(by), places);
}
