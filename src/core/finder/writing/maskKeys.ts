import { keyLetters, keyPrefix } from '../../../api/keyShape';

/**
 * ImageKit's private keys: the prefix and base64 characters (`/`, `+` and `=` occur). A folder or file
 * may be called so, too: what follows a path's slash or goes on with an ending is none, unless it is as
 * long as a key and ends like one.
 */
const privateKey = new RegExp(
  `${keyPrefix}[${keyLetters}]{20,80}={1,4}|(?<!(?:^|[^/])/|%2F)${keyPrefix}(?=([=${keyLetters}]{1,300}))\\1(?!\\.[A-Za-z0-9])`,
  'g',
);

/** Whether a private key, or something shaped like one, stands in the text. */
export function holdsPrivateKey(text: string): boolean {
  return text.includes(keyPrefix) && new RegExp(privateKey.source).test(text);
}

/**
 * Blanks private keys out, so that no position moves and no key is ever kept. The underscore stays:
 * what stands right before a key goes on being part of a longer word.
 */
export function maskPrivateKeys(text: string): string {
  if (!text.includes(keyPrefix)) return text;
  return text.replace(privateKey, (key) => '_'.padEnd(key.length));
}
