const shownInstead = '[key]';

/** A private key as text, also percent-encoded as it would be inside a URL. */
const keyPattern = /private_(?:[A-Za-z0-9+/=_-]|%(?:2B|2F|3D))+/gi;

/** The base64 of anything that begins with `private_`: the credentials of Basic authentication. */
const credentialsPattern = /cHJpdmF0ZV[A-Za-z0-9+/=_-]+/g;

/**
 * Takes private keys out of a text before it is shown, logged or stored. What looks like a key goes
 * always; `key`, when given, goes in whatever shape it has, also as Basic credentials.
 */
export function redact(text: string, key?: string): string {
  const withoutOwn = key ? formsOf(key).reduce(removeAll, text) : text;
  return withoutOwn.replace(keyPattern, shownInstead).replace(credentialsPattern, shownInstead);
}

/** The password is ignored by ImageKit: ours is empty, the official SDK sends `do_not_set`. */
function formsOf(key: string): readonly string[] {
  return [
    key,
    Buffer.from(`${key}:`).toString('base64'),
    Buffer.from(`${key}:do_not_set`).toString('base64'),
  ];
}

function removeAll(text: string, secret: string): string {
  return text.replaceAll(secret, shownInstead);
}
