import { readDeliveryUrl } from './address/deliveryUrl';
import type { ParsedEndpoint } from './address/endpoint';
import type { EncodedHosts } from './address/encodedHosts';
import type { Mention } from './address/mention';
import { mention, pathRef } from './address/mention';
import { readBody } from './writing/urlBody';

/** No encoded address is longer. */
const maxLength = 8192;
const base64Run = /[A-Za-z0-9+/_-]*/y;
const hexRun = /(?:[0-9a-f]{2})*/iy;

/**
 * Delivery URLs that stand in a text as base64 or as hexadecimal digits, as proxies of pictures write
 * them. Each is a hint: what a proxy makes of it, nobody knows.
 */
export function findEncodedUrls(
  line: string,
  { pattern, hosts }: EncodedHosts,
  endpoints: readonly ParsedEndpoint[],
): readonly Mention[] {
  const mentions: Mention[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(line); found; found = pattern.exec(line)) {
    const [text] = found;
    const host = hosts.get(text) ?? hosts.get(text.toLowerCase());
    if (!host) continue;
    const run = runAt(host.kind === 'hex' ? hexRun : base64Run, line, found.index);
    const end = found.index + run.length;
    pattern.lastIndex = end;
    const decoded = host.kind === 'hex' ? fromHex(run) : fromBase64(host.lead + run);
    const address = decoded.slice(host.kind === 'hex' ? 0 : host.shift);
    const body = readBody(address, host.name.length, {
      opener: '',
      slashesEscaped: false,
      isCell: false,
    });
    const reading = readDeliveryUrl(`https://${host.name}${body?.text ?? ''}`, endpoints);
    if (reading.kind !== 'asset') continue;
    const span = { start: found.index, end };
    mentions.push(mention(span, pathRef(reading.paths), 'weak', { named: false }));
  }
  return mentions;
}

function runAt(pattern: RegExp, line: string, at: number): string {
  pattern.lastIndex = at;
  return (pattern.exec(line)?.[0] ?? '').slice(0, maxLength);
}

function fromHex(text: string): string {
  const pairs = text.match(/../g) ?? [];
  return textOf(pairs.map((pair) => parseInt(pair, 16)));
}

function fromBase64(text: string): string {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  const binary = atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
  return textOf(Array.from(binary, (char) => char.charCodeAt(0)));
}

function textOf(bytes: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
