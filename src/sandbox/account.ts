import type { SandboxKeys } from './access/keys';
import { KeyTable } from './access/keys';
import { RateLimits } from './access/rateLimits';
import { Clock } from './control/clock';
import { Faults } from './control/faults';
import type { KnobChange, Knobs } from './control/knobs';
import { RequestLog } from './control/requestLog';
import { CdnCache } from './delivery/cdnCache';
import { Purges } from './delivery/purges';
import { Bandwidth } from './delivery/bandwidth';
import { Traffic } from './delivery/traffic';
import type { CustomField } from './library/customFields';
import { sandboxFields } from './library/customFields';
import { IdSource } from './library/ids';
import { Jobs } from './library/jobs';
import { Lag } from './library/lag';
import { Library } from './library/library';
import { Reports } from './usage/reports';

/** The ID of the sandbox's account: the first part of its delivery paths. */
export const IMAGEKIT_ID = 'sandbox';

/** The one account a sandbox holds, with everything that can be asked of it. */
export interface Account {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly library: Library;
  readonly customFields: readonly CustomField[];
  readonly keys: KeyTable;
  readonly cdn: CdnCache;
  readonly purges: Purges;
  readonly jobs: Jobs;
  readonly lag: Lag;
  readonly traffic: Traffic;
  /** What all deliveries share. */
  readonly bandwidth: Bandwidth;
  readonly reports: Reports;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Where its files are delivered from, no slash at the end. */
  readonly urlEndpoint: string;
  readonly knobs: Knobs;
  readonly rates: RateLimits;
  /** Does what is due by the clock: jobs and purges. */
  catchUp(): void;
  /** Turns some knobs. New limits start with full buckets. */
  turn(change: KnobChange): void;
}

/** An account with an empty library. `url` is the server's own, such as `http://127.0.0.1:4010`. */
export function createAccount(
  url: string,
  initialKnobs: Knobs,
  keys: SandboxKeys,
  since?: number,
): Account {
  const clock = new Clock();
  const madeAt = since ?? clock.now();
  const ids = new IdSource();
  let knobs = initialKnobs;
  let rates = new RateLimits(knobs.limits);
  const current = (): Knobs => knobs;
  const cdn = new CdnCache(() => knobs.cdnTtlMs);
  const urlEndpoint = `${url}/${IMAGEKIT_ID}`;
  const jobs = new Jobs(ids, current);
  const purges = new Purges(cdn, ids, urlEndpoints(urlEndpoint), current);
  return {
    clock,
    ids,
    library: new Library(ids, madeAt),
    customFields: sandboxFields(ids, madeAt),
    keys: new KeyTable(keys),
    cdn,
    purges,
    jobs,
    lag: new Lag(current),
    traffic: new Traffic(),
    bandwidth: new Bandwidth(),
    reports: new Reports(),
    faults: new Faults(),
    log: new RequestLog(),
    urlEndpoint,
    get knobs() {
      return knobs;
    },
    get rates() {
      return rates;
    },
    catchUp() {
      jobs.settle(clock.now());
      purges.settle(clock.now());
    },
    turn(change) {
      knobs = {
        ...knobs,
        ...definedOf(change),
        limits: { ...knobs.limits, ...definedOf(change.limits ?? {}) },
      };
      if (change.limits !== undefined) rates = new RateLimits(knobs.limits);
    },
  };
}

/** The forms of a delivery URL that this account owns: its own, and that of the live service. */
export function urlEndpoints(urlEndpoint: string): readonly string[] {
  return [urlEndpoint, `https://ik.imagekit.io/${IMAGEKIT_ID}`];
}

function definedOf<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
