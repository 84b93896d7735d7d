import { createHmac } from 'node:crypto';

/** What ImageKit signs in place of an expiry for a URL that never expires. */
const neverExpires = '9999999999';

/**
 * A delivery URL that opens a private file: `ik-t` and `ik-s` are appended, and whatever is added,
 * removed or put into another order after that breaks it. The key itself is used as text and is not
 * part of the result. Source: imagekit.io/docs, "signed URLs", and the official SDK's own builder.
 *
 * @param url as it will be requested, percent-encoded, with every query parameter.
 * @param urlEndpoint the delivery URL that `url` begins with, with or without a slash at its end.
 * @param expiresAt Unix time in seconds; left out, the URL stays valid as long as the key does.
 * @returns `undefined` where `url` does not begin with `urlEndpoint`: nothing could verify it.
 */
export function signedUrl(
  url: string,
  urlEndpoint: string,
  privateKey: string,
  expiresAt?: number,
): string | undefined {
  const start = `${urlEndpoint.replace(/\/+$/, '')}/`;
  if (!url.startsWith(start)) return undefined;
  const expiry = expiresAt === undefined ? neverExpires : String(Math.floor(expiresAt));
  const signature = createHmac('sha1', privateKey)
    .update(url.slice(start.length) + expiry)
    .digest('hex');
  const parameters = expiresAt === undefined ? '' : `ik-t=${expiry}&`;
  return `${url}${url.includes('?') ? '&' : '?'}${parameters}ik-s=${signature}`;
}
