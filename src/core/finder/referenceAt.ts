import type { FinderContext } from './finderContext';
import { findInLines } from './findReferences';
import type { Reference } from '../reference';
import type { TextLine } from './textLine';

/** A text as an editor holds it. */
export interface Lines {
  /** The text of a line, counted from 1, without its break; `undefined` outside the text. */
  readonly lineAt: (line: number) => string | undefined;
}

/** Of a very long line only the part around the cursor is looked at. */
const window = 4096;
/** A versionId's file stands within so many lines above it, or `linesAfter` below it. */
export const linesBefore = 60;
export const linesAfter = 15;

/**
 * The reference under the cursor (`column` counts from 1, in UTF-16 units; its end counts as under).
 * Cheap enough for every move of the cursor.
 */
export function referenceAt(
  { lineAt }: Lines,
  file: string,
  { line, column }: { readonly line: number; readonly column: number },
  context: FinderContext,
): Reference | undefined {
  const text = lineAt(line);
  if (text === undefined) return undefined;
  const from = Math.max(0, column - 1 - window);
  const near = (n: number): TextLine => ({
    line: n,
    text: (n === line ? text.slice(from, column - 1 + window) : lineAt(n)?.slice(0, window)) ?? '',
  });
  const alone = covering([...findInLines([near(line)], file, context).references], column - from);
  if (alone?.ref.kind !== 'id') return alone && moved(alone, from);
  const around: TextLine[] = [];
  for (let n = Math.max(1, line - linesBefore); n <= line + linesAfter; n += 1)
    around.push(near(n));
  const onLine = [...findInLines(around, file, context).references].filter(
    ({ place }) => place.line === line,
  );
  return moved(covering(onLine, column - from) ?? alone, from);
}

function covering(references: readonly Reference[], column: number): Reference | undefined {
  const under = references.filter(
    ({ place }) => place.column <= column && column <= place.column + place.length,
  );
  return under.find(({ place }) => column < place.column + place.length) ?? under[0];
}

function moved(reference: Reference, by: number): Reference {
  const { place } = reference;
  return by === 0 ? reference : { ...reference, place: { ...place, column: place.column + by } };
}
