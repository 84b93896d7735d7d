/**
 * ImageKit's private keys: the prefix and base64 characters (`/`, `+` and `=` occur). A folder or file
 * may be called so, too: what follows a path's slash or goes on with an ending is none, unless it is as
 * long as a key and ends like one.
 */
const privateKey =
  /private_[A-Za-z0-9+/_-]{20,80}={1,4}|(?<!(?:^|[^/])\/|%2F)private_(?=([A-Za-z0-9+/=_-]{1,300}))\1(?!\.[A-Za-z0-9])/g;

/** Whether a private key, or something shaped like one, stands in the text. */
export function holdsPrivateKey(text: string): boolean {
  return text.includes('private_') && new RegExp(privateKey.source).test(text);
}

/**
 * Blanks private keys out, so that no position moves and no key is ever kept. The underscore stays:
 * what stands right before a key goes on being part of a longer word.
 */
export function maskPrivateKeys(text: string): string {
  if (!text.includes('private_')) return text;
  return text.replace(privateKey, (key) => '_'.padEnd(key.length));
}
