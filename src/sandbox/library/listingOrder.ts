import { byCreation } from './creationIndex';
import type { Entry } from './lag';
import { Version } from './storedFile';

export type Order = (a: Entry, b: Entry) => number;

/**
 * The order a `sort` value asks for, or `undefined` for one that doesn't exist. Equal rows stand in
 * the order of creation. Relevance is not computed: both its directions are the order of creation.
 */
export function sortOrder(sort: string): Order | undefined {
  if (sort === 'ASC_CREATED' || sort.endsWith('_RELEVANCE')) {
    return /^(ASC|DESC)_/.test(sort) ? byCreation : undefined;
  }
  const [, direction, key = ''] = /^(ASC|DESC)_(.*)$/.exec(sort) ?? [];
  const ascending = ORDERS[key];
  if (ascending === undefined) return undefined;
  const sign = direction === 'ASC' ? 1 : -1;
  return (a, b) => sign * (ascending(a, b) || byCreation(a, b));
}

const ORDERS: Readonly<Record<string, Order>> = {
  NAME: (a, b) => compare(nameOf(a), nameOf(b)),
  CREATED: (a, b) => a.createdAt - b.createdAt,
  UPDATED: (a, b) => a.updatedAt - b.updatedAt,
  HEIGHT: (a, b) => contentOf(a, 'height') - contentOf(b, 'height'),
  WIDTH: (a, b) => contentOf(a, 'width') - contentOf(b, 'width'),
  SIZE: (a, b) => contentOf(a, 'size') - contentOf(b, 'size'),
};

function nameOf(entry: Entry): string {
  return entry instanceof Version ? entry.file.name : entry.name;
}

/** Folders, and files without the measure, count as 0. */
function contentOf(entry: Entry, measure: 'height' | 'width' | 'size'): number {
  return entry instanceof Version ? (entry.content[measure] ?? 0) : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
