import { createHmac } from 'node:crypto';

/** What a signed URL is made from. */
export interface UrlToSign {
  /** Complete, percent-encoded, as it will be requested: nothing may be added later. */
  readonly url: string;
  /** The account's delivery URL that `url` lies below, such as `https://ik.imagekit.io/acme`. */
  readonly urlEndpoint: string;
  readonly privateKey: string;
  /** Unix seconds; without it the URL is valid until the key changes. */
  readonly expiresAt?: number;
}

/** What ImageKit signs in place of an expiry. */
const noExpiry = '9999999999';

/**
 * A URL that opens a private file. `undefined` when `url` does not lie below the endpoint, or is
 * signed already: a signature over it would not be accepted.
 */
export function signedUrl({
  url,
  urlEndpoint,
  privateKey,
  expiresAt,
}: UrlToSign): string | undefined {
  const base = urlEndpoint.endsWith('/') ? urlEndpoint : `${urlEndpoint}/`;
  if (!url.startsWith(base) || /[?&]ik-[st]=/.test(url)) return undefined;

  const signature = createHmac('sha1', privateKey)
    .update(url.slice(base.length) + (expiresAt?.toFixed(0) ?? noExpiry))
    .digest('hex');
  const parameters = [
    ...(expiresAt === undefined ? [] : [`ik-t=${expiresAt.toFixed(0)}`]),
    `ik-s=${signature}`,
  ];
  return `${url}${url.includes('?') ? '&' : '?'}${parameters.join('&')}`;
}
