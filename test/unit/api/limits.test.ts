import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Limits } from '../../../src/api/limits';
import type { EndpointClass, RateLimitWait } from '../../../src/api/limits';
import { HandClock, settled } from '../../support/clocks';

interface Setup {
  readonly concurrency?: number;
  readonly writes?: number;
  readonly lateMs?: number;
}

function setUp({ concurrency = 1000, writes = 4, lateMs = 0 }: Setup = {}) {
  const clock = new HandClock(lateMs);
  const waits: (RateLimitWait | undefined)[] = [];
  const perSecond = {
    list: 10,
    read: 10,
    write: writes,
    bulk: writes,
    purge: writes,
    upload: writes,
  };
  const limits = new Limits({ perSecond, concurrency, onWait: (wait) => waits.push(wait) }, clock);
  const zero = clock.now();
  const starts: { readonly endpoint: EndpointClass; readonly at: number }[] = [];
  const enter = async (endpoint: EndpointClass, signal?: AbortSignal, ahead?: boolean) => {
    const leave = await limits.enter(endpoint, signal, ahead);
    starts.push({ endpoint, at: clock.now() - zero });
    return leave;
  };
  const times = (endpoint: EndpointClass): readonly number[] =>
    starts.filter((start) => start.endpoint === endpoint).map(({ at }) => at);
  return { clock, limits, waits, starts, enter, times };
}

suite('limits', () => {
  test('starts the first request at once and the others in even steps', async () => {
    const { clock, enter, times } = setUp();
    for (let i = 0; i < 6; i++) void enter('write');
    await clock.advance(10_000);
    assert.deepEqual(times('write'), [0, 250, 500, 750, 1000, 1250]);
  });

  test('counts each endpoint class for itself', async () => {
    const { clock, enter, times } = setUp();
    for (const endpoint of ['write', 'bulk', 'list', 'read'] as const) {
      void enter(endpoint);
      void enter(endpoint);
    }
    await clock.advance(10_000);
    assert.deepEqual(times('write'), [0, 250]);
    assert.deepEqual(times('bulk'), [0, 250]);
    assert.deepEqual(times('list'), [0, 100]);
    assert.deepEqual(times('read'), [0, 100]);
  });

  test('never starts more than the rate allows, however requests arrive', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 40 });
    const property = fc.asyncProperty(gaps, async (delays) => {
      const { clock, enter, times } = setUp();
      for (const delay of delays) {
        await clock.advance(delay);
        void enter('write');
      }
      await clock.advance(60_000);
      const started = times('write');
      assert.equal(started.length, delays.length);
      started.forEach((from, i) => {
        started.slice(i).forEach((to, more) => {
          assert.ok(more <= (to - from) / 250 + 0.5, `${more + 1} starts within ${to - from} ms`);
        });
      });
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('loses less than 5 % of the rate to timers that fire late', async () => {
    const { clock, enter, times } = setUp({ lateMs: 40 });
    for (let i = 0; i < 101; i++) void enter('bulk');
    await clock.advance(60_000);
    const floorMs = 100 * 250;
    assert.equal(times('bulk').length, 101);
    assert.ok(times('bulk').at(-1)! <= floorMs / 0.95, `${times('bulk').at(-1)} ms`);
  });

  test('keeps the rate when each request waits for the answer of the one before', async () => {
    const { clock, enter, times } = setUp({ lateMs: 5 });
    const run = (async () => {
      for (let i = 0; i < 41; i++) {
        const leave = await enter('bulk');
        await new Promise<void>((resolve) => clock.schedule(180, resolve));
        leave();
      }
    })();
    await clock.advance(60_000);
    await run;
    assert.ok(times('bulk').at(-1)! <= (40 * 250) / 0.95, `${times('bulk').at(-1)} ms`);
  });

  test('does not catch up on what nobody asked for', async () => {
    const { clock, enter, times } = setUp();
    await clock.advance(10_000);
    for (let i = 0; i < 4; i++) void enter('write');
    await clock.advance(10_000);
    assert.deepEqual(times('write'), [10_000, 10_125, 10_375, 10_625]);
  });

  test('has no more in flight than allowed, of all classes together', async () => {
    const { clock, enter, starts } = setUp({ concurrency: 2 });
    const leaves = [enter('write'), enter('list'), enter('bulk'), enter('read')];
    await clock.advance(10_000);
    assert.equal(starts.length, 2);
    (await leaves[0]!)();
    await clock.advance(0);
    assert.equal(starts.length, 3);
  });

  test('lets no class starve when all places are taken', async () => {
    const { clock, enter, starts } = setUp({ concurrency: 1 });
    const serve = async (endpoint: EndpointClass) => {
      const leave = await enter(endpoint);
      clock.schedule(2000, leave);
    };
    for (let i = 0; i < 20; i++) void serve('list');
    for (let i = 0; i < 3; i++) void serve('write');
    await clock.advance(13_000);
    assert.equal(starts.filter(({ endpoint }) => endpoint === 'write').length, 3);
  });

  test('starts nothing of a held class before its time, and all others as ever', async () => {
    const { clock, limits, enter, times } = setUp();
    limits.hold('write', 5000);
    void enter('write');
    void enter('bulk');
    await clock.advance(4999);
    assert.deepEqual(times('write'), []);
    assert.deepEqual(times('bulk'), [0]);
    await clock.advance(1);
    assert.deepEqual(times('write'), [5000]);
  });

  test('a shorter hold does not end a longer one', async () => {
    const { clock, limits, enter, times } = setUp();
    limits.hold('write', 5000);
    limits.hold('write', 100);
    void enter('write');
    await clock.advance(10_000);
    assert.deepEqual(times('write'), [5000]);
  });

  test('says that requests wait, until when, and that it is over', async () => {
    const { clock, limits, waits, enter } = setUp();
    limits.hold('bulk', 12_000);
    assert.equal(waits.length, 0, 'nobody waits yet');
    const before = Date.now();
    void enter('bulk');
    assert.deepEqual(
      waits.map((wait) => wait?.endpoint),
      ['bulk'],
    );
    const untilMs = waits[0]?.untilMs ?? 0;
    assert.ok(untilMs >= before + 12_000 && untilMs <= Date.now() + 12_000);
    void enter('bulk');
    assert.equal(waits.length, 1, 'the same wait is told once');
    await clock.advance(12_000);
    assert.deepEqual(waits.slice(1), [undefined]);
  });

  test('tells the wait that ends last while several classes are held', async () => {
    const { clock, limits, waits, enter } = setUp();
    limits.hold('list', 1000);
    void enter('list');
    limits.hold('bulk', 3000);
    void enter('bulk');
    await clock.advance(10_000);
    assert.deepEqual(
      waits.map((wait) => wait?.endpoint),
      ['list', 'bulk', undefined],
    );
  });

  test('lets a request that was told to wait go before the later ones', async () => {
    const { clock, limits, enter } = setUp();
    limits.hold('write', 1000);
    const order: string[] = [];
    void enter('write').then(() => order.push('later'));
    void enter('write', undefined, true).then(() => order.push('again'));
    await clock.advance(10_000);
    assert.deepEqual(order, ['again', 'later']);
  });

  test('an aborted wait rejects with its reason and takes no turn', async () => {
    const { clock, limits, waits, enter, times } = setUp();
    limits.hold('write', 1000);
    const abort = new AbortController();
    const reason = new Error('backed out');
    const aborted = enter('write', abort.signal);
    abort.abort(reason);
    await assert.rejects(aborted, reason);
    assert.equal(waits.at(-1), undefined, 'nobody waits any more');
    void enter('write');
    await clock.advance(1000);
    assert.deepEqual(times('write'), [1000]);
  });

  test('an abort during the turn, or before the wait, changes nothing for others', async () => {
    const { enter, starts } = setUp({ concurrency: 1 });
    const abort = new AbortController();
    const leave = await enter('write', abort.signal);
    abort.abort(new Error('too late'));
    await assert.rejects(enter('bulk', abort.signal), /too late/);
    void enter('list');
    await settled();
    assert.equal(starts.length, 1);
    leave();
    await settled();
    assert.equal(starts.length, 2);
  });

  test('slows down to an announced rate, and back to its own, but never beyond', async () => {
    const { clock, limits, enter, times } = setUp();
    limits.announce('write', 1000);
    for (let i = 0; i < 3; i++) void enter('write');
    await clock.advance(2500);
    assert.deepEqual(times('write'), [0, 1000, 2000]);
    limits.announce('write', 10);
    for (let i = 0; i < 3; i++) void enter('write');
    await clock.advance(2500);
    assert.deepEqual(times('write').slice(3), [3000, 3250, 3500]);
  });

  test('never undercuts an announced rate, even after a late start', async () => {
    const { clock, limits, enter, times } = setUp({ lateMs: 30 });
    limits.announce('write', 1000);
    for (let i = 0; i < 4; i++) void enter('write');
    await clock.advance(10_000);
    assert.deepEqual(times('write'), [0, 1030, 2060, 3090]);
  });

  test('does not believe in an announced rate of next to nothing', async () => {
    const { clock, limits, enter, times } = setUp();
    limits.announce('write', 86_400_000);
    for (let i = 0; i < 2; i++) void enter('write');
    await clock.advance(100_000);
    assert.deepEqual(times('write'), [0, 60_000]);
  });
});
