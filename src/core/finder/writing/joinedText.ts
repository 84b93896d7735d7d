import { isFileName } from './fileName';
import type { UrlText } from './urlText';
import { inTurn } from './pattern';

/** `+ '…'`, as PHP, SQL, Lua, Twig and others write it, or two texts side by side. */
const nextText = new RegExp(
  inTurn([
    /^\\{0,2}(["'`])\s{0,40}(?:\+|\.{1,2}|~|&|<>|\|\|)?\s{0,40}/,
    /\\{0,2}(["'`])([^"'`\\${}<>]{1,300})\\{0,2}\2/,
  ]),
);

/** A URL that ends before the file's name, with the text that a program joins to it. */
export function withJoinedText(line: string, found: UrlText): UrlText {
  const { start, end, url } = found;
  if (url === undefined || /[?#\uE000]/.test(url) || isFileName(url)) return found;
  const [whole = '', , , text = ''] = nextText.exec(line.slice(end, end + 400)) ?? [];
  const isNext = url.endsWith('/') !== text.startsWith('/');
  if (!isNext || !isFileName(text)) return found;
  return { start, end: end + whole.lastIndexOf(text) + text.length, url: url + text };
}
