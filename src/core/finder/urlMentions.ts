import type { PatternSpan } from './patternMentions';
import { folderPatterns } from './patternMentions';
import { readDeliveryUrl } from './deliveryUrl';
import type { UrlReading } from './deliveryUrl';
import { defaultHost } from './endpoint';
import { hole } from './escapes';
import type { FinderContext } from './finderContext';
import type { Mention } from './mention';
import { mention, nameRef, pathRef } from './mention';
import { composed, spellings } from './libraryPath';
import type { Span } from './span';
import type { UrlText } from './urlText';
import { readUrlText } from './urlText';
import { withJoinedText } from './joinedText';
import { readPlainUrl } from './plainUrl';
import { isBeginning } from './urlBeginning';

/** What a line's delivery URLs say. */
export interface UrlFindings {
  readonly mentions: readonly Mention[];
  readonly endpoints: readonly string[];
  /** Folders, as `/shop`, that URLs without a file lead to. */
  readonly folders: readonly string[];
  /** Where those stand that don't configure an endpoint: any file below may be meant. */
  readonly patterns: readonly PatternSpan[];
  /** Where delivery URLs stand, in order, references or not. */
  readonly spans: readonly Span[];
}

/** Most lines hold none. */
export const noUrls: UrlFindings = {
  mentions: [],
  endpoints: [],
  folders: [],
  patterns: [],
  spans: [],
};

/** Reads every delivery URL of a line, also those that stand encoded in another's query. */
export function findUrls(line: string, context: FinderContext): UrlFindings {
  const { hosts } = context;
  hosts.lastIndex = 0;
  let host = hosts.exec(line);
  if (!host) return noUrls;
  const mentions: Mention[] = [];
  const endpoints: string[] = [];
  const folders: string[] = [];
  const patterns: PatternSpan[] = [];
  const spans: Span[] = [];
  let outer = { end: 0, path: '' };
  for (; host; host = hosts.exec(line)) {
    const inside = host.index < outer.end;
    const usual = inside ? undefined : readPlainUrl(line, host.index, context);
    if (usual) {
      mentions.push(usual);
      spans.push(usual);
      hosts.lastIndex = usual.end;
      continue;
    }
    const text = readUrlText(line, host.index, hosts.lastIndex, inside);
    if (!text) continue;
    const found = withJoinedText(line, text);
    const read = readMention(line, found, context);
    if (read.endpoint !== undefined) endpoints.push(read.endpoint);
    if (read.folder !== undefined) {
      folders.push(read.folder);
      patterns.push(...folderPatterns(line, found, read.folder));
    }
    const path = read.mention && 'path' in read.mention.ref ? read.mention.ref.path : '';
    if (read.mention && !(inside && path === outer.path)) mentions.push(read.mention);
    if (inside) hosts.lastIndex = found.end;
    else {
      spans.push(found);
      outer = { end: found.end, path };
    }
  }
  return { mentions, endpoints, folders, patterns, spans };
}

function readMention(
  line: string,
  { start, end, url, other }: UrlText,
  context: FinderContext,
): {
  readonly mention?: Mention;
  readonly endpoint?: string;
  readonly folder?: string | undefined;
} {
  if (url === undefined) return {};
  const reading = readDeliveryUrl(url, context.endpoints);
  switch (reading.kind) {
    case 'nothing':
      return {};
    case 'endpoint':
      return { endpoint: reading.url, folder: reading.folder };
    case 'name': {
      const ref = nameRef([reading.name]);
      return { mention: mention({ start, end }, ref, 'weak', { named: false }) };
    }
    case 'asset': {
      const isFile = /\.[^/]+$/.test(reading.paths[0] ?? '');
      if (!isFile && isBeginning(line, start, end)) {
        if (reading.openAccount) return {};
        return { endpoint: url.replace(/[?#].*$/, ''), folder: reading.paths[0] };
      }
      const second = other === undefined ? undefined : readDeliveryUrl(other, context.endpoints);
      const paths = second?.kind === 'asset' ? [...reading.paths, ...second.paths] : reading.paths;
      return { mention: assetMention(line, { start, end, url }, { ...reading, paths }, context) };
    }
  }
}

function assetMention(
  line: string,
  { start, end, url }: { readonly start: number; readonly end: number; readonly url: string },
  {
    account,
    versionToken,
    openAccount,
    isDoubtful,
    paths: read,
  }: UrlReading & { readonly kind: 'asset' },
  context: FinderContext,
): Mention {
  const paths = withLooseSpace(line, start, end, read);
  if (isDoubtful) return mention({ start, end }, pathRef(paths), 'weak', { named: false });
  if (openAccount) {
    return mention({ start, end }, pathRef(paths), 'likely');
  }
  const otherAccount = account !== undefined && isOther(account, context);
  const path = composed(paths[0] ?? '');
  const bare = url.includes(hole) ? url.replaceAll(hole, '') : url;
  const ref = { kind: 'url', url: bare, path, paths, account, versionToken } as const;
  return mention({ start, end }, ref, otherAccount ? 'weak' : 'certain', { otherAccount });
}
/** Without an endpoint of the default host nothing tells whose account is meant. */
function isOther(account: string, { endpoints }: FinderContext): boolean {
  const own = endpoints.filter((endpoint) => endpoint.host === defaultHost);
  return own.length > 0 && !own.some((endpoint) => endpoint.account === account);
}

/** A space before the closing quote is a slip, or the end of a name. */
function withLooseSpace(
  line: string,
  start: number,
  end: number,
  paths: readonly string[],
): readonly string[] {
  const quote = line[start - 1] ?? '';
  const after = /^ {1,3}(["'`])/.exec(line.slice(end, end + 4))?.[1];
  return after !== undefined && after === quote
    ? [...paths, ...spellings(`${paths[0] ?? ''} `)]
    : paths;
}
