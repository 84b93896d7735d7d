import { isFileId } from '../../fileId';
import { defaultHost, isAccountId, parseEndpoint } from './endpoint';
import { isMediaName } from '../writing/fileName';
import { isEnvFile } from '../../scope/searchScope';
import { allMatches, inTurn } from '../writing/pattern';

const idKey = new RegExp(
  inTurn([
    /imagekit_?(?:account_?)?id\\{0,4}["']?\s{0,8}[:=]\s{0,8}/,
    /(?:(["'])([\w-]{2,64})\1|([\w-]{2,64})\s{0,8}$)/,
  ]),
  'gi',
);
const urlKey = new RegExp(
  inTurn([
    /(?:url_?endpoint|imagekit\w{0,40}(?:url|endpoint|domain|host))/,
    /\\{0,4}["'\]]{0,2}\s{0,8}[:=]\s{0,8}[{(]{0,2}\\{0,4}["'`]?/,
    /(https?:\/\/[\w.-]{1,200}(?::\d{1,5})?(?:\/[\w.-]{1,100}){0,8})/,
  ]),
  'gi',
);

const anyKey =
  /imagekit_?(?:account_?)?id|url_?endpoint|imagekit\w{0,40}(?:url|endpoint|domain|host)/i;

/** Whether a line speaks of an endpoint by its usual names, such as `process.env.IMAGEKIT_URL`. */
export function namesEndpoint(line: string): boolean {
  return /url_?endpoint|imagekit_?\w{0,40}(?:url|endpoint)/i.test(line);
}

/** Endpoints that a line configures by name: an address of its own, or the account's id alone. */
export function configuredEndpoints(line: string, file: string): readonly string[] {
  if (!anyKey.test(line)) return [];
  const ids = [...allMatches(line, idKey)]
    .map(([, , quoted, bare]) => quoted ?? (isEnvFile(file) ? bare : undefined))
    .filter((id) => id !== undefined && isAccountId(id) && !isFileId(id))
    .map((id) => `https://${defaultHost}/${String(id)}`);
  const urls = [...allMatches(line, urlKey)]
    .map(([, url = '']) => url)
    .filter((url) => !isMediaName(url) && isOwnHost(parseEndpoint({ url })?.host));
  return [...ids, ...urls];
}

/** The default host's URLs are read as URLs, and ImageKit's other hosts deliver nothing. */
function isOwnHost(host: string | undefined): boolean {
  return host !== undefined && !/(?:^|\.)imagekit\.io$/.test(host);
}
