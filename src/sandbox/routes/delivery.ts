import { IMAGEKIT_ID } from '../account';
import { deliver } from '../delivery/delivery';
import type { Route } from '../http/call';

/** Delivery: the CDN's part, on the same port as the API. Needs no key; private files a signature. */
export const delivery: Route = {
  name: 'delivery',
  method: 'GET',
  path: `/${IMAGEKIT_ID}`,
  limit: undefined,
  access: 'open',
  handle: ({ account, request }) =>
    deliver(request.target.slice(IMAGEKIT_ID.length + 1), request, account),
};
