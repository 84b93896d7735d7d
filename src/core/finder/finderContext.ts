import type { ParsedEndpoint } from './address/endpoint';
import { defaultHost, parseEndpoint } from './address/endpoint';
import type { EncodedHosts } from './address/encodedHosts';
import { encodedHosts } from './address/encodedHosts';
import { fileIdSource } from '../fileId';
import { mediaEnding } from './writing/fileName';
import type { Endpoint } from '../reference';

/** What a finder needs to know, prepared once for many files. */
export interface FinderContext {
  readonly endpoints: readonly ParsedEndpoint[];
  /** Delivery hosts, wherever they stand. Global: set `lastIndex` before each use. */
  readonly hosts: RegExp;
  /** The same hosts in base64 and in hexadecimal digits. */
  readonly encoded: EncodedHosts;
  /** Every line that holds a reference, or what a reference is judged by, matches it. */
  readonly trigger: RegExp;
  /**
   * `trigger` as text, for ripgrep: no look-around, no backreference, ASCII, and to be used without
   * regard to case.
   */
  readonly triggerSource: string;
}

/**
 * As ripgrep's `^`: JavaScript's takes more for a line break than editors and files do. A byte order
 * mark before the first line is none of its text.
 */
const afterLineBreak = '(?<![^\\r\\n\\uFEFF])';

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

function hostSource(host: string): string {
  return literal(host).replace(/:(\d+)$/, '(?::|%(?:25)*3A)$1');
}

/** Prepares the finder for the accounts' endpoints; the default host is always among them. */
export function finderContext(endpoints: readonly Endpoint[]): FinderContext {
  const parsed = endpoints.map(parseEndpoint).filter((endpoint) => endpoint !== undefined);
  const own = new Set(parsed.map(({ host }) => host).filter((host) => host !== defaultHost));
  const ownSources = [...own].sort((a, b) => b.length - a.length).map(hostSource);
  const hosts = [hostSource(defaultHost), 'imagekit\\.io(?=/player/embed/)', ...ownSources];
  const encoded = encodedHosts([defaultHost, ...own]);
  const sourceWith = (lineStart: string) =>
    [
      `(?:\\b|_|\\\\[nrt]|%[0-9a-f]{2}|\\\\u00[0-9a-f]{2}|\\\\x[0-9a-f]{2})${fileIdSource}(?:\\b|_)`,
      encoded.source,
      'imagekit',
      ...ownSources,
      mediaEnding,
      'tr:',
      'version_?(?:info|id)',
      'file_?(?:path|id)',
      'url[-_]?endpoint',
      '\\bik[-_]?(?:image|video|context|upload|core|url|src)',
      '\\bik\\.(?:get)?url',
      '\\bik(?:_\\w*)?["\')\\]]{0,3}\\s{0,4}(?:\\(|[})]{1,2}/|[+.~]\\s{0,4}["\'`][/\\w])',
      'build_?(?:src|url)\\(',
      'src_?options|url_?param\\b',
      '<(?:image|video|nuxt-?(?:img|picture))\\b',
      '\\b(?:path|src)["\'\\]]{0,2}[ \\t]{0,24}(?:=>|[:=(,])[ \\t]{0,8}[{@$]?["\'`]',
      '\\bl-(?:image|video|subtitle)',
      // A path from the root, with an ending or without: between quotes, or a value.
      '["\'`}]\\\\{0,4}/[^\\s/*>"\'`)]',
      '[:=,;|>\\t] {0,3}/[a-z0-9_%]',
      '[="\'`]%(?:25){0,2}2F[a-z0-9_]',
      `${lineStart} {0,40}(?:- {1,4})?/[a-z0-9_%]`,
    ].join('|');
  return {
    endpoints: parsed,
    encoded,
    hosts: new RegExp(hosts.join('|'), 'gi'),
    trigger: new RegExp(sourceWith(afterLineBreak), 'gi'),
    triggerSource: sourceWith('^'),
  };
}
