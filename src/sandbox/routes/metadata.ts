import { urlEndpoints } from '../account';
import type { Call, Route } from '../http/call';
import { requestedFile } from '../http/call';
import type { Answer } from '../http/exchange';
import { json, Refusal } from '../http/exchange';
import { decodePath } from '../library/paths';
import { metadataOf } from '../pictures/metadata';

const INACCESSIBLE = 'The requested file does not exist or is inaccessible at this time.';

export const getMetadata: Route = {
  name: 'getMetadata',
  method: 'GET',
  path: '/v1/files/:fileId/metadata',
  limit: 'read',
  access: 'read',
  handle: (call) => json(200, metadataOf(requestedFile(call, INACCESSIBLE).current)),
};

export const getMetadataFromUrl: Route = {
  name: 'getMetadataFromUrl',
  method: 'GET',
  path: '/v1/metadata',
  limit: 'read',
  access: 'read',
  handle: fromUrl,
};

/** The same at its older place. */
export const getMetadataFromUrlBefore: Route = {
  ...getMetadataFromUrl,
  path: '/v1/files/metadata',
};

function fromUrl({ account, request }: Call): Answer {
  const url = request.query.get('url') ?? '';
  const endpoint = urlEndpoints(account.urlEndpoint).find((known) => url.startsWith(`${known}/`));
  if (endpoint === undefined) {
    throw new Refusal(400, 'The url should be accessible using your ImageKit.io account.');
  }
  const [path = ''] = url.slice(endpoint.length).split('?', 1);
  const file = account.library.fileAt(decodePath(path) ?? '');
  if (file === undefined) throw new Refusal(404, INACCESSIBLE);
  return json(200, metadataOf(file.current));
}
