import type { Route } from '../http/call';
import { jsonBody, textField } from '../http/call';
import { json, Refusal } from '../http/exchange';

export const purge: Route = {
  name: 'purge',
  method: 'POST',
  path: '/v1/files/purge',
  limit: 'purge',
  access: 'write',
  handle(call) {
    const url = textField(jsonBody(call), 'url');
    if (url === undefined) throw new Refusal(400, 'Your request is missing URL parameter.');
    const { requestId } = call.account.purges.request(url, call.now);
    return json(201, { requestId });
  },
};

/** How a purge stands. An unknown id is a 400, not a 404. */
export const getPurge: Route = {
  name: 'getPurge',
  method: 'GET',
  path: '/v1/files/purge/:requestId',
  limit: 'read',
  access: 'read',
  handle({ account, params }) {
    const request = account.purges.get(params['requestId'] ?? '');
    if (request === undefined) throw new Refusal(400, 'No request found for this requestId.');
    return json(200, { status: request.status });
  },
};
