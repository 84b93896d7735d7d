import assert from 'node:assert/strict';
import { NO_LIMITS } from '../../../../src/sandbox/control/knobs';
import { rateHeaders, RateLimits } from '../../../../src/sandbox/access/rateLimits';

suite('rateLimits', () => {
  let now = 0;
  const limits = (list: { limit: number; intervalMs: number; burst?: number }[]): RateLimits => {
    now = 0;
    return new RateLimits({ ...NO_LIMITS, list }, () => now);
  };

  test('let a burst through, then as many as the interval earns', () => {
    const rates = limits([{ limit: 2, intervalMs: 1000, burst: 3 }]);
    const granted = (): boolean => rates.take('list')?.exceeded === false;
    assert.deepEqual([granted(), granted(), granted(), granted()], [true, true, true, false]);
    now = 499;
    assert.equal(granted(), false);
    now = 500;
    assert.equal(granted(), true);
    assert.equal(granted(), false);
  });

  test('say in milliseconds when the next request can pass', () => {
    const rates = limits([{ limit: 4, intervalMs: 1000, burst: 1 }]);
    assert.equal(rates.take('list')?.resetMs, 250);
    now = 100;
    const refused = rates.take('list');
    assert.deepEqual(refused, { limit: 4, intervalMs: 1000, resetMs: 150, exceeded: true });
    assert.deepEqual(rateHeaders(refused), {
      'X-RateLimit-Limit': '4',
      'X-RateLimit-Reset': '150',
      'X-RateLimit-Interval': '1000',
    });
    now = 250;
    assert.equal(rates.take('list')?.exceeded, false);
  });

  test('never save up more than a burst', () => {
    const rates = limits([{ limit: 1, intervalMs: 1000, burst: 2 }]);
    now = 1_000_000;
    const granted = [1, 2, 3].map(() => rates.take('list')?.exceeded);
    assert.deepEqual(granted, [false, false, true]);
  });

  test('refuse when any of several limits is used up, and report the longest wait', () => {
    const rates = limits([
      { limit: 10, intervalMs: 1000 },
      { limit: 2, intervalMs: 900_000 },
    ]);
    rates.take('list');
    rates.take('list');
    const refused = rates.take('list');
    assert.equal(refused?.exceeded, true);
    assert.equal(refused.intervalMs, 900_000);
    assert.equal(refused.resetMs, 450_000);
  });

  test('take nothing from one limit when another refuses', () => {
    const rates = limits([
      { limit: 3, intervalMs: 1_000_000 },
      { limit: 1, intervalMs: 1000 },
    ]);
    for (const at of [0, 1, 2, 3]) {
      now = at;
      rates.take('list');
    }
    now = 2000;
    assert.equal(rates.take('list')?.exceeded, false);
  });

  test('do not exist for a class without any', () => {
    assert.equal(limits([]).take('list'), undefined);
  });
});
