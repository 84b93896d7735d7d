import { keyPrefix } from '../../api/keyShape';

/** What a typed text is, as far as its looks tell before ImageKit is asked. */
export type KeyCheck =
  | { readonly kind: 'empty' }
  /** The other half of the pair: it can't read or delete anything. */
  | { readonly kind: 'publicKey' }
  /** Blanks inside, a colon or a control character: no key has them, and some break the request. */
  | { readonly kind: 'notAKey' }
  /** Possible, but it lacks the `private_` that ImageKit's keys begin with. */
  | { readonly kind: 'unusual'; readonly key: string }
  | { readonly kind: 'key'; readonly key: string };

/** Looks at a text that should be a private key; blanks around it are dropped. */
export function checkKey(text: string): KeyCheck {
  const key = text.trim();
  if (key === '') return { kind: 'empty' };
  if (/^public_/i.test(key)) return { kind: 'publicKey' };
  if (!/^[\x21-\x39\x3b-\x7e]+$/.test(key)) return { kind: 'notAKey' };
  return key.startsWith(keyPrefix) ? { kind: 'key', key } : { kind: 'unusual', key };
}

/** Whether the trailing `=` that these keys end with is missing: a double click doesn't select it. */
export function looksCutShort(key: string): boolean {
  return key.startsWith(keyPrefix) && !key.endsWith('=');
}
