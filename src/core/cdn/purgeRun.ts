import { ApiError, type ApiFailure } from '../../api/errors';
import { copyState, type CopyState, type DeliveryAnswer, type NotProven } from './purgeProof';
import type { PurgeCall } from './purgePlan';

/** What a purge asks for. Throws `ApiError`, or the signal's reason. */
export interface PurgeClient {
  /** Spends one purge of the monthly quota. */
  purge(url: string, signal: AbortSignal): Promise<{ readonly requestId: string }>;
  purgeStatus(requestId: string, signal: AbortSignal): Promise<'Pending' | 'Completed'>;
  /** The answer to exactly this address, ended after its headers. */
  look(address: string, signal: AbortSignal): Promise<DeliveryAnswer>;
}

/** How one purge stands, with each address that it names. */
export interface PurgeState {
  readonly call: PurgeCall;
  /** `undefined` when it was not accepted, or not sent yet. */
  readonly requestId: string | undefined;
  /** When it was sent, in milliseconds since 1970; `undefined` before that. */
  readonly askedAt: number | undefined;
  readonly copies: ReadonlyMap<string, CopyState>;
}

/** What purges are run with. */
export interface PurgeOptions {
  readonly client: PurgeClient;
  /** Written down before the next one is sent: the quota is spent. */
  readonly keep: (state: PurgeState) => Promise<void>;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** ImageKit says up to about 15 minutes; what is pending after this is not waited for. */
const longestMs = 20 * 60_000;

/** Addresses that are looked at together. */
const looksAtATime = 4;

/** The wait before a status is asked for again: short at first, never over a minute. */
const waitBefore = (round: number) => Math.min(60_000, 2_000 * 1.5 ** round);

/** A purge that was not sent yet. */
export function unsent(call: PurgeCall): PurgeState {
  return { call, requestId: undefined, askedAt: undefined, copies: allOf(call, waiting) };
}

const waiting: CopyState = { kind: 'waiting' };

/** Whether there is something to do by itself: to send it, or to see how it ended. */
export function isOpen({ copies }: Pick<PurgeState, 'copies'>): boolean {
  return [...copies.values()].some(({ kind }) => kind === 'purging' || kind === 'waiting');
}

/**
 * Sends what was not sent, waits until each ends, and looks at every address that it names. Yields a
 * purge whenever its state changes. None is sent twice: each costs quota. When the quota is used up or
 * the key refused nothing more is sent, and what is under way is still waited for. An aborted signal
 * leaves the rest as it is, for another time. Throws what `keep` throws.
 */
export async function* runPurges(
  states: readonly PurgeState[],
  options: PurgeOptions,
): AsyncGenerator<PurgeState> {
  const accepted: PurgeState[] = [];
  let stop: NotProven | undefined;
  for (const state of states) {
    if (!isOpen(state)) continue;
    if (state.requestId !== undefined) {
      accepted.push(state);
      continue;
    }
    if (options.signal.aborted) return;
    const sent = stop ? ended(state, stop) : await send(state, options);
    if (!sent) return;
    const [copy] = sent.copies.values();
    if (copy?.kind === 'notProven' && stopsAll(copy.why)) stop = copy.why;
    await options.keep(sent);
    yield sent;
    if (isOpen(sent)) accepted.push(sent);
  }
  yield* waitFor(accepted, options);
}

function stopsAll({ kind }: NotProven): boolean {
  return kind === 'quota' || kind === 'keyRefused';
}

/** `undefined` when the signal kept it from being sent. */
async function send(state: PurgeState, options: PurgeOptions): Promise<PurgeState | undefined> {
  const { client, now, keep, signal } = options;
  // Its answer got lost with the window that sent it: another one may be one too many.
  if (state.askedAt !== undefined) return ended(state, { kind: 'interrupted' });
  const asking = { ...state, askedAt: now() };
  await keep(asking);
  try {
    const { requestId } = await client.purge(state.call.url, signal);
    return { ...asking, requestId, copies: allOf(state.call, { kind: 'purging' }) };
  } catch (error) {
    if (error instanceof ApiError) return ended(asking, whyNot(error.failure));
    if (!signal.aborted) throw error;
    await keep(state);
    return undefined;
  }
}

async function* waitFor(
  accepted: readonly PurgeState[],
  options: PurgeOptions,
): AsyncGenerator<PurgeState> {
  const { now, pause, signal, keep } = options;
  const isAborted = () => signal.aborted;
  let pending = accepted;
  for (let round = 0; pending.length > 0; round++) {
    await pause(waitBefore(round), signal);
    const still: PurgeState[] = [];
    for (const state of pending) {
      if (isAborted()) return;
      const checked = await check(state, options);
      if (isAborted()) return;
      const isLate = now() - (state.askedAt ?? 0) >= longestMs;
      const next = checked ?? (isLate ? ended(state, { kind: 'pending' }) : undefined);
      if (next) {
        await keep(next);
        yield next;
      } else still.push(state);
    }
    pending = still;
  }
}

/** The state after the purge's end; `undefined` while it is pending or nobody answers. */
async function check(state: PurgeState, options: PurgeOptions): Promise<PurgeState | undefined> {
  const { requestId, call, askedAt = 0 } = state;
  const { client, signal, now } = options;
  if (requestId === undefined) return undefined;
  try {
    if ((await client.purgeStatus(requestId, signal)) === 'Pending') return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) {
      if (signal.aborted) return undefined;
      throw error;
    }
    const { kind, message } = error.failure;
    // ImageKit answers an id that it does not know with a 400.
    if (kind === 'rejected' || kind === 'notFound') return ended(state, { kind: 'unknownRequest' });
    if (kind === 'unauthorized' || kind === 'forbidden') {
      return ended(state, { kind: 'keyRefused', message });
    }
    return undefined;
  }
  const copies = new Map(allOf(call, { kind: 'notProven', why: { kind: 'wildcardOnly' } }));
  for (const address of call.signed) {
    copies.set(address, { kind: 'notProven', why: { kind: 'signedOnly' } });
  }
  const left = [...call.proves];
  const next = async (): Promise<void> => {
    for (let address = left.shift(); address !== undefined; address = left.shift()) {
      if (signal.aborted) return;
      copies.set(address, await shown(address, options, now() - askedAt));
    }
  };
  await Promise.all(Array.from({ length: looksAtATime }, next));
  return { ...state, copies };
}

async function shown(
  address: string,
  { client, signal }: PurgeOptions,
  sinceMs: number,
): Promise<CopyState> {
  try {
    return copyState(await client.look(address, signal), sinceMs);
  } catch (error) {
    if (!(error instanceof ApiError) && !signal.aborted) throw error;
    const message = error instanceof ApiError ? error.failure.message : '';
    return { kind: 'notProven', why: { kind: 'noAnswer', message } };
  }
}

function ended(state: PurgeState, why: NotProven): PurgeState {
  return { ...state, copies: allOf(state.call, { kind: 'notProven', why }) };
}

/** ImageKit's answer to a used-up quota is not documented: a wait without end says the same. */
function whyNot({ kind, message }: ApiFailure): NotProven {
  switch (kind) {
    case 'rateLimited':
      return { kind: 'quota', message };
    case 'unauthorized':
    case 'forbidden':
      return { kind: 'keyRefused', message };
    case 'rejected':
    case 'notFound':
      return { kind: 'refused', message };
    case 'server':
    case 'unreachable':
    case 'malformed':
      return { kind: 'noAnswer', message };
  }
}

/** Every address that a purge names; a bare wildcard stands for itself. */
function allOf(
  { url, proves, signed }: PurgeCall,
  state: CopyState,
): ReadonlyMap<string, CopyState> {
  const addresses = [...proves, ...signed];
  return new Map((addresses.length === 0 ? [url] : addresses).map((each) => [each, state]));
}
