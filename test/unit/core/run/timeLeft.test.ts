import assert from 'node:assert/strict';
import { TimeLeft } from '../../../../src/core/run/timeLeft';
import { seededRandom } from '../../../support/seededRandom';

/** A run to be timed: times in milliseconds. */
interface Course {
  readonly files: number;
  readonly batch: number;
  readonly lanes: number;
  /** How long the `n`-th request takes. */
  readonly takes: (n: number) => number;
  /** So many requests in each window of so many milliseconds; the first may have fewer left. */
  readonly limit?: { readonly requests: number; readonly windowMs: number; readonly first: number };
}

type Happening =
  | { readonly at: number; readonly kind: 'ended'; readonly files: number }
  | { readonly at: number; readonly kind: 'wait'; readonly until: number | undefined };

/** All that happens in a run, in order of time. */
function play({ files, batch, lanes, takes, limit }: Course): readonly Happening[] {
  const happenings: Happening[] = [];
  const free = Array.from({ length: lanes }, () => 0);
  let windowEnds = limit?.windowMs ?? Infinity;
  let left = limit?.first ?? Infinity;
  let start = 0;
  for (let sent = 0, n = 0; sent < files; n += 1) {
    const lane = free.indexOf(Math.min(...free));
    start = Math.max(start, free[lane] ?? 0);
    if (limit) {
      while (start >= windowEnds)
        [windowEnds, left] = [windowEnds + limit.windowMs, limit.requests];
      if (left === 0) {
        happenings.push({ at: start, kind: 'wait', until: windowEnds });
        start = windowEnds;
        happenings.push({ at: start, kind: 'wait', until: undefined });
        [windowEnds, left] = [windowEnds + limit.windowMs, limit.requests];
      }
    }
    left -= 1;
    const count = Math.min(batch, files - sent);
    sent += count;
    free[lane] = start + takes(n);
    happenings.push({ at: free[lane], kind: 'ended', files: count });
  }
  return happenings.sort((a, b) => a.at - b.at);
}

/** How far the worst estimate was off, as a share of the truth, and how much of the run had one. */
function judge(course: Course, from: (happenings: readonly Happening[], total: number) => number) {
  const happenings = play(course);
  const end = happenings.at(-1)?.at ?? 0;
  const begin = from(happenings, end);
  const left = new TimeLeft(course.files, 0, course.lanes);
  let worst = 0;
  let told = 0;
  let asked = 0;
  let next = 0;
  let waits = false;
  // The last seconds are not told at all.
  for (let now = 0; now < end - 2000; now += 250) {
    for (; (happenings[next]?.at ?? Infinity) <= now; next += 1) {
      const happening = happenings[next];
      if (happening?.kind === 'ended') left.add(happening.files, happening.at);
      if (happening?.kind === 'wait') {
        left.wait(happening.until, happening.at);
        waits = happening.until !== undefined;
      }
    }
    // While it waits, the wait is told.
    if (now < begin || waits) continue;
    asked += 1;
    const ms = left.ms(now);
    if (ms === undefined) continue;
    told += 1;
    const truth = end - now;
    // Within a second nobody sees a difference.
    worst = Math.max(worst, Math.max(0, Math.abs(ms - truth) - 1000) / truth);
  }
  return { worst, told: told / asked };
}

const tenth = (_: readonly Happening[], end: number) => end / 10;
/** From the `n`-th wait on: before, nothing tells of the limit. */
const afterWait = (n: number) => (happenings: readonly Happening[], end: number) => {
  const waits = happenings.filter((each) => each.kind === 'wait' && each.until !== undefined);
  return Math.max(end / 10, waits[n - 1]?.at ?? 0);
};

suite('the time that is left of a run', () => {
  const random = seededRandom(7);
  const noisy = (ms: number) => () => ms * (0.85 + 0.3 * random());
  const courses: readonly (readonly [string, Course, typeof tenth])[] = [
    ['one file after the other', { files: 300, batch: 1, lanes: 1, takes: () => 120 }, tenth],
    ['two files at a time', { files: 600, batch: 1, lanes: 2, takes: noisy(150) }, tenth],
    ['batches, two at a time', { files: 5000, batch: 100, lanes: 2, takes: () => 3000 }, tenth],
    ['batches of uneven length', { files: 4000, batch: 100, lanes: 2, takes: noisy(2500) }, tenth],
    ['few batches, two at a time', { files: 1000, batch: 100, lanes: 2, takes: () => 4000 }, tenth],
    [
      'a slow first request',
      { files: 300, batch: 1, lanes: 2, takes: (n) => (n < 2 ? 9000 : 200) },
      tenth,
    ],
    [
      'slow first batches',
      { files: 4000, batch: 100, lanes: 2, takes: (n) => (n < 2 ? 12_000 : 2000) },
      tenth,
    ],
    [
      'a rate limit from early on',
      {
        ...{ files: 1200, batch: 1, lanes: 2, takes: () => 100 },
        limit: { requests: 100, windowMs: 20_000, first: 60 },
      },
      afterWait(2),
    ],
    [
      'a rate limit for batches',
      {
        ...{ files: 6000, batch: 100, lanes: 2, takes: noisy(800) },
        limit: { requests: 6, windowMs: 15_000, first: 6 },
      },
      afterWait(1),
    ],
    [
      'one wait in the middle',
      {
        ...{ files: 600, batch: 1, lanes: 2, takes: () => 100 },
        limit: { requests: 400, windowMs: 40_000, first: 400 },
      },
      afterWait(1),
    ],
  ];
  for (const [what, course, from] of courses) {
    test(`is within a quarter after the first tenth: ${what}`, () => {
      const { worst, told } = judge(course, from);
      assert.ok(worst <= 0.25, `off by ${Math.round(worst * 100)} %`);
      assert.ok(told > 0.5, `told for ${Math.round(told * 100)} % of the time`);
    });
  }

  test('is not told before there is a pace', () => {
    const left = new TimeLeft(1000, 0, 2);
    assert.equal(left.ms(5000), undefined);
    left.add(100, 10_000);
    assert.equal(left.ms(10_000), undefined);
    left.add(100, 10_000);
    assert.equal(left.ms(15_000), undefined);
    left.add(200, 20_000);
    assert.equal(left.ms(22_500), 27_500);
  });

  test('grows while no answer comes', () => {
    const left = new TimeLeft(100, 0, 1);
    for (let n = 1; n <= 10; n += 1) left.add(1, n * 1000);
    assert.equal(left.ms(10_000), 90_000);
    assert.ok((left.ms(40_000) ?? 0) > 200_000);
  });
});
