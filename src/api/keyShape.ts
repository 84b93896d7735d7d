/** How ImageKit's private keys begin; the public ones beside them begin with `public_`. */
export const keyPrefix = 'private_';

/** Characters that a key can have after its prefix, as they stand between brackets of a pattern. */
export const keyCharacters = 'A-Za-z0-9+/=_-';

/** A private key as text, also percent-encoded as it would be inside a URL. */
export const keyPattern = new RegExp(`${keyPrefix}(?:[${keyCharacters}]|%(?:2B|2F|3D))+`, 'gi');
