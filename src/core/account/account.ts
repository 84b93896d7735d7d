import { urlEndpoint } from './urlEndpoint';

/**
 * How careful to be: `production` asks more before a deletion; `sandbox` is the local server that
 * ships with the extension.
 */
export type AccountKind = 'production' | 'development' | 'sandbox';

/** An ImageKit account as it is remembered; its key is kept elsewhere and never part of it. */
export interface Account {
  /** Stable for the life of the entry; names the secret. */
  readonly id: string;
  readonly name: string;
  readonly kind: AccountKind;
  /** Delivery URLs without a trailing slash, such as `https://ik.imagekit.io/acme`. */
  readonly urlEndpoints: readonly string[];
  /** Set when its key was seen to be refused every write. */
  readonly access?: 'readOnly' | undefined;
}

/** Longer names don't fit a status bar or a question. */
export const maxNameLength = 60;

/** Why a text can't be the name of a new account. */
export type NameProblem = 'empty' | 'tooLong' | 'unprintable' | 'taken';

/** What is wrong with a name beside the accounts there are; blanks around it don't count. */
export function nameProblem(name: string, accounts: readonly Account[]): NameProblem | undefined {
  const trimmed = name.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > maxNameLength) return 'tooLong';
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(trimmed)) return 'unprintable';
  return accounts.some((account) => sameName(account.name, trimmed)) ? 'taken' : undefined;
}

/** Two names that differ only in case or in how a letter is composed would be mistaken. */
function sameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/**
 * The accounts in what an earlier run stored; an entry that isn't one is left out. Every window reads
 * them when it starts, so nothing is loaded for it.
 */
export function parseAccounts(stored: unknown): readonly Account[] {
  if (!Array.isArray(stored)) return [];
  return stored.map(storedAccount).filter((account) => account !== undefined);
}

function storedAccount(entry: unknown): Account | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { id, name, kind, urlEndpoints, access } = entry as Partial<Record<keyof Account, unknown>>;
  const known = kinds.find((each) => each === kind);
  if (!isFilled(id) || !isFilled(name) || known === undefined) return undefined;
  if (!Array.isArray(urlEndpoints) || !urlEndpoints.every(isText)) return undefined;
  if (access !== undefined && access !== 'readOnly') return undefined;
  const urls = urlEndpoints.map(urlEndpoint).filter((url) => url !== undefined);
  return { id, name, kind: known, urlEndpoints: urls, ...(access && { access }) };
}

const kinds: readonly AccountKind[] = ['production', 'development', 'sandbox'];

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFilled(value: unknown): value is string {
  return isText(value) && value !== '';
}

/**
 * The account to use where none was chosen: the only one there is. The sandbox doesn't count beside
 * a real account, so trying it out once never makes every other workspace ask.
 */
export function onlyAccount(accounts: readonly Account[]): Account | undefined {
  const real = accounts.filter((account) => account.kind !== 'sandbox');
  const candidates = real.length > 0 ? real : accounts;
  return candidates.length === 1 ? candidates[0] : undefined;
}
