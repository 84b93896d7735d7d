import { defaultHost, isAccountId } from './endpoint';
import { mediaEnding } from './fileName';
import type { FinderContext } from './finderContext';
import type { Mention } from './mention';
import { mention } from './mention';

/**
 * A URL of the default host that is all of a quoted text, ends as a media file does, and holds nothing
 * that has to be read in any way: no escape, no transformation in the path, no gap, no version.
 */
const plainUrl = new RegExp(
  [
    '(?<=(["\'`])(https?://))',
    `${defaultHost.replaceAll('.', '\\.')}/([A-Za-z0-9_-]{1,64})`,
    `((?:/(?!ik-)\\w[\\w-]{0,79}){1,16}${mediaEnding})`,
    '(?:\\?(?!ik-obj)[\\w-]{1,40}=[\\w.-]{0,100}(?:,[a-z]{1,6}-[\\w.-]{1,40}){0,8})?',
    '(?=\\1)',
  ].join(''),
  'y',
);

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
  const [whole, , scheme = '', account = '', path = ''] = found;
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
