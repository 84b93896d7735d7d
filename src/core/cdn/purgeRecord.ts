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
  v.object({ kind: v.picklist(['quota', 'refused', 'keyRefused', 'noAnswer']), message }),
  v.object({ kind: v.picklist(['interrupted', 'unknownRequest', 'pending']) }),
  v.object({ kind: v.picklist(['signedOnly', 'wildcardOnly']) }),
  v.object({ kind: v.literal('unclear'), status: v.number() }),
]);

const copySchema: v.GenericSchema<unknown, CopyState> = v.variant('kind', [
  v.object({ kind: v.picklist(['waiting', 'purging', 'gone']) }),
  v.object({
    kind: v.literal('stillServed'),
    ageSeconds: said(v.number()),
    cache: said(v.string()),
    isFresh: v.boolean(),
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
  signed: v.array(text),
  requestId: said(text),
  askedAt: said(v.number()),
  copies: v.array(v.tuple([text, copySchema])),
});

const lineSchema = v.union([
  v.object({ state: stateSchema }),
  v.object({ dropped: text }),
  v.object({ format: v.literal(1), purges: headerSchema }),
]);

/** The line that begins a record. */
export function purgesLine(header: PurgeHeader): string {
  return `${JSON.stringify({ format: 1, purges: header })}\n`;
}

/** The line that says how one purge stands now. */
export function stateLine({ call, requestId, askedAt, copies }: PurgeState): string {
  const { url, signed } = call;
  const state = { url, signed, requestId, askedAt, copies: [...copies] };
  return `${JSON.stringify({ state })}\n`;
}

/** The line that takes a purge out, in whose place others came. */
export function droppedLine({ call }: PurgeState): string {
  return `${JSON.stringify({ dropped: call.url })}\n`;
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
    if ('purges' in line) throw new PurgesUnreadable('it begins twice');
    if ('dropped' in line) states.delete(line.dropped);
    else {
      const { url, signed, requestId, askedAt, copies } = line.state;
      const addresses = copies.map(([address]) => address);
      const proves = addresses.filter((each) => each !== url || !url.endsWith('*'));
      const call = { url, proves: proves.filter((each) => !signed.includes(each)), signed };
      states.set(url, { call, requestId, askedAt, copies: new Map(copies) });
    }
  }
  return { header: first.purges, states: [...states.values()] };
}
