import * as v from 'valibot';

const milliseconds = v.pipe(v.number(), v.minValue(0));
const millisecondsOrNever = v.union([milliseconds, v.literal('never')]);

/** Token buckets of one class: `limit` requests per `intervalMs`, of which `burst` may come at once. */
const bucket = v.strictObject({
  limit: v.pipe(v.number(), v.minValue(0)),
  intervalMs: v.pipe(v.number(), v.minValue(1)),
  burst: v.optional(v.pipe(v.number(), v.minValue(0))),
});
const buckets = v.array(bucket);

/** The classes that are counted apart, each across the whole account. */
export const LIMIT_CLASSES = ['list', 'read', 'write', 'bulk', 'purge'] as const;
export type LimitClass = (typeof LIMIT_CLASSES)[number];

const limits = v.strictObject({
  list: buckets,
  read: buckets,
  write: buckets,
  bulk: buckets,
  purge: buckets,
});

/** Everything a test can turn, as it stands in `GET /__sandbox/knobs`. */
const knobs = v.strictObject({
  /** Added to every API and delivery answer, ms. */
  latencyMs: milliseconds,
  /** How long deleted items stay in list and search, and new uploads stay out of it, ms. */
  deleteLagMs: milliseconds,
  uploadLagMs: milliseconds,
  /** Rate limits a class; an empty list is no limit. */
  limits,
  /** `x-ik-requestId` on every answer; without it they look as behind a proxy that strips headers. */
  requestIds: v.boolean(),
  /** Rate headers on 2xx answers too, as older documentation says. */
  rateHeadersOnSuccess: v.boolean(),
  /** A `Retry-After` (whole seconds) beside the documented headers. */
  retryAfter: v.boolean(),
  /** From a purge's request to its completion, ms. */
  purgeDelayMs: millisecondsOrNever,
  /** Purges an account may ask for in a calendar month (UTC). */
  purgeQuota: v.pipe(v.number(), v.minValue(0)),
  /** From a folder job's request to its completion, ms. */
  jobDelayMs: millisecondsOrNever,
  /** How long the CDN keeps what it has, ms. */
  cdnTtlMs: milliseconds,
  /** What all deliveries together may take, bytes a second; 0 is no limit. */
  deliveryBytesPerSecond: v.pipe(v.number(), v.minValue(0)),
  /** What an ill-formed id inside a bulk call is: an error of the request, or a missing file. */
  malformedBulkIds: v.picklist(['invalid', 'missing']),
  /** Takes any id of letters, digits, `_` and `-` as well-formed. */
  lenientIds: v.boolean(),
  /** Which of the two documented id forms `file-version` rows show. */
  versionIds: v.picklist(['shared', 'spec']),
  /** The most files, folders and versions a folder may hold to be deleted, copied or moved. */
  folderCap: v.pipe(v.number(), v.minValue(0)),
  /** Whether the plan lets files be published and unpublished. */
  publishing: v.boolean(),
  /** The biggest upload, bytes. */
  maxUploadBytes: v.pipe(v.number(), v.minValue(0)),
});

export type Knobs = v.InferOutput<typeof knobs>;

/** A change of some knobs; of `limits` some classes may be given. */
export const knobChange = v.partial(
  v.strictObject({ ...knobs.entries, limits: v.partial(limits) }),
);
export type KnobChange = v.InferOutput<typeof knobChange>;

const DAY_MS = 86_400_000;

/**
 * How a fresh sandbox stands. ImageKit publishes no rates: those here are a third party's figures
 * (reads about 40/s with bursts of 100, writes about 5/s with bursts of 20). Delays are ours, chosen
 * to be seen but not waited for. Quota, folder cap, TTL and upload size are documented ones.
 */
export const DEFAULT_KNOBS: Knobs = {
  latencyMs: 0,
  deleteLagMs: 0,
  uploadLagMs: 0,
  limits: {
    list: [{ limit: 40, intervalMs: 1000, burst: 100 }],
    read: [{ limit: 40, intervalMs: 1000, burst: 100 }],
    write: [{ limit: 5, intervalMs: 1000, burst: 20 }],
    bulk: [{ limit: 5, intervalMs: 1000, burst: 20 }],
    purge: [{ limit: 5, intervalMs: 1000, burst: 20 }],
  },
  requestIds: true,
  rateHeadersOnSuccess: false,
  retryAfter: false,
  purgeDelayMs: 2000,
  purgeQuota: 1000,
  jobDelayMs: 300,
  cdnTtlMs: 365 * DAY_MS,
  deliveryBytesPerSecond: 0,
  malformedBulkIds: 'missing',
  lenientIds: false,
  versionIds: 'shared',
  folderCap: 100_000,
  publishing: true,
  maxUploadBytes: 25 * 1024 * 1024,
};

/** No rate limit at all. */
export const NO_LIMITS: Knobs['limits'] = { list: [], read: [], write: [], bulk: [], purge: [] };

/** When something asked for now is done, by a delay knob. */
export function dueAfter(delay: number | 'never', now: number): number {
  return delay === 'never' ? Infinity : now + delay;
}
