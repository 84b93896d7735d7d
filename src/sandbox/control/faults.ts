import * as v from 'valibot';

const when = v.optional(v.picklist(['before', 'after']), 'before');

/** What happens to a request that meets a fault. `before` and `after` mean the route's work. */
const action = v.variant('kind', [
  v.strictObject({
    kind: v.literal('status'),
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    /** The JSON body, or an HTML one; without either the documented body of the status. */
    json: v.optional(v.unknown()),
    html: v.optional(v.string()),
    /** Without `x-ik-requestId`: an answer of something that stands before ImageKit. */
    marked: v.optional(v.boolean(), true),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    when,
  }),
  /** The answer comes late. */
  v.strictObject({ kind: v.literal('delay'), ms: v.pipe(v.number(), v.minValue(0)) }),
  /** The connection is cut; `during` cuts it in the middle of the answer. */
  v.strictObject({
    kind: v.literal('reset'),
    when: v.optional(v.picklist(['before', 'during', 'after']), 'before'),
  }),
  /** No answer ever comes. */
  v.strictObject({ kind: v.literal('timeout'), when }),
  /** A complete answer whose body is cut in half. */
  v.strictObject({ kind: v.literal('truncate') }),
  /** The route's own answer without `x-ik-requestId`. */
  v.strictObject({ kind: v.literal('unmarked') }),
  /** A change of a file's details is answered with 200, and nothing changes. */
  v.strictObject({ kind: v.literal('ignored') }),
  /** 200 `{}` where the route answers 204, as one page of older documentation has it. */
  v.strictObject({ kind: v.literal('emptyObject') }),
  /** The given ids of a bulk call stay as they are and come back in `errors` of a 207. */
  v.strictObject({
    kind: v.literal('itemErrors'),
    ids: v.array(v.string()),
    error: v.optional(v.string()),
  }),
]);
export type FaultAction = v.InferOutput<typeof action>;

/** A fault to plant. All conditions given must hold for a request to meet it. */
export const faultRequest = v.strictObject({
  /** A route's name, as the request log shows it. */
  route: v.optional(v.string()),
  method: v.optional(v.string()),
  /** The path as sent, without query; `*` stands for anything. */
  path: v.optional(v.string()),
  /** An id in the path or in the body's `fileIds`. */
  id: v.optional(v.string()),
  /** Spares the first matching requests: 1 (the default) meets the first. */
  nth: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  /** How many requests meet it before it is used up. */
  count: v.optional(
    v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), v.literal('always')]),
    1,
  ),
  action,
});
export type FaultRequest = v.InferInput<typeof faultRequest>;
type Fault = v.InferOutput<typeof faultRequest>;

/** What a fault is matched against. */
export interface FaultSubject {
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly ids: readonly string[];
}

/** A planted fault and how often it was met or spared. */
export interface PlantedFault {
  readonly id: number;
  readonly fault: Fault;
  readonly seen: number;
}

/** The faults planted for tests, tried in the order of planting. */
export class Faults {
  private planted: { readonly id: number; readonly fault: Fault; seen: number }[] = [];
  private lastId = 0;

  plant(fault: Fault): PlantedFault {
    this.lastId += 1;
    const planted = { id: this.lastId, fault, seen: 0 };
    this.planted.push(planted);
    return planted;
  }

  all(): readonly PlantedFault[] {
    return this.planted;
  }

  clear(): void {
    this.planted = [];
  }

  /** The action that the first fault due for this request orders. Every match counts once. */
  next(subject: FaultSubject): FaultAction | undefined {
    for (const planted of this.planted) {
      if (!matches(planted.fault, subject)) continue;
      planted.seen += 1;
      const { nth, count } = planted.fault;
      const last = count === 'always' ? Infinity : nth + count - 1;
      if (planted.seen >= nth && planted.seen <= last) return planted.fault.action;
    }
    return undefined;
  }
}

function matches(fault: Fault, subject: FaultSubject): boolean {
  return (
    (fault.route === undefined || fault.route === subject.route) &&
    (fault.method === undefined || fault.method.toUpperCase() === subject.method) &&
    (fault.path === undefined || pathPattern(fault.path).test(subject.path)) &&
    (fault.id === undefined || subject.ids.includes(fault.id))
  );
}

function pathPattern(path: string): RegExp {
  const parts = path.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
