import { ApiError, type ApiFailure } from '../../api/errors';
import { copyState, type CopyState, type DeliveryAnswer, type NotProven } from './purgeProof';
import type { PurgeCall } from './purgePlan';

/** What a purge asks for. Throws `ApiError`. */
export interface PurgeClient {
  /** Spends one purge of the monthly quota. */
  purge(url: string): Promise<{ readonly requestId: string }>;
  purgeStatus(requestId: string): Promise<'Pending' | 'Completed'>;
  /** The answer to exactly this address, ended after its headers. */
  look(address: string): Promise<DeliveryAnswer>;
}

/** How one purge stands, with each address that proves its end. */
export interface PurgeState {
  readonly call: PurgeCall;
  /** `undefined` when it was not accepted, or not sent yet. */
  readonly requestId: string | undefined;
  /** Milliseconds since 1970; `undefined` when it was not accepted. */
  readonly askedAt: number | undefined;
  readonly copies: ReadonlyMap<string, CopyState>;
}

/** What a purge is run with. */
export interface PurgeOptions {
  readonly client: PurgeClient;
  /** Written down before a look at the next one: the quota is spent. */
  readonly keep: (state: PurgeState) => Promise<void>;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** ImageKit says up to about 15 minutes; what is pending after this is not waited for. */
const longestMs = 20 * 60_000;

/** The wait before a status is asked for again: short at first, never over a minute. */
const waitBefore = (round: number) => Math.min(60_000, 2_000 * 1.5 ** round);

/** A purge that was not sent. */
export function unsent(call: PurgeCall): PurgeState {
  return { call, requestId: undefined, askedAt: undefined, copies: allOf(call, notAsked) };
}

const notAsked: CopyState = { kind: 'notProven', why: { kind: 'notAsked' } };

/** Whether a purge was accepted and its end is not known: a later window goes on with it. */
export function isOpen({ copies }: PurgeState): boolean {
  return [...copies.values()].some(({ kind }) => kind === 'purging');
}

/**
 * Sends what was not sent, waits until each ends, and looks at every address that it names. Yields a
 * purge whenever its state changes. A purge is never sent twice: each costs quota. When the quota is
 * used up nothing more is sent, and what is under way is still waited for. Throws what `keep` throws.
 */
export async function* runPurges(
  states: readonly PurgeState[],
  options: PurgeOptions,
): AsyncGenerator<PurgeState> {
  const open: PurgeState[] = [];
  let quota: NotProven | undefined;
  for (const state of states) {
    if (state.requestId !== undefined) {
      if (isOpen(state)) open.push(state);
      continue;
    }
    if (options.signal.aborted) break;
    const sent = quota ? refused(state, quota) : await send(state, options);
    const [copy] = sent.copies.values();
    if (copy?.kind === 'notProven' && copy.why.kind === 'quota') quota = copy.why;
    await options.keep(sent);
    yield sent;
    if (isOpen(sent)) open.push(sent);
  }
  yield* waitFor(open, options);
}

async function send(state: PurgeState, { client, now }: PurgeOptions): Promise<PurgeState> {
  try {
    const { requestId } = await client.purge(state.call.url);
    return {
      ...state,
      requestId,
      askedAt: now(),
      copies: allOf(state.call, { kind: 'purging', requestId }),
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refused(state, whyNot(error.failure));
  }
}

async function* waitFor(
  open: readonly PurgeState[],
  options: PurgeOptions,
): AsyncGenerator<PurgeState> {
  const { now, pause, signal, keep } = options;
  const isCancelled = () => signal.aborted;
  let pending = open;
  for (let round = 0; pending.length > 0 && !isCancelled(); round++) {
    await pause(waitBefore(round), signal);
    const still: PurgeState[] = [];
    for (const state of pending) {
      if (isCancelled()) return;
      const next = await check(state, options);
      if (next) {
        await keep(next);
        yield next;
      } else if (now() - (state.askedAt ?? 0) < longestMs) still.push(state);
      else {
        const late = refused(state, { kind: 'pending' });
        await keep(late);
        yield late;
      }
    }
    pending = still;
  }
}

/** The state after the purge's end; `undefined` while it is pending or nobody answers. */
async function check(
  state: PurgeState,
  { client, signal }: PurgeOptions,
): Promise<PurgeState | undefined> {
  const { requestId, call } = state;
  if (requestId === undefined) return undefined;
  try {
    if ((await client.purgeStatus(requestId)) === 'Pending') return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { kind } = error.failure;
    // ImageKit answers an id that it does not know with a 400.
    if (kind === 'rejected') return refused(state, { kind: 'unknownRequest' });
    if (kind === 'unauthorized' || kind === 'forbidden') {
      return refused(state, whyNot(error.failure));
    }
    return undefined;
  }
  const copies = new Map<string, CopyState>();
  for (const address of call.proves) {
    if (signal.aborted) return undefined;
    copies.set(address, await shown(address, client));
  }
  return { ...state, copies };
}

async function shown(address: string, client: PurgeClient): Promise<CopyState> {
  try {
    return copyState(await client.look(address));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { kind: 'notProven', why: { kind: 'noAnswer', message: error.failure.message } };
  }
}

function refused(state: PurgeState, why: NotProven): PurgeState {
  return { ...state, copies: allOf(state.call, { kind: 'notProven', why }) };
}

/** ImageKit's answer to a used-up quota is not documented: a wait without end says the same. */
function whyNot({ kind, message }: ApiFailure): NotProven {
  switch (kind) {
    case 'rateLimited':
      return { kind: 'quota', message };
    case 'rejected':
    case 'notFound':
    case 'unauthorized':
    case 'forbidden':
      return { kind: 'refused', message };
    case 'server':
    case 'unreachable':
    case 'malformed':
      return { kind: 'noAnswer', message };
  }
}

function allOf(call: PurgeCall, state: CopyState): ReadonlyMap<string, CopyState> {
  return new Map(call.proves.map((address) => [address, state]));
}
