import type { Account } from '../account';
import { Refusal } from '../http/exchange';
import { compileSearch, SearchSyntaxError, type SearchRow } from '../search';
import type { Entry } from './lag';
import type { Listing } from './listing';
import { sortOrder } from './listingOrder';
import { searchable } from './searchable';

const MAX_LIMIT = 1000;

/** Reads the query of `GET /v1/files`. Throws the documented 400s. */
export function readListing(query: URLSearchParams, account: Account, now: number): Listing {
  const skip = query.get('skip') ?? '0';
  const limit = query.get('limit') ?? String(MAX_LIMIT);
  if (!(Number(skip) >= 0)) {
    throw invalid(
      `The value of skip parameter should be greater than or equal to 0. Value sent is ${skip}.`,
    );
  }
  if (!(Number(limit) >= 1)) {
    throw invalid(`Minimum value of limit parameter is 1. Value sent is ${limit}.`);
  }
  if (Number(limit) > MAX_LIMIT) {
    throw invalid(`Maximum value of limit parameter is ${MAX_LIMIT}. Value sent is ${limit}.`);
  }
  const order = sortOrder(query.get('sort') ?? 'ASC_CREATED');
  if (order === undefined) {
    throw invalid('Your request contains invalid value for sort parameters.');
  }
  const fileType = query.get('fileType') ?? 'all';
  return {
    ...(query.get('searchQuery') ? searched(query, account, now) : plain(query)),
    path: query.get('path') ?? undefined,
    // An unknown fileType has no documented answer; it is taken as "all".
    fileType: fileType === 'image' || fileType === 'non-image' ? fileType : 'all',
    order,
    skip: Math.floor(Number(skip)),
    limit: Math.floor(Number(limit)),
  };
}

type Selection = Pick<Listing, 'types' | 'keep'>;

/** By `type` and the legacy parameters `name`, `tags` and `includeFolder`. */
function plain(query: URLSearchParams): Selection {
  const name = query.get('name');
  const tags = query.get('tags')?.split(',');
  const keep = (entry: Entry): boolean => {
    const row = searchable(entry);
    return (name === null || row.name === name) && (tags?.some((tag) => hasTag(row, tag)) ?? true);
  };
  const types = typesOf(query.get('type') ?? 'file');
  return {
    types: query.get('includeFolder') === 'true' ? [...types, 'folder'] : types,
    keep: name === null && tags === undefined ? undefined : keep,
  };
}

/**
 * By `searchQuery`, which makes `type`, `name` and `tags` void. Whether versions are among the
 * results of a query that doesn't speak of the type isn't known; here they are not.
 */
function searched(query: URLSearchParams, account: Account, now: number): Selection {
  const text = query.get('searchQuery') ?? '';
  const test = compiled(text, now);
  const speaksOfType = /(^|[\s(])type\s*(=|IN\b|NOT\b)/.test(text);
  return {
    types: speaksOfType ? ['file', 'file-version', 'folder'] : ['file', 'folder'],
    keep: (entry) => test(searchable(entry)),
  };
}

function compiled(text: string, now: number): (row: SearchRow) => boolean {
  try {
    return compileSearch(text, new Date(now));
  } catch (error) {
    if (error instanceof SearchSyntaxError) throw invalid(error.message);
    throw error;
  }
}

function typesOf(type: string): Listing['types'] {
  switch (type) {
    case 'file':
    case 'file-version':
    case 'folder':
      return [type];
    case 'all':
      return ['file', 'folder'];
    default:
      throw invalid(
        'Your request contains invalid value for type parameter. Please provide one of the following: file, file-version, folder, all.',
      );
  }
}

function hasTag(row: SearchRow, tag: string): boolean {
  return row.tags.includes(tag) || row.aiTags.includes(tag);
}

function invalid(message: string): Refusal {
  return new Refusal(400, message);
}
