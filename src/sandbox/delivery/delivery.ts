import type { KeyTable } from '../access/keys';
import type { Answer } from '../http/exchange';
import type { Incoming } from '../http/incoming';
import type { Library } from '../library/library';
import { decodePath } from '../library/paths';
import type { Version } from '../library/storedFile';
import type { CdnCache } from './cdnCache';
import { checkSignature } from './signature';
import type { Traffic } from './traffic';

const HIT = 'Hit from sandbox';
const MISS = 'Miss from sandbox';

/** `/tr:w-100:h-50` at the start of a path. */
const PATH_TRANSFORMATION = /^\/tr:([^/]*)(?=\/)/;

/** What delivery works on. */
export interface DeliveryContext {
  readonly library: Library;
  readonly keys: KeyTable;
  readonly cdn: CdnCache;
  readonly traffic: Traffic;
  readonly clock: { now(): number };
  /** No slash at the end. */
  readonly urlEndpoint: string;
}

/**
 * Answers a delivery URL; `rest` is what follows the URL endpoint, as sent, and begins with a slash.
 * Transformations are accepted and the original bytes served. The first answer for a URL goes into
 * the cache and is served from there from then on, whatever happens to the file.
 */
export function deliver(
  rest: string,
  visitor: Pick<Incoming, 'referrer' | 'userAgent'>,
  context: DeliveryContext,
): Answer {
  const { clock, traffic, urlEndpoint } = context;
  const now = clock.now();
  const answer = serve(rest, now, context);
  const [path = '', query] = rest.split('?', 2);
  traffic.record(
    {
      day: new Date(now).toISOString().slice(0, 10),
      url: urlEndpoint + path,
      transformation: transformationOf(path, query) ?? '',
      mime: answer.body?.kind === 'bytes' ? answer.body.mime : '',
      status: answer.status,
      hit: answer.headers?.['x-cache'] === HIT,
      referrer: visitor.referrer,
      userAgent: visitor.userAgent,
    },
    answer,
  );
  return answer;
}

function serve(rest: string, now: number, { library, keys, cdn }: DeliveryContext): Answer {
  const [rawPath = '', query] = rest.split('?', 2);
  const path = decodePath(rawPath);
  if (path === undefined) return notFound('ENOENT', 'The path is not valid percent-encoding');
  const signature = checkSignature(rest.slice(1), keys.signingKey, now);
  if (signature === 'invalid') return unauthorized();

  const key = query === undefined ? path : `${path}?${query}`;
  const cached = cdn.get(key, now);
  if (cached !== undefined) {
    const age = Math.floor((now - cached.storedAt) / 1000);
    return found(cached.version, HIT, { age: String(age) });
  }

  const token = new URLSearchParams(query).get('ik-obj-version');
  const version = versionAt(library, path.replace(PATH_TRANSFORMATION, ''), token);
  if (version === undefined) {
    return notFound('ENOENT', 'No file was found on S3 at the specified path');
  }
  // What an unpublished file answers isn't documented; this is ours.
  if (!version.attributes.isPublished) return notFound('EACCES', 'The file is not published');
  const isNamed = /(^|[,:])n-/.test(transformationOf(path, query) ?? '');
  if (version.attributes.isPrivate && signature !== 'valid' && !isNamed) return unauthorized();
  cdn.put(key, version, now);
  return found(version, MISS);
}

/** The transformation in a path's first part or in the query; a named one opens private files. */
function transformationOf(path: string, query: string | undefined): string | undefined {
  return PATH_TRANSFORMATION.exec(path)?.[1] ?? new URLSearchParams(query).get('tr') ?? undefined;
}

function versionAt(library: Library, path: string, token: string | null): Version | undefined {
  const file = library.fileAt(path);
  if (token === null) return file?.current;
  return file?.versions.find((version) => version.token === token);
}

function found(
  { content, attributes }: Version,
  cache: typeof HIT | typeof MISS,
  age: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status: 200,
    headers: { 'x-cache': cache, ...age, 'cache-control': 'public, max-age=31536000' },
    body: { kind: 'bytes', bytes: content.bytes(), mime: attributes.mime },
  };
}

function notFound(code: string, message: string): Answer {
  return {
    status: 404,
    headers: { 'ik-error': `${code} - ${message}` },
    body: { kind: 'bytes', bytes: Buffer.from('Not Found'), mime: 'text/plain' },
  };
}

function unauthorized(): Answer {
  return {
    status: 401,
    headers: { 'ik-error': 'EACCES - The URL needs a valid signature' },
    body: { kind: 'bytes', bytes: Buffer.from('Unauthorized'), mime: 'text/plain' },
  };
}
