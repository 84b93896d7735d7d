import { keyPattern, keyPrefix } from './keyShape';

const shownInstead = '[key]';

/** The base64 of anything that begins with `private_`: the credentials of Basic authentication. */
const credentialsPattern = /cHJpdmF0ZV[A-Za-z0-9+/=_-]+/g;

/** So long a part of a key is no word that happens to be in it. */
const tellingLength = 8;

/**
 * Takes private keys out of a text before it is shown, logged or stored. What looks like a key goes
 * always; `key`, when given, goes in whatever shape it has, also as Basic credentials.
 */
export function redact(text: string, key?: string): string {
  const withoutOwn = key ? formsOf(key).reduce(removeAll, text) : text;
  const withoutKeys = withoutOwn
    .replace(keyPattern, shownInstead)
    .replace(credentialsPattern, shownInstead);
  return key ? bareFormsOf(key).reduce(removeAll, withoutKeys) : withoutKeys;
}

/** The password is ignored by ImageKit: ours is empty, the official SDK sends `do_not_set`. */
function formsOf(key: string): readonly string[] {
  return [
    key,
    Buffer.from(`${key}:`).toString('base64'),
    Buffer.from(`${key}:do_not_set`).toString('base64'),
  ];
}

/** What is left of the key where something took its ends off: prefix, padding, the last letters. */
function bareFormsOf(key: string): readonly string[] {
  const bare = key.replace(new RegExp(`^${keyPrefix}`), '').replace(/=+$/, '');
  const whole = Buffer.from(key);
  const stem = whole.subarray(0, whole.length - (whole.length % 3));
  return [bare, stem.toString('base64'), stem.toString('base64url')].filter(
    (form) => form.length >= tellingLength,
  );
}

function removeAll(text: string, secret: string): string {
  return text.replaceAll(secret, shownInstead);
}
