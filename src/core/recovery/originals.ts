import type { Asset, AssetVersion } from '../../api/asset';
import type { Account } from '../account/account';
import { deliveryLink } from '../library/deliveryLink';

/**
 * Where the original bytes of a file, or of a version, are delivered: its own address, which names
 * the version and when it was last changed, without any transformation (`tr=orig-true`, ImageKit's
 * documented way to the original). `undefined` where that is no address of the account's.
 */
export function originalUrl(
  file: Pick<Asset | AssetVersion, 'url'>,
  account: Pick<Account, 'kind' | 'urlEndpoints'>,
): string | undefined {
  const link = deliveryLink(file.url, account);
  if (link === undefined) return undefined;
  return `${link}${link.includes('?') ? '&' : '?'}tr=orig-true`;
}

/** The delivery URL of the account that an address begins with: what its signature leaves out. */
export function endpointOf(
  link: string,
  { urlEndpoints }: Pick<Account, 'urlEndpoints'>,
): string | undefined {
  const longestFirst = urlEndpoints.toSorted((a, b) => b.length - a.length);
  return longestFirst.find((each) => link.startsWith(`${each}/`));
}
