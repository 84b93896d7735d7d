import assert from 'node:assert/strict';
import { refusal } from '../../../../src/api/errors';
import { requestsByPath, trafficDays } from '../../../../src/core/publication/traffic';

const endpoint = 'https://ik.imagekit.io/acme';
const { signal } = new AbortController();

suite('traffic of quarantined files', () => {
  const now = Date.parse('2026-12-29T12:00:00.000Z');

  test('is asked for from the day after the quarantine on, at most 30 days', () => {
    const since = Date.parse('2026-12-20T23:00:00.000Z');
    assert.deepEqual(trafficDays(since, now), { start: '2026-12-21', end: '2026-12-29' });
    const long = Date.parse('2026-06-01T00:00:00.000Z');
    assert.deepEqual(trafficDays(long, now), { start: '2026-11-30', end: '2026-12-29' });
    assert.deepEqual(trafficDays(now, now), { start: '2026-12-29', end: '2026-12-29' });
  });

  test('adds up what was asked for of a file, transformations included', async () => {
    const counts = [
      { url: `${endpoint}/a%20b/hero.jpg`, requests: 2 },
      { url: `${endpoint}/tr:w-100,h-50/a%20b/hero.jpg`, requests: 3 },
      { url: 'https://ik.imagekit.io/other/a%20b/hero.jpg', requests: 50 },
      { url: `${endpoint}/%E0%A4%A`, requests: 1 },
    ];
    const days = trafficDays(now, now);
    const client = { mostRequested: () => Promise.resolve(counts) };
    const requests = await requestsByPath(client, days, [endpoint], signal);
    assert.deepEqual([...(requests ?? [])], [['/a b/hero.jpg', 5]]);
  });

  test('is not known where ImageKit refuses to tell', async () => {
    const days = trafficDays(now, now);
    const refused = { mostRequested: () => Promise.reject(refusal('no', 'X')) };
    assert.equal(await requestsByPath(refused, days, [endpoint], signal), undefined);
    const broken = { mostRequested: () => Promise.reject(new TypeError('x')) };
    await assert.rejects(requestsByPath(broken, days, [endpoint], signal), TypeError);
  });
});
