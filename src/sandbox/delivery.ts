import type { Answer } from './exchange';
import type { CdnCache } from './cdnCache';
import type { KeyTable } from './keys';
import type { Library } from './library';
import { decodePath } from './paths';
import { checkSignature } from './signature';
import type { Version } from './storedFile';
import type { Traffic } from './traffic';

/** What delivery works on. */
export interface DeliveryContext {
  readonly library: Library;
  readonly keys: KeyTable;
  readonly cdn: CdnCache;
  readonly traffic: Traffic;
  readonly clock: { now(): number };
}

/**
 * Answers a delivery URL; `rest` is what follows the URL endpoint, as sent, and begins with a slash.
 * Transformations are accepted and the original bytes served. The first answer for a URL goes into
 * the cache and is served from there from then on, whatever happens to the file.
 */
export function deliver(rest: string, context: DeliveryContext): Answer {
  const { traffic, clock } = context;
  const answer = serve(rest, context);
  traffic.record(rest, answer, clock.now());
  return answer;
}

function serve(rest: string, { library, keys, cdn, clock }: DeliveryContext): Answer {
  const now = clock.now();
  const [rawPath = '', query = ''] = rest.split('?', 2);
  const path = decodePath(rawPath);
  if (path === undefined) return notFound('ENOENT', 'The path is not valid percent-encoding');
  const signature = checkSignature(rest.slice(1), keys.signingKey, now);
  if (signature === 'invalid') return unauthorized();

  const key = query === '' ? path : `${path}?${query}`;
  const cached = cdn.get(key, now);
  if (cached !== undefined) return found(cached, 'Hit');

  const { filePath, transformation } = splitTransformation(path);
  const params = new URLSearchParams(query);
  const version = versionAt(library, filePath, params.get('ik-obj-version'));
  if (version === undefined) return notFound('ENOENT', 'No file was found at the specified path');
  // What an unpublished file answers isn't documented; this is ours.
  if (!version.attributes.isPublished) return notFound('EACCES', 'The file is not published');
  const named = /(^|[,:])n-/.test(transformation ?? params.get('tr') ?? '');
  if (version.attributes.isPrivate && signature !== 'valid' && !named) return unauthorized();
  cdn.put(key, version, now);
  return found(version, 'Miss');
}

/** `/tr:w-100:h-50/a.jpg` as its transformation and the file's path. */
function splitTransformation(path: string): {
  readonly filePath: string;
  readonly transformation: string | undefined;
} {
  const match = /^\/tr:([^/]*)(\/.*)$/.exec(path);
  return { filePath: match?.[2] ?? path, transformation: match?.[1] };
}

function versionAt(library: Library, path: string, token: string | null): Version | undefined {
  const file = library.fileAt(path);
  if (token === null) return file?.current;
  return file?.versions.find((version) => version.token === token);
}

function found({ content, attributes }: Version, cache: 'Hit' | 'Miss'): Answer {
  return {
    status: 200,
    headers: { 'x-cache': `${cache} from sandbox`, 'cache-control': 'public, max-age=31536000' },
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
