import { isLoopback } from '../../api/apiHost';
import type { Account } from '../account/account';
import { defaultHost } from '../finder/address/endpoint';
import { ownUrl } from '../lookup/ownUrl';

/**
 * The address of a file as it may be opened or shown as a picture: on the account's own delivery
 * hosts or ImageKit's default one, and for the sandbox on this machine. `undefined` for all else,
 * because an address of a server's answer is not to be followed anywhere.
 */
export function deliveryLink(
  address: string,
  account: Pick<Account, 'kind' | 'urlEndpoints'>,
): string | undefined {
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.password !== '') return undefined;
  const { urlEndpoints } = account;
  switch (url.protocol) {
    case 'https:':
      return url.host === defaultHost || isConfigured(url, urlEndpoints) ? url.href : undefined;
    case 'http:':
      return isConfigured(url, urlEndpoints) ||
        (account.kind === 'sandbox' && isLoopback(url.hostname))
        ? url.href
        : undefined;
    default:
      return undefined;
  }
}

function isConfigured(url: URL, urlEndpoints: readonly string[]): boolean {
  return urlEndpoints.length > 0 && ownUrl({ url: url.href }, urlEndpoints);
}
