import * as v from 'valibot';
import { readLines, said } from '../storedLines';
import type { CopyState } from './purgeProof';
import type { PurgeState } from './purgeRun';

/** Purges that were asked for together, such as those of a run's files. */
export interface PurgeHeader {
  readonly purgeId: string;
  /** The run whose files they are of; `undefined` for purges on their own. */
  readonly runId: string | undefined;
  readonly account: { readonly id: string; readonly name: string };
  /** ISO 8601. */
  readonly createdAt: string;
}

/** What is written down of them. */
export interface PurgeRecord {
  readonly header: PurgeHeader;
  readonly states: readonly PurgeState[];
}

/** Thrown for a record that is not of purges, or not whole; the message is for the log. */
export class PurgesUnreadable extends Error {
  override readonly name = 'PurgesUnreadable';
}

const text = v.pipe(v.string(), v.nonEmpty());

const message = v.string();
const whySchema = v.variant('kind', [
  v.object({ kind: v.picklist(['quota', 'refused', 'noAnswer']), message }),
  v.object({ kind: v.picklist(['unknownRequest', 'pending', 'signedOnly', 'notAsked']) }),
  v.object({ kind: v.literal('unclear'), status: said(v.number()) }),
]);

const copySchema: v.GenericSchema<unknown, CopyState> = v.variant('kind', [
  v.object({ kind: v.literal('purging'), requestId: text }),
  v.object({ kind: v.literal('gone') }),
  v.object({
    kind: v.literal('stillServed'),
    ageSeconds: said(v.number()),
    cache: said(v.string()),
  }),
  v.object({ kind: v.literal('notProven'), why: whySchema }),
]);

const headerSchema: v.GenericSchema<unknown, PurgeHeader> = v.object({
  purgeId: text,
  runId: said(text),
  account: v.object({ id: text, name: text }),
  createdAt: text,
});

const stateSchema = v.object({
  url: text,
  requestId: said(text),
  askedAt: said(v.number()),
  copies: v.array(v.tuple([text, copySchema])),
});

const lineSchema = v.union([
  v.object({ state: stateSchema }),
  v.object({ format: v.literal(1), purges: headerSchema }),
]);

/** The line that begins a record. */
export function purgesLine(header: PurgeHeader): string {
  return `${JSON.stringify({ format: 1, purges: header })}\n`;
}

/** The line that says how one purge stands now. */
export function stateLine({ call, requestId, askedAt, copies }: PurgeState): string {
  const state = { url: call.url, requestId, askedAt, copies: [...copies] };
  return `${JSON.stringify({ state })}\n`;
}

/** A record, read: the last word on each purge counts, a torn line does not. Throws `PurgesUnreadable`. */
export function parsePurges(content: string): PurgeRecord {
  const [first, ...rest] = readLines(
    content,
    lineSchema,
    (message) => new PurgesUnreadable(message),
  );
  if (!first || !('purges' in first)) throw new PurgesUnreadable('it has no beginning');
  const states = new Map<string, PurgeState>();
  for (const line of rest) {
    if (!('state' in line)) throw new PurgesUnreadable('it begins twice');
    const { url, requestId, askedAt, copies } = line.state;
    const call = { url, proves: copies.map(([address]) => address) };
    states.set(url, { call, requestId, askedAt, copies: new Map(copies) });
  }
  return { header: first.purges, states: [...states.values()] };
}
