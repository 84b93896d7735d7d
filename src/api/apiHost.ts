import { isIPv4 } from 'node:net';
import { refusal } from './errors';

/** Where the API lives when nothing else is set. */
export const defaultApiHost = 'https://api.imagekit.io';

/**
 * The origin that requests, and with them the key, are sent to. HTTPS, or plain HTTP to this very
 * machine; anything else is refused before a request exists.
 */
export function apiOrigin(apiHost: string): string {
  const url = URL.parse(apiHost);
  if (!url || url.href !== `${url.origin}/`) {
    throw refusal(
      'the API host must be an origin such as https://api.imagekit.io',
      'INVALID_API_HOST',
    );
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw refusal('the API host must be HTTPS, or HTTP on this machine', 'INVALID_API_HOST');
  }
  return url.origin;
}

/**
 * Where uploads go, and with them the key: ImageKit's own upload host beside its own API host, and
 * otherwise the host that the person has set.
 */
export function uploadOrigin(origin: string): string {
  return origin === defaultApiHost ? 'https://upload.imagekit.io' : origin;
}

/** Whether a URL's host name is this very machine. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    (isIPv4(hostname) && hostname.startsWith('127.'))
  );
}
