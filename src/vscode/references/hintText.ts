import * as vscode from 'vscode';
import type { Hint } from '../../core/reference';
import { placesText } from './placesText';
import { formatCount } from '../ui/quantity';

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
  if (files.length > 1) return [textOfSeveral(by, formatCount(files.length), places)];
  return [hints.length === 1 ? textOfOne(by, places) : textOfMany(by, places)];
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

function textOfOne(by: Hint['by'] | undefined, place: string): string {
  switch (by) {
    case 'name':
      return vscode.l10n.t('Possible reference by file name: {0}', place);
    case 'pattern':
      return vscode.l10n.t('Possible reference by a pattern: {0}', place);
    case 'folder':
      return vscode.l10n.t('Possible reference by folder: {0}', place);
    case undefined:
      return vscode.l10n.t('Possible reference: {0}', place);
  }
}

function textOfMany(by: Hint['by'] | undefined, places: string): string {
  switch (by) {
    case 'name':
      return vscode.l10n.t('Possible references by file name: {0}', places);
    case 'pattern':
      return vscode.l10n.t('Possible references by a pattern: {0}', places);
    case 'folder':
      return vscode.l10n.t('Possible references by folder: {0}', places);
    case undefined:
      return vscode.l10n.t('Possible references: {0}', places);
  }
}

function textOfSeveral(by: Hint['by'] | undefined, files: string, places: string): string {
  switch (by) {
    case 'name':
      return vscode.l10n.t('Possible references to {0} of them by file name: {1}', files, places);
    case 'pattern':
      return vscode.l10n.t('Possible references to {0} of them by a pattern: {1}', files, places);
    case 'folder':
      return vscode.l10n.t('Possible references to {0} of them by folder: {1}', files, places);
    case undefined:
      return vscode.l10n.t('Possible references to {0} of them: {1}', files, places);
  }
}
