import type { Account } from '../account';
import type { Route } from '../http/call';
import type { Answer } from '../http/exchange';
import { Refusal } from '../http/exchange';
import { requireAccess } from './keys';
import type { RateState } from './rateLimits';
import { rateHeaders } from './rateLimits';

/**
 * Lets a request in, or throws what it is refused with: no key, a bad key, no such endpoint, not
 * permitted, too many requests, in this order. Gives the headers its answer carries besides.
 */
export function admit(
  account: Account,
  authorization: string | undefined,
  route: Route | undefined,
): { readonly route: Route; readonly headers: NonNullable<Answer['headers']> } {
  if (route?.access === 'open') return { route, headers: {} };
  const { keys, knobs, rates } = account;
  const entry = keys.authenticate(authorization);
  if (route === undefined) throw new Refusal(404, 'There is no such endpoint.');
  requireAccess(entry, route.access);
  const rate = route.limit === undefined ? undefined : rates.take(route.limit);
  if (rate === undefined) return { route, headers: {} };
  if (rate.exceeded) throw tooManyRequests(rate, knobs.retryAfter);
  return { route, headers: knobs.rateHeadersOnSuccess ? rateHeaders(rate) : {} };
}

/** The documentation fixes the headers of a 429 but not its text, which is ours. */
export function tooManyRequests(rate: Omit<RateState, 'exceeded'>, retryAfter: boolean): Refusal {
  const seconds = String(Math.ceil(rate.resetMs / 1000));
  const headers = { ...rateHeaders(rate), ...(retryAfter && { 'Retry-After': seconds }) };
  return new Refusal(429, 'You have made too many requests. Please try again later.', {}, headers);
}
