import type { CopyState, NotProven } from './purgeProof';
import { unsent, type PurgeState } from './purgeRun';

/** What a retry makes of one purge. */
export interface PurgeRetry {
  /** In its place; the purge itself where it only is looked at again. */
  readonly states: readonly PurgeState[];
  /** How many of them spend quota once more. */
  readonly sends: number;
}

/**
 * What is to be done again for a purge: it is sent again where ImageKit did not take it, or where a copy
 * from before it is still served; where its end was not seen, only that is looked at. A wildcard that
 * was refused becomes the addresses that it was to clear. `undefined` where nothing can be done.
 */
export function retryOf(state: PurgeState): PurgeRetry | undefined {
  const needs = [...state.copies.values()].map((copy) =>
    needOf(copy, state.requestId !== undefined),
  );
  if (needs.includes('split') && state.call.url.endsWith('*')) {
    const { proves, signed } = state.call;
    const exact = [
      ...proves.map((url) => unsent({ url, proves: [url], signed: [] })),
      ...signed.map((url) => unsent({ url, proves: [], signed: [url] })),
    ];
    if (exact.length > 0) return { states: exact, sends: exact.length };
  }
  if (needs.includes('send') || needs.includes('split')) {
    return { states: [unsent(state.call)], sends: 1 };
  }
  if (!needs.includes('look')) return undefined;
  const copies = new Map([...state.copies.keys()].map((each) => [each, purging]));
  return { states: [{ ...state, copies }], sends: 0 };
}

const purging: CopyState = { kind: 'purging' };

type Need = 'send' | 'split' | 'look' | 'nothing';

function needOf(copy: CopyState, isAccepted: boolean): Need {
  switch (copy.kind) {
    case 'gone':
    case 'waiting':
    case 'purging':
      return 'nothing';
    case 'stillServed':
      return copy.isFresh ? 'nothing' : 'send';
    case 'notProven':
      return needAfter(copy.why, isAccepted);
  }
}

function needAfter({ kind }: NotProven, isAccepted: boolean): Need {
  switch (kind) {
    case 'quota':
    case 'interrupted':
    case 'unknownRequest':
      return 'send';
    case 'refused':
      return 'split';
    case 'pending':
    case 'unclear':
      return 'look';
    case 'keyRefused':
    case 'noAnswer':
      return isAccepted ? 'look' : 'send';
    case 'signedOnly':
    case 'wildcardOnly':
      return 'nothing';
  }
}
