import { isFileId } from '../fileId';
import { isMediaName } from './writing/fileName';
import { findReferences } from './findReferences';
import type { FinderContext } from './finderContext';
import { writtenPaths } from './address/libraryPath';
import { pathRef } from './address/mention';
import { holdsPrivateKey } from './writing/maskKeys';
import type { AssetRef } from '../reference';
import { withoutTail } from './writing/withoutTail';

const longest = 4096;

/**
 * What one pasted text names: a fileId, a delivery URL, a link to the dashboard or the API, or a
 * path. `undefined` for anything else, such as words to search for, another site's URL, or a key.
 */
export function parseRef(pasted: string, context: FinderContext): AssetRef | undefined {
  const text = unwrapped(pasted);
  if (text === '' || text.length > longest || /[\r\n]/.test(text)) return undefined;
  if (holdsPrivateKey(text)) return undefined;
  if (isFileId(text)) return { kind: 'id', fileId: text };
  const isPath = /^\/(?!\/)/.test(text);
  if (!isPath) {
    const linked = linkedRef(text, context);
    if (linked) return linked;
  }
  if (/^[\w+.-]+:|^\/\//.test(text)) return undefined;
  const path = text.replace(/\?.*$/, '');
  if (!isPath && !(path.includes('/') && isMediaName(path))) return undefined;
  const paths = writtenPaths(path);
  return paths.length === 0 ? undefined : pathRef(paths);
}

/** Without the quotes, brackets and commas that come along when something is copied. */
function unwrapped(text: string): string {
  return withoutTail(text.trim(), ',;')
    .replace(/^(["'`<])([\s\S]*)(["'`>])$/, (whole, open: string, inner: string, close: string) =>
      close === (open === '<' ? '>' : open) ? inner : whole,
    )
    .trim();
}

function linkedRef(text: string, context: FinderContext): AssetRef | undefined {
  const found = findReferences(`"${text}"`, '', context).filter(({ named }) => named);
  const version = found.find(({ ref }) => ref.kind === 'version');
  const first = version ?? found[0];
  const startsHere = first && (first.ref.kind !== 'url' || first.place.column === 2);
  return startsHere && first.ref.kind !== 'name' && first.ref.kind !== 'path'
    ? first.ref
    : undefined;
}
