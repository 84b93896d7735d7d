import assert from 'node:assert/strict';
import type { CopyState, NotProven } from '../../../../src/core/cdn/purgeProof';
import { retryOf } from '../../../../src/core/cdn/purgeRetry';
import type { PurgeState } from '../../../../src/core/cdn/purgeRun';

const message = 'm';

function state(copies: Readonly<Record<string, CopyState>>, url: string, id?: string): PurgeState {
  const call = { url, proves: Object.keys(copies), signed: [] };
  return { call, requestId: id, askedAt: 5, copies: new Map(Object.entries(copies)) };
}

const notProven = (why: NotProven): CopyState => ({ kind: 'notProven', why });

function retried(why: NotProven, id?: string) {
  const again = retryOf(state({ a: notProven(why) }, 'a*', id));
  return again && { sends: again.sends, urls: again.states.map(({ call }) => call.url) };
}

suite('a purge that is done again', () => {
  test('is sent again where ImageKit did not take it', () => {
    const again = { sends: 1, urls: ['a*'] };
    assert.deepEqual(retried({ kind: 'quota', message }), again);
    assert.deepEqual(retried({ kind: 'keyRefused', message }), again);
    assert.deepEqual(retried({ kind: 'noAnswer', message }), again);
    assert.deepEqual(retried({ kind: 'interrupted' }), again);
    assert.deepEqual(retried({ kind: 'unknownRequest' }, 'id'), again);
    const sent = retryOf(state({ a: notProven({ kind: 'unknownRequest' }) }, 'a*', 'id'));
    assert.deepEqual(
      sent?.states.map(({ requestId, askedAt }) => [requestId, askedAt]),
      [[undefined, undefined]],
    );
  });

  test('becomes the exact addresses where its wildcard was refused', () => {
    const refused = notProven({ kind: 'refused', message });
    const call = { url: 'f/*', proves: ['f/a', 'f/b'], signed: ['f/p'] };
    const copies = new Map([...call.proves, ...call.signed].map((each) => [each, refused]));
    const again = retryOf({ call, requestId: undefined, askedAt: 1, copies });
    assert.equal(again?.sends, 3);
    assert.deepEqual(
      again.states.map((each) => each.call),
      [
        { url: 'f/a', proves: ['f/a'], signed: [] },
        { url: 'f/b', proves: ['f/b'], signed: [] },
        { url: 'f/p', proves: [], signed: ['f/p'] },
      ],
    );
    assert.equal(retryOf(state({ a: refused }, 'a'))?.sends, 1, 'an address is itself again');
  });

  test('is only looked at where it was taken, which spends nothing', () => {
    for (const why of [
      { kind: 'pending' },
      { kind: 'unclear', status: 503 },
      { kind: 'noAnswer', message },
      { kind: 'keyRefused', message },
    ] as const) {
      const again = retryOf(state({ a: notProven(why), b: { kind: 'gone' } }, 'a*', 'id'));
      assert.equal(again?.sends, 0);
      assert.deepEqual(
        again.states.map(({ requestId, copies }) => [requestId, copies.get('a')?.kind]),
        [['id', 'purging']],
      );
    }
  });

  test('is sent again where an old copy is served, not where the library has the file', () => {
    const served = { kind: 'stillServed', ageSeconds: 9, cache: undefined } as const;
    assert.equal(retryOf(state({ a: { ...served, isFresh: false } }, 'a', 'id'))?.sends, 1);
    assert.equal(retryOf(state({ a: { ...served, isFresh: true } }, 'a', 'id')), undefined);
  });

  test('is nothing where all is said', () => {
    assert.equal(retryOf(state({ a: { kind: 'gone' } }, 'a', 'id')), undefined);
    assert.equal(retried({ kind: 'signedOnly' }, 'id'), undefined);
    assert.equal(retried({ kind: 'wildcardOnly' }, 'id'), undefined);
    assert.equal(retryOf(state({ a: { kind: 'purging' } }, 'a', 'id')), undefined);
  });
});
