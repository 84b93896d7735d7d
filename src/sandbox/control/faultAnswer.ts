import { tooManyRequests } from '../access/gate';
import type { Answer } from '../http/exchange';
import { json, Refusal } from '../http/exchange';
import type { FaultAction } from './faults';

/** What a planted 429 without headers of its own tells the client to wait. */
const PLANTED_RATE = { limit: 10, intervalMs: 1000, resetMs: 1000 };

/** The documented message of a status that has one. */
const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Your request does not contain private API key.',
  403: 'Your request contains expired private API key.',
  404: 'The requested file does not exist.',
  423: 'A bulk job is running on given folder path, please try after sometime.',
  500: 'We have experienced an internal error while processing your request.',
};

/** The answer a `status` fault gives: its own body, or what the status usually comes with. */
export function faultAnswer(action: Extract<FaultAction, { kind: 'status' }>): Answer {
  const { status, html } = action;
  const { headers, ...answer } = html === undefined ? jsonAnswer(action) : page(status, html);
  return { ...answer, marked: action.marked, headers: { ...headers, ...action.headers } };
}

function jsonAnswer({ status, json: value }: Extract<FaultAction, { kind: 'status' }>): Answer {
  if (value !== undefined) return json(status, value);
  if (status === 204) return { status };
  if (status === 429) return tooManyRequests(PLANTED_RATE, false).answer();
  const message = MESSAGES[status];
  if (message !== undefined) return new Refusal(status, message).answer();
  if (status >= 500) return page(status, `<html><body><h1>${status}</h1></body></html>\n`);
  return status < 300
    ? json(status, {})
    : new Refusal(status, `Planted answer ${status}.`).answer();
}

function page(status: number, html: string): Answer {
  return { status, body: { kind: 'bytes', bytes: Buffer.from(html), mime: 'text/html' } };
}
