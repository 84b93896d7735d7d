import { defaultHost, isAccountId } from './address/endpoint';
import { mediaEnding } from './writing/fileName';
import type { FinderContext } from './finderContext';
import type { Mention } from './address/mention';
import { mention } from './address/mention';

/**
 * A URL of the default host that ends as a media file does, and holds nothing that has to be read in
 * any way: no escape, no gap, no version, and of transformations only one of plain marks.
 */
const plainUrl = new RegExp(
  [
    '(?<=(^|[\\s"\'`(=])(https?://))',
    `${defaultHost.replaceAll('.', '\\.')}/([A-Za-z0-9_-]{1,64})`,
    '(?:/tr:[\\w,.-]{1,100})?',
    `((?:/(?!ik-)\\w[\\w-]{0,79}){1,16}${mediaEnding})`,
    '(\\?(?!ik-obj)[\\w-]{1,40}=[\\w.-]{0,100}(?:,[a-z]{1,6}-[\\w.-]{1,40}){0,8})?',
    '(?=["\'`)]|$)',
  ].join(''),
  'y',
);

/** Whether a URL is all that stands between its marks, or between a mark and the end of the line. */
function isAll(opener: string, closer: string | undefined, hasQuery: boolean): boolean {
  if (/["'`]/.test(opener)) return closer === opener;
  return !hasQuery && closer === (opener === '(' ? ')' : undefined);
}

/**
 * Reads the usual form of a delivery URL, by its host's place in a line, at a small part of the cost
 * of taking it apart; `undefined` for all others. What it says is the same.
 */
export function readPlainUrl(
  line: string,
  hostStart: number,
  { endpoints }: FinderContext,
): Mention | undefined {
  plainUrl.lastIndex = hostStart;
  const found = plainUrl.exec(line);
  if (!found) return undefined;
  const [whole, opener = '', scheme = '', account = '', path = '', query] = found;
  if (!isAll(opener, line[hostStart + whole.length], query !== undefined)) return undefined;
  let [isKnown, isOther] = [false, false];
  for (const endpoint of endpoints) {
    if (endpoint.host !== defaultHost) continue;
    if (endpoint.account !== account) isOther = true;
    else if (endpoint.prefix.length > 0) return undefined;
    else isKnown = true;
  }
  if (!isKnown && !isAccountId(account)) return undefined;
  const otherAccount = !isKnown && isOther;
  const span = { start: hostStart - scheme.length, end: hostStart + whole.length };
  const url = line.slice(span.start, span.end);
  const ref = { kind: 'url', url, path, paths: [path], account, versionToken: undefined } as const;
  return mention(span, ref, otherAccount ? 'weak' : 'certain', { otherAccount });
}
