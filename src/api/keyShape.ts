/** How ImageKit's private keys begin; the public ones beside them begin with `public_`. */
export const keyPrefix = 'private_';

/** What can follow, as it stands between the brackets of a pattern; `=` comes at the end only. */
export const keyLetters = 'A-Za-z0-9+/_-';

/** A private key as text, also percent-encoded as it would be inside a URL. */
export const keyPattern = new RegExp(`${keyPrefix}(?:[=${keyLetters}]|%(?:2B|2F|3D))+`, 'gi');
