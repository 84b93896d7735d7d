import { withoutTail } from '../finder/writing/withoutTail';

/**
 * Whether a delivery URL lies below one of the account's endpoints. An account that knows none of
 * its endpoints yet can't rule any URL out.
 */
export function ownUrl(ref: { readonly url: string }, urlEndpoints: readonly string[]): boolean {
  if (urlEndpoints.length === 0) return true;
  const url = bare(ref.url);
  return urlEndpoints.some(
    (endpoint) => url === bare(endpoint) || url.startsWith(`${bare(endpoint)}/`),
  );
}

/** Without scheme and trailing slashes, the host in lower case. */
function bare(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? withoutTail(`${parsed.host}${parsed.pathname}`, '/') : url;
}
