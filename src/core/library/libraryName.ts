import { isLoopback } from '../../api/apiHost';
import { defaultHost, parseEndpoint } from '../finder/address/endpoint';

/**
 * Names the library behind a delivery URL: `ik.imagekit.io/acme`, or the host where an account has
 * its own. Prefixes below it are the same library, and the sandbox is one whatever port it got.
 * `undefined` when the URL names none.
 */
export function libraryName(url: string): string | undefined {
  const endpoint = parseEndpoint({ url });
  if (!endpoint) return undefined;
  const { host, account, prefix } = endpoint;
  if (host === defaultHost) return account === undefined ? undefined : `${host}/${account}`;
  const [name = ''] = prefix;
  return isLoopback(host.replace(/:\d+$/, '')) ? `localhost/${name}` : host;
}

/** Whether two lists of delivery URLs name a library in common. */
export function shareLibrary(some: Iterable<string>, others: Iterable<string>): boolean {
  const names = namesOf(others);
  return [...namesOf(some)].some((name) => names.has(name));
}

/**
 * The libraries that a workspace's delivery URLs name, when none of them is the account's own: then
 * the workspace probably uses another account. Nothing while the account's own are not known.
 */
export function foreignLibraries(
  found: Iterable<string>,
  urlEndpoints: readonly string[],
): readonly string[] {
  const named = [...found];
  const isKnown = namesOf(urlEndpoints).size > 0;
  return isKnown && !shareLibrary(named, urlEndpoints) ? [...namesOf(named)] : [];
}

function namesOf(urls: Iterable<string>): ReadonlySet<string> {
  return new Set([...urls].map(libraryName).filter((name) => name !== undefined));
}
