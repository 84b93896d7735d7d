import { isLoopback } from '../../api/apiHost';
import { learnUrlEndpoint } from '../account/urlEndpoint';
import type { Account } from '../account/account';
import { defaultHost } from '../finder/address/endpoint';
import { deliveryLink } from '../library/deliveryLink';
import type { Target } from '../target';
import { deliveredPath } from './purgeUrl';

type AccountUrls = Pick<Account, 'kind' | 'urlEndpoints'>;

/** Delivery URLs that an account's files are asked for by: those it has, or else what a file shows. */
export function purgeEndpoints(
  account: AccountUrls,
  targets: readonly Target[],
): readonly string[] {
  if (account.urlEndpoints.length > 0) return askedAt(account);
  const shown = targets.flatMap((target) => {
    if (target.kind === 'folder') return [];
    const file = target.kind === 'asset' ? target.asset : target.version;
    const endpoint = deliveryLink(file.url, account) && learnUrlEndpoint(file);
    return endpoint === undefined ? [] : [endpoint];
  });
  return [...new Set(shown)];
}

/** The same for a URL: an account without delivery URLs may have any ID of the default host. */
export function endpointsForUrl(address: string, account: AccountUrls): readonly string[] {
  if (account.urlEndpoints.length > 0) return askedAt(account);
  const url = URL.parse(address);
  const [, id = ''] = url?.pathname.split('/') ?? [];
  return url?.host === defaultHost && id !== '' ? [`https://${defaultHost}/${id}`] : [];
}

/** Whether an address is asked for, whatever a record says: of the account, and no other host. */
export function mayBeAsked(address: string, account: AccountUrls): boolean {
  if (deliveryLink(address, account) === undefined) return false;
  return deliveredPath(address, endpointsForUrl(address, account)) !== undefined;
}

/** The sandbox also knows the URLs of its samples, which nobody delivers. */
function askedAt({ kind, urlEndpoints }: AccountUrls): readonly string[] {
  if (kind !== 'sandbox') return urlEndpoints;
  return urlEndpoints.filter((each) => isLoopback(URL.parse(each)?.hostname ?? ''));
}
