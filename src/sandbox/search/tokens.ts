import { SearchSyntaxError, shown } from './error';

/** A piece of a query. `at` is its offset, for error messages. */
export type Token =
  /** Between double quotes, with its escapes undone. */
  | { readonly kind: 'string'; readonly text: string; readonly at: number }
  /** Bare: a field, an operator, a number, `true`, a date. */
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'symbol'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number };

const space = /[ \t\r\n]+/y;
const symbol = /<=|>=|[()[\],=:<>]/y;
/** A bare date may hold the colons of its time, which are operators elsewhere. */
const word = /\d{4}-\d{2}-\d{2}T[\d:.]+Z?|[\w.+-]+/y;
const plain = /[^"\\]+/y;

/** Splits a query, in time linear in its length. The last token is always `end`. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = take(space, query, 0).length;
  while (at < query.length) {
    const token = tokenAt(query, at);
    tokens.push(token.token);
    at = token.next + take(space, query, token.next).length;
  }
  return [...tokens, { kind: 'end', text: '', at: query.length }];
}

function tokenAt(query: string, at: number): { readonly token: Token; readonly next: number } {
  if (query[at] === '"') {
    const { text, next } = stringAt(query, at);
    return { token: { kind: 'string', text, at }, next };
  }
  for (const [kind, pattern] of [['symbol', symbol] as const, ['word', word] as const]) {
    const text = take(pattern, query, at);
    if (text !== '') return { token: { kind, text, at }, next: at + text.length };
  }
  const character = String.fromCodePoint(query.codePointAt(at) ?? 0);
  throw new SearchSyntaxError(`unexpected character ${shown(character)} at position ${at}.`);
}

/**
 * The escapes are `\"` and `\\`. ImageKit documents none; these are the two that a client in
 * wide use writes. Any other is refused rather than guessed.
 */
function stringAt(query: string, start: number): { readonly text: string; readonly next: number } {
  const parts: string[] = [];
  let at = start + 1;
  for (;;) {
    const part = take(plain, query, at);
    parts.push(part);
    at += part.length;
    const next = query[at + 1];
    if (query[at] === '"') return { text: parts.join(''), next: at + 1 };
    if (query[at] === undefined || next === undefined) {
      throw new SearchSyntaxError(`the quote at position ${start} is never closed.`);
    }
    if (next !== '"' && next !== '\\') {
      throw new SearchSyntaxError(`unknown escape at position ${at}.`);
    }
    parts.push(next);
    at += 2;
  }
}

function take(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
