import { admit } from '../access/gate';
import type { Account } from '../account';
import { faultAnswer } from '../control/faultAnswer';
import type { FaultAction } from '../control/faults';
import type { Call } from './call';
import type { Answer } from './exchange';
import { json, Refusal } from './exchange';
import type { Incoming } from './incoming';
import { fileIdsIn } from './incoming';
import type { Match } from './router';

/** How an exchange ends on the wire: an answer, whole or damaged, or none. */
export type Ending =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly damage?: 'halved' | 'cut' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout' };

/** A way to wait; throws early when the sandbox closes. */
export type Pause = (ms: number) => Promise<void>;

/** Takes a request through gate, faults and route to its ending. */
export async function respond(
  request: Incoming,
  match: Match | undefined,
  account: Account,
  pause: Pause,
): Promise<Ending> {
  const { clock, faults, knobs } = account;
  if (knobs.latencyMs > 0) await pause(knobs.latencyMs);
  account.catchUp();
  let admitted: ReturnType<typeof admit>;
  try {
    admitted = admit(account, request.authorization, match?.route);
  } catch (error) {
    return whole(refusalAnswer(error));
  }
  const { route, headers } = admitted;
  const params = match?.params ?? {};
  const work: Work = async ({ failing = new Map(), isIgnored = false } = {}) => {
    const call: Call = { account, now: clock.now(), request, params, failing, isIgnored };
    const answer = await answered(() => route.handle(call));
    const bytesPerSecond = knobs.deliveryBytesPerSecond;
    if (route.name === 'delivery' && answer.body?.kind === 'bytes' && bytesPerSecond > 0) {
      const { length } = answer.body.bytes;
      await pause(account.bandwidth.take(length, bytesPerSecond, performance.now()));
    }
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
  const ids = [...Object.values(params), ...(fileIdsIn(request) ?? [])];
  const { method, path } = request;
  return underFault(faults.next({ route: route.name, method, path, ids }), work, pause);
}

type Work = (planted?: Partial<Pick<Call, 'failing' | 'isIgnored'>>) => Promise<Answer>;

/** Does the work as the planted action has it, or simply does it. */
async function underFault(
  action: FaultAction | undefined,
  work: Work,
  pause: Pause,
): Promise<Ending> {
  switch (action?.kind) {
    case undefined:
      return whole(await work());
    case 'status':
      if (action.when === 'after') await work();
      return whole(faultAnswer(action));
    case 'delay': {
      const answer = await work();
      await pause(action.ms);
      return whole(answer);
    }
    case 'reset':
      if (action.when === 'during') return { ...whole(await work()), damage: 'cut' };
      if (action.when === 'after') await work();
      return { kind: 'reset' };
    case 'timeout':
      if (action.when === 'after') await work();
      return { kind: 'timeout' };
    case 'unmarked':
      return whole({ ...(await work()), marked: false });
    case 'truncate':
      return { ...whole(await work()), damage: 'halved' };
    case 'emptyObject': {
      const answer = await work();
      return whole(answer.status === 204 ? json(200, {}) : answer);
    }
    case 'itemErrors':
      return whole(await work({ failing: new Map(action.ids.map((id) => [id, action.error])) }));
    case 'ignored':
      return whole(await work({ isIgnored: true }));
  }
}

async function answered(work: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    return refusalAnswer(error);
  }
}

/** A refusal's answer; anything else thrown is a defect of the sandbox and goes on up. */
function refusalAnswer(error: unknown): Answer {
  if (error instanceof Refusal) return error.answer();
  throw error;
}

function whole(answer: Answer): Extract<Ending, { kind: 'answer' }> {
  return { kind: 'answer', answer };
}
