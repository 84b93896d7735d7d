/** ImageKit's private keys: the prefix and base64 characters (`/`, `+` and `=` occur). */
const privateKey = /private_[A-Za-z0-9+/=_-]+/g;

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
