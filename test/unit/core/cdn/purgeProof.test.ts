import assert from 'node:assert/strict';
import { copyState, countStates, type CopyState } from '../../../../src/core/cdn/purgeProof';

/** What an address shows 30 s after its purge was asked for. */
function stateOf(status: number, headers: Readonly<Record<string, string>> = {}): CopyState {
  return copyState({ status, header: (name) => headers[name] }, 30_000);
}

suite('what an address shows after a purge', () => {
  test('is gone only by ImageKit’s own 404', () => {
    assert.deepEqual(stateOf(404, { 'ik-error': 'ENOENT - No file was found' }), { kind: 'gone' });
    for (const headers of [{}, { 'ik-error': 'EACCES - The file is not published' }]) {
      assert.deepEqual(stateOf(404, headers), {
        kind: 'notProven',
        why: { kind: 'unclear', status: 404 },
      });
    }
  });

  test('is still served by any answer with a file, with age and cache as told', () => {
    assert.deepEqual(stateOf(200, { age: '61', 'x-cache': 'Hit from cdn' }), {
      kind: 'stillServed',
      ageSeconds: 61,
      cache: 'Hit from cdn',
      isFresh: false,
    });
    for (const [status, headers] of [
      [200, {}],
      [206, { age: 'x' }],
    ] as const) {
      assert.deepEqual(stateOf(status, headers), {
        kind: 'stillServed',
        ageSeconds: undefined,
        cache: undefined,
        isFresh: false,
      });
    }
  });

  test('is served anew where the copy is younger than the purge', () => {
    const fresh = (headers: Readonly<Record<string, string>>) => {
      const state = stateOf(200, headers);
      return state.kind === 'stillServed' && state.isFresh;
    };
    assert.ok(fresh({ age: '29' }));
    assert.ok(fresh({ 'x-cache': 'Miss from cloudfront' }));
    assert.ok(!fresh({ age: '30' }));
    assert.ok(!fresh({ age: '31', 'x-cache': 'Miss from cloudfront' }));
    assert.ok(!fresh({ age: '-1', 'x-cache': 'Hit from cloudfront' }));
    assert.ok(!fresh({}));
  });

  test('is not proven by anything else', () => {
    assert.deepEqual(stateOf(401), { kind: 'notProven', why: { kind: 'signedOnly' } });
    for (const status of [302, 403, 429, 500, 503]) {
      assert.equal(stateOf(status).kind, 'notProven');
    }
  });

  test('is counted by its kind', () => {
    assert.deepEqual(countStates([{ kind: 'gone' }, { kind: 'gone' }, stateOf(500)]), {
      waiting: 0,
      purging: 0,
      gone: 2,
      stillServed: 0,
      notProven: 1,
    });
  });
});
