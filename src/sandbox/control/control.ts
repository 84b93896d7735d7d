import * as v from 'valibot';
import { keyEntry } from '../access/keys';
import type { Account } from '../account';
import type { Answer } from '../http/exchange';
import { json, NO_CONTENT, Refusal } from '../http/exchange';
import type { Incoming } from '../http/incoming';
import { parsedJson } from '../http/jsonValue';
import type { Ending } from '../http/respond';
import { faultRequest } from './faults';
import { knobChange } from './knobs';
import { snapshot, summary } from './snapshot';

/** Where the control routes are. No path of the API or of delivery begins like this. */
export const CONTROL_PREFIX = '/__sandbox/';

/** A change of the clock: to a time, ahead by some ms, stopped or let go. */
const clockChange = v.strictObject({
  now: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  advanceMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  frozen: v.optional(v.boolean()),
});
export type ClockChange = v.InferInput<typeof clockChange>;

/** A fresh start, with as many generated assets as before or with so many. */
const fresh = v.strictObject({
  assets: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))),
});
export type Fresh = v.InferInput<typeof fresh>;

type Reset = (assets?: number) => void;
type ControlRoute = (request: Incoming, account: Account, reset: Reset) => Answer;

/** By method and what follows the prefix. */
const ROUTES: Readonly<Record<string, ControlRoute>> = {
  'GET state': (_, account) => json(200, snapshot(account)),
  'GET summary': (_, account) => json(200, summary(account)),
  'GET requests': (_, { log }) => json(200, log.all()),
  'DELETE requests': (_, { log }) => done(() => log.clear()),
  'GET faults': (_, { faults }) => json(200, faults.all()),
  'POST faults': (request, { faults }) => json(201, faults.plant(read(faultRequest, request))),
  'DELETE faults': (_, { faults }) => done(() => faults.clear()),
  'GET knobs': (_, { knobs }) => json(200, knobs),
  'PATCH knobs': (request, account) => {
    account.turn(read(knobChange, request));
    return json(200, account.knobs);
  },
  'GET keys': (_, { keys }) => json(200, keys.all()),
  'POST keys': (request, { keys }) => done(() => keys.set(read(keyEntry, request))),
  'GET clock': (_, { clock }) => json(200, clock.state()),
  'POST clock': (request, { clock }) => {
    const { now, advanceMs = 0, frozen = clock.frozen } = read(clockChange, request);
    clock.set((now === undefined ? clock.now() : Date.parse(now)) + advanceMs, frozen);
    return json(200, clock.state());
  },
  'POST reset': (request, _account, reset) => {
    const { assets } = request.body.length === 0 ? {} : read(fresh, request);
    return done(() => reset(assets));
  },
};

/** Answers a control request: how tests steer a sandbox and look into it. */
export function control(request: Incoming, account: Account, reset: Reset): Ending {
  account.catchUp();
  const route = ROUTES[`${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`];
  try {
    if (route === undefined)
      throw new Refusal(404, `Control routes: ${Object.keys(ROUTES).join(', ')}.`);
    return { kind: 'answer', answer: route(request, account, reset) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'answer', answer: error.answer() };
    throw error;
  }
}

/** The body as `schema` has it. Throws a 400 that names what is wrong. */
function read<T extends v.GenericSchema>(schema: T, { body }: Incoming): v.InferOutput<T> {
  const result = v.safeParse(schema, parsedJson(Buffer.from(body).toString()));
  if (result.success) return result.output;
  const problems = result.issues.map(
    (issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`,
  );
  throw new Refusal(400, problems.join(' '));
}

function done(act: () => void): Answer {
  act();
  return NO_CONTENT;
}
