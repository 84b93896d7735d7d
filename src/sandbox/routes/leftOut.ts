import type { Route } from '../http/call';
import { Refusal } from '../http/exchange';

/** Endpoints of ImageKit that the sandbox leaves out on purpose. */
export const LEFT_OUT = [
  '/v1/saved-extensions',
  '/v1/accounts/origins',
  '/v1/named-transformations',
  '/api/v2/files/upload',
] as const;

/** Says so plainly, instead of pretending. */
export const leftOut: Route = {
  name: 'leftOut',
  method: 'GET',
  path: LEFT_OUT[0],
  limit: undefined,
  access: 'read',
  handle() {
    throw new Refusal(501, 'The sandbox leaves this endpoint out.');
  },
};
