import * as vscode from 'vscode';
import type { Place } from '../../core/reference';
import { placesText } from '../references/placesText';
import { formatCount } from './quantity';

const placesShown = 3;

/** Says where the names of files are mentioned that nothing refers to; each file has its places. */
export function hintText(files: readonly (readonly Place[])[]): readonly string[] {
  if (files.length === 0) return [];
  const places = placesText(files.flat(), placesShown);
  return [
    files.length === 1
      ? vscode.l10n.t('Its name alone is mentioned, which may mean it: {0}', places)
      : vscode.l10n.t(
          'The names of {0} of them are mentioned, which may mean them: {1}',
          formatCount(files.length),
          places,
        ),
  ];
}
