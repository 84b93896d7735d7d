import type { FinderContext } from './finderContext';
import { findInLines } from './findReferences';
import { linesAfter, linesBefore, type Lines } from './referenceAt';
import type { Reference } from '../reference';
import { matchesTrigger, type TextLine } from './textLine';

/** What can be deleted by a click on some of the lines. */
export interface TargetsBetween {
  readonly file: boolean;
  readonly version: boolean;
}

/** Longer lines are data: whether they may hold something is all that is asked of them. */
const longLine = 20_000;

/**
 * Whether `referenceAt` would find something to delete anywhere in the lines `first` to `last`, which
 * count from 1 and include both. Cheap enough for what an editor shows at a time.
 */
export function targetsBetween(
  { lineAt }: Lines,
  { first, last }: { readonly first: number; readonly last: number },
  file: string,
  context: FinderContext,
): TargetsBetween {
  const around: TextLine[] = [];
  for (let line = Math.max(1, first - linesBefore); line <= last + linesAfter; line += 1) {
    const text = lineAt(line);
    if (text === undefined || !matchesTrigger(text, context)) continue;
    if (text.length <= longLine) around.push({ line, text });
    else if (line >= first && line <= last) return { file: true, version: true };
  }
  const shown = around.filter(({ line }) => line >= first && line <= last);
  if (shown.length === 0) return { file: false, version: false };
  // An id is judged by the lines around it, all else by its own line.
  const ids = [...findInLines(around, file, context).references].filter(
    ({ ref, place: { line } }) => isId(ref) && line >= first && line <= last,
  );
  const others = shown
    .flatMap((line) => [...findInLines([line], file, context).references])
    .filter(({ ref }) => !isId(ref));
  const targets = [...ids, ...others].map(deletionTarget).filter((kind) => kind !== undefined);
  return { file: targets.length > 0, version: targets.includes('version') };
}

/** What a click on a reference can delete; `undefined` where it may be nothing of ImageKit's. */
function deletionTarget({ ref, strength }: Reference): 'file' | 'version' | undefined {
  if (ref.kind === 'name' || strength === 'weak') return undefined;
  const namesVersion = ref.kind === 'version' || (ref.kind === 'url' && ref.versionToken);
  return namesVersion ? 'version' : 'file';
}

function isId({ kind }: Reference['ref']): boolean {
  return kind === 'id' || kind === 'version';
}
