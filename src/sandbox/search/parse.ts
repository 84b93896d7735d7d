import { SearchSyntaxError, shown } from './error';
import { tokensOf, type Token } from './tokens';

const comparisons = ['=', ':', '<', '<=', '>', '>='] as const;
const negatable = ['=', 'IN', 'EXISTS'] as const;

type Comparison = (typeof comparisons)[number];

/** An operator without its `NOT`. */
export type Operator = Comparison | 'IN' | 'HAS' | 'EXISTS';

/** A value as it was written. `bare` is an unquoted word that is neither number nor boolean. */
export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'bare'; readonly value: string };

/** `field operator values`. `EXISTS` has no value, `IN` at least one, any other exactly one. */
export interface Condition {
  readonly kind: 'condition';
  readonly field: string;
  /** Whether the field's name was in quotes, as those of metadata must be. */
  readonly quoted: boolean;
  readonly negated: boolean;
  readonly operator: Operator;
  readonly values: readonly Literal[];
}

/** A query as a tree, checked for its form only. */
export type Query =
  | Condition
  | { readonly kind: 'all'; readonly of: readonly Query[] }
  | { readonly kind: 'any'; readonly of: readonly Query[] };

/** Far beyond what a person writes, and far below what the stack of calls can take. */
const deepest = 100;

/**
 * Reads a query. ImageKit's documents leave open how `a OR b AND c` is grouped; here AND binds
 * first, as in SQL and in most query languages. Keywords are upper case, as the documents write them.
 */
export function parseQuery(query: string): Query {
  const tokens = tokensOf(query);
  let position = 0;
  let depth = 0;

  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '', at: query.length };

  function next(): Token {
    const token = peek();
    position += 1;
    return token;
  }

  function accept(kind: 'symbol' | 'word', text: string): boolean {
    const token = peek();
    const fits = token.kind === kind && token.text === text;
    if (fits) position += 1;
    return fits;
  }

  function joined(kind: 'all' | 'any', by: 'AND' | 'OR', part: () => Query): Query {
    const first = part();
    const of = [first];
    while (accept('word', by)) of.push(part());
    return of.length === 1 ? first : { kind, of };
  }

  const disjunction = (): Query => joined('any', 'OR', conjunction);
  const conjunction = (): Query => joined('all', 'AND', group);

  function group(): Query {
    if (!accept('symbol', '(')) return condition();
    depth += 1;
    if (depth > deepest) throw new SearchSyntaxError('too many parentheses inside each other.');
    const inner = disjunction();
    if (!accept('symbol', ')')) throw unexpected(peek(), 'AND, OR or )');
    depth -= 1;
    return inner;
  }

  function condition(): Query {
    const field = next();
    if (field.kind !== 'word' && field.kind !== 'string') throw unexpected(field, 'a field');
    const negated = accept('word', 'NOT');
    const operator = operatorFrom(next(), negated);
    const values = operator === 'EXISTS' ? [] : operator === 'IN' ? list() : [literalFrom(next())];
    const quoted = field.kind === 'string';
    return { kind: 'condition', field: field.text, quoted, negated, operator, values };
  }

  function list(): readonly Literal[] {
    if (!accept('symbol', '[')) throw unexpected(peek(), 'a list in [ ]');
    const values = [literalFrom(next())];
    while (accept('symbol', ',')) values.push(literalFrom(next()));
    if (!accept('symbol', ']')) throw unexpected(peek(), ', or ]');
    return values;
  }

  const whole = disjunction();
  if (peek().kind !== 'end') throw unexpected(peek(), 'AND, OR or the end');
  return whole;
}

function operatorFrom(token: Token, negated: boolean): Operator {
  const known: readonly Operator[] = negated ? negatable : [...comparisons, 'IN', 'HAS', 'EXISTS'];
  const operator = known.find((one) => one === token.text);
  if (token.kind === 'string' || operator === undefined) {
    throw unexpected(token, negated ? 'one of = IN EXISTS after NOT' : 'an operator');
  }
  return operator;
}

function literalFrom(token: Token): Literal {
  if (token.kind === 'string') return { kind: 'string', value: token.text };
  if (token.kind !== 'word') throw unexpected(token, 'a value');
  if (token.text === 'true' || token.text === 'false') {
    return { kind: 'boolean', value: token.text === 'true' };
  }
  const value = /^-?\d+(\.\d+)?$/.test(token.text) ? Number(token.text) : Infinity;
  return Number.isFinite(value) ? { kind: 'number', value } : { kind: 'bare', value: token.text };
}

function unexpected(token: Token, wanted: string): SearchSyntaxError {
  const found =
    token.kind === 'end' ? 'it ends' : `it has ${shown(token.text)} at position ${token.at}`;
  return new SearchSyntaxError(`${found} where ${wanted} is expected.`);
}
