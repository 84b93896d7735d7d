import * as v from 'valibot';
import { Refusal } from '../http/exchange';

/** Every key of a sandbox begins like this, so that a real one is never typed into it. */
export const KEY_PREFIX = 'private_sandbox';

/** What a restricted key may do with the media library; a standard key may `write`. */
const access = v.picklist(['none', 'read', 'write']);

/** One line of the key table. */
export const keyEntry = v.strictObject({
  /** How the log and the tests call it. */
  name: v.string(),
  key: v.pipe(v.string(), v.startsWith(KEY_PREFIX)),
  access: v.optional(access, 'write'),
  state: v.optional(v.picklist(['active', 'expired', 'disabled']), 'active'),
  /** Expires after this many more calls, as a rolled key does in the middle of a run. */
  callsLeft: v.optional(v.pipe(v.number(), v.minValue(0))),
});
export type KeyEntry = v.InferOutput<typeof keyEntry>;
export type KeyRequest = v.InferInput<typeof keyEntry>;

/** The keys a sandbox starts with. `/`, `+` and `=` are there because real keys have them. */
export interface SandboxKeys {
  readonly standard: string;
  readonly readOnly: string;
  readonly none: string;
  readonly expired: string;
  readonly disabled: string;
}

export const DEFAULT_KEYS: SandboxKeys = {
  standard: `${KEY_PREFIX}Full+Access/00000000=`,
  readOnly: `${KEY_PREFIX}Read+Only/0000000000=`,
  none: `${KEY_PREFIX}No+Access/0000000000=`,
  expired: `${KEY_PREFIX}Expired+Key/00000000=`,
  disabled: `${KEY_PREFIX}Disabled+Key/0000000=`,
};

/** The key table of the account. */
export class KeyTable {
  private readonly entries = new Map<string, KeyEntry>();

  constructor(keys: SandboxKeys) {
    this.set({ name: 'standard', key: keys.standard, access: 'write', state: 'active' });
    this.set({ name: 'readOnly', key: keys.readOnly, access: 'read', state: 'active' });
    this.set({ name: 'none', key: keys.none, access: 'none', state: 'active' });
    this.set({ name: 'expired', key: keys.expired, access: 'write', state: 'expired' });
    this.set({ name: 'disabled', key: keys.disabled, access: 'write', state: 'disabled' });
  }

  /** Adds a key, or replaces the one with the same name. */
  set(entry: KeyEntry): void {
    this.entries.set(entry.name, entry);
  }

  all(): readonly KeyEntry[] {
    return [...this.entries.values()];
  }

  /** The key that signs URLs. */
  get signingKey(): string {
    return this.entries.get('standard')?.key ?? '';
  }

  /** What the log calls the key of a request. */
  nameOf(authorization: string | undefined): string {
    const key = keyFrom(authorization);
    if (key === undefined) return 'none';
    return this.all().find((entry) => entry.key === key)?.name ?? 'unknown';
  }

  /** The entry a request's `Authorization` names; counts the call. Throws the documented 401 and 403. */
  authenticate(authorization: string | undefined): KeyEntry {
    const key = keyFrom(authorization);
    if (key === undefined) {
      throw new Refusal(401, 'Your request does not contain private API key.');
    }
    const entry = this.all().find((candidate) => candidate.key === key);
    if (entry === undefined) throw new Refusal(403, 'Your account cannot be authenticated.');
    if (entry.state === 'disabled') throw new Refusal(403, 'Your account is disabled.');
    if (entry.state === 'expired' || entry.callsLeft === 0) {
      throw new Refusal(403, 'Your request contains expired private API key.');
    }
    if (entry.callsLeft !== undefined) this.set({ ...entry, callsLeft: entry.callsLeft - 1 });
    return entry;
  }
}

/** Throws when the key may not do what a route needs. The text is ours: ImageKit's isn't known. */
export function requireAccess(entry: KeyEntry, needed: 'read' | 'write'): void {
  if (entry.access === 'write' || entry.access === needed) return;
  throw new Refusal(403, 'Your API key does not have permission to perform this operation.');
}

/**
 * The private key of a Basic header; `undefined` when there is none, empty when it can't be read.
 * The password is ignored. The colon is not optional: without it authentication fails. An
 * unencoded key passes, as the API's own description admits.
 */
function keyFrom(authorization: string | undefined): string | undefined {
  const [scheme, credentials] = (authorization ?? '').split(/\s+/, 2);
  if (scheme?.toLowerCase() !== 'basic' || !credentials) return undefined;
  if (credentials.startsWith('private_')) return credentials.replace(/:.*$/s, '');
  const decoded = Buffer.from(credentials, 'base64').toString();
  const colon = decoded.indexOf(':');
  if (colon === -1) return '';
  return colon === 0 ? undefined : decoded.slice(0, colon);
}
