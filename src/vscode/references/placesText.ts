import * as vscode from 'vscode';
import type { Place } from '../../core/reference';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';

/** The first of some places, and how many more there are: `src/a.tsx:12, README.md:40 and 3 more`. */
export function placesText(places: readonly Place[], shown: number): string {
  const first = places
    .slice(0, shown)
    .map(({ file, line }) => `${oneLine(file)}:${line}`)
    .join(', ');
  const more = places.length - shown;
  return more > 0 ? vscode.l10n.t('{0} and {1} more', first, formatCount(more)) : first;
}
