import type { Endpoint } from '../../reference';
import { oneOf } from '../writing/pattern';

/** Where ImageKit delivers unless an account has a domain of its own. */
export const defaultHost = 'ik.imagekit.io';

/** An endpoint taken apart, so that URLs can be compared with it. */
export interface ParsedEndpoint {
  /** Lower case, with the port if there is one. */
  readonly host: string;
  /** The ImageKit id, which only URLs of the default host carry. */
  readonly account: string | undefined;
  /** Path segments between the account (or the host) and the library path. */
  readonly prefix: readonly string[];
}

/** `undefined` when the text is no URL, or the default host's without an id. The scheme may be missing. */
export function parseEndpoint({ url }: Endpoint): ParsedEndpoint | undefined {
  const match = /^\s*(?:https?:)?(?:\/\/)?([a-z0-9.-]+(?::\d{1,5})?)(\/[^\s?#]*)?\s*$/i.exec(url);
  const host = match?.[1]?.toLowerCase().replace(/:(?:443|80)$/, '');
  if (host === undefined || !/[.:]|^localhost$/.test(host)) return undefined;
  const segments = (match?.[2] ?? '').split('/').filter((segment) => segment !== '');
  if (host !== defaultHost) return { host, account: undefined, prefix: segments };
  const [account, ...prefix] = segments;
  return account === undefined ? undefined : { host, account, prefix };
}

const placeholders = new RegExp(
  oneOf([
    /^(?:x+|_+|-+|id|demo_id|account|account_?id|example|changeme|todo|null|undefined)$/,
    /your|imagekit_?id|placeholder|<|>|\.\.\./,
  ]),
  'i',
);

/** Whether a text can be an ImageKit id and is not the gap that a template leaves for one. */
export function isAccountId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text) && !placeholders.test(text);
}
