import assert from 'node:assert/strict';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import type { DeliveryAnswer } from '../../../../src/core/cdn/purgeProof';
import { isOpen, runPurges, unsent, type PurgeState } from '../../../../src/core/cdn/purgeRun';

const failure: ApiFailure & { kind: 'rejected' } = {
  kind: 'rejected',
  message: 'The URL is not valid for cache purging.',
  status: 400,
  requestId: undefined,
  mayHaveActed: 'no',
  reason: undefined,
  maxItems: undefined,
};
const quotaUsedUp = new ApiError({ ...failure, kind: 'rateLimited', retryAfterMs: 1e9 }, 'POST');

const keyRefused = new ApiError({ ...failure, kind: 'forbidden', status: 403 }, 'POST');

/** A CDN with a quota, on a clock that only waiting moves. */
class Cdn {
  now = 0;
  quota = Infinity;
  /** Milliseconds until a purge completes. */
  takes = 5_000;
  readonly sent: string[] = [];
  readonly kept: PurgeState[] = [];
  readonly looked: string[] = [];
  readonly stuck = new Set<string>();
  readonly unknown = new Set<string>();
  keyIsRefused = false;
  /** So many records are written before the window closes. */
  stopAfter = Infinity;
  readonly answers = new Map<string, DeliveryAnswer>();
  private readonly due = new Map<string, number>();
  readonly stop = new AbortController();

  async run(states: readonly PurgeState[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return new Map(
      [...(await this.states(states))].map(([url, { copies }]) => [
        url,
        [...copies.values()].map((copy) => (copy.kind === 'notProven' ? copy.why.kind : copy.kind)),
      ]),
    );
  }

  async states(states: readonly PurgeState[]): Promise<ReadonlyMap<string, PurgeState>> {
    const last = new Map(states.map(byUrl));
    const options = {
      client: {
        purge: (url: string, signal: AbortSignal) => {
          signal.throwIfAborted();
          if (this.sent.length >= this.quota) throw quotaUsedUp;
          if (url.includes('refused')) throw new ApiError(failure, 'POST');
          if (this.keyIsRefused) throw keyRefused;
          this.sent.push(url);
          this.due.set(url, this.now + this.takes);
          return Promise.resolve({ requestId: url });
        },
        purgeStatus: (id: string) => {
          if (this.unknown.has(id)) throw new ApiError(failure, 'GET');
          const isDone = !this.stuck.has(id) && this.now >= (this.due.get(id) ?? 0);
          return Promise.resolve(isDone ? ('Completed' as const) : ('Pending' as const));
        },
        look: (address: string) => {
          this.looked.push(address);
          return Promise.resolve(this.answers.get(address) ?? gone);
        },
      },
      keep: (state: PurgeState) => {
        this.kept.push(state);
        if (this.kept.length === this.stopAfter) this.stop.abort();
        return Promise.resolve();
      },
      signal: this.stop.signal,
      now: () => this.now,
      pause: (ms: number) => {
        this.now += ms;
        return Promise.resolve();
      },
    };
    for await (const state of runPurges(states, options)) last.set(state.call.url, state);
    return last;
  }
}

const byUrl = (state: PurgeState) => [state.call.url, state] as const;

const gone: DeliveryAnswer = {
  status: 404,
  header: (name) => (name === 'ik-error' ? 'ENOENT - none' : undefined),
};
const served: DeliveryAnswer = { status: 200, header: () => undefined };
const call = (url: string, ...proves: string[]) =>
  unsent({ url, proves: proves.length > 0 ? proves : [url], signed: [] });

suite('a purge', () => {
  test('ends with what each exact address shows', async () => {
    const cdn = new Cdn();
    cdn.answers.set('b', served);
    assert.deepEqual(
      await cdn.run([call('a*', 'a', 'a?tr=w-1'), call('b')]),
      new Map([
        ['a*', ['gone', 'gone']],
        ['b', ['stillServed']],
      ]),
    );
    assert.deepEqual(cdn.sent, ['a*', 'b']);
    assert.deepEqual(cdn.looked, ['a', 'a?tr=w-1', 'b']);
  });

  test('leaves “not proven” behind what was not accepted, never completed or beyond the quota', async () => {
    const cdn = new Cdn();
    cdn.quota = 2;
    cdn.stuck.add('stuck');
    const ends = await cdn.run([call('a'), call('stuck'), call('c'), call('d')]);
    assert.deepEqual(
      ends,
      new Map([
        ['a', ['gone']],
        ['stuck', ['pending']],
        ['c', ['quota']],
        ['d', ['quota']],
      ]),
    );
    assert.deepEqual(cdn.sent, ['a', 'stuck']);
  });

  test('goes on behind an address that is refused', async () => {
    const cdn = new Cdn();
    assert.deepEqual(
      await cdn.run([call('refused'), call('b')]),
      new Map([
        ['refused', ['refused']],
        ['b', ['gone']],
      ]),
    );
  });

  test('sends no more with a key that is refused', async () => {
    const cdn = new Cdn();
    cdn.keyIsRefused = true;
    assert.deepEqual(
      await cdn.run([call('a'), call('b')]),
      new Map([
        ['a', ['keyRefused']],
        ['b', ['keyRefused']],
      ]),
    );
  });

  test('goes on after a reload without asking twice', async () => {
    const first = new Cdn();
    first.takes = 1e9;
    first.stopAfter = 4;
    await first.run([call('a'), call('b'), call('c')]);
    assert.deepEqual(first.sent, ['a', 'b']);
    const kept = new Map([call('a'), call('b'), call('c'), ...first.kept].map(byUrl));
    assert.ok([...kept.values()].every(isOpen));
    const second = new Cdn();
    assert.deepEqual(
      await second.run([...kept.values()]),
      new Map([
        ['a', ['gone']],
        ['b', ['gone']],
        ['c', ['gone']],
      ]),
    );
    assert.deepEqual(second.sent, ['c']);
  });

  test('is not sent again when its answer was lost with the window', async () => {
    const cdn = new Cdn();
    assert.deepEqual(
      await cdn.run([{ ...call('a'), askedAt: 1 }, call('b')]),
      new Map([
        ['a', ['interrupted']],
        ['b', ['gone']],
      ]),
    );
    assert.deepEqual(cdn.sent, ['b']);
  });

  test('is written down before it is sent', async () => {
    const cdn = new Cdn();
    cdn.stopAfter = 1;
    await cdn.run([call('a')]);
    assert.deepEqual(
      cdn.kept.map(({ askedAt, requestId }) => [askedAt !== undefined, requestId]),
      [
        [true, undefined],
        [false, undefined],
      ],
    );
    assert.deepEqual(cdn.sent, []);
  });

  test('proves nothing of what only a signature or a wildcard names', async () => {
    const cdn = new Cdn();
    assert.deepEqual(
      await cdn.run([
        unsent({ url: 'p*', proves: ['p?n'], signed: ['p'] }),
        unsent({ url: 'f/*', proves: [], signed: [] }),
      ]),
      new Map([
        ['p*', ['gone', 'signedOnly']],
        ['f/*', ['wildcardOnly']],
      ]),
    );
    assert.deepEqual(cdn.looked, ['p?n']);
  });

  test('ends with its copy served anew where the library has the file', async () => {
    const cdn = new Cdn();
    cdn.answers.set('a', { status: 200, header: (name) => (name === 'age' ? '1' : undefined) });
    const states = await cdn.states([call('a')]);
    assert.deepEqual(
      [...(states.get('a')?.copies.values() ?? [])],
      [{ kind: 'stillServed', ageSeconds: 1, cache: undefined, isFresh: true }],
    );
  });

  test('says so when ImageKit knows the request no longer', async () => {
    const cdn = new Cdn();
    cdn.unknown.add('a');
    assert.deepEqual(await cdn.run([call('a')]), new Map([['a', ['unknownRequest']]]));
  });

  test('waits for a status that nobody answers', async () => {
    const cdn = new Cdn();
    const ends = cdn.run([call('a')]);
    assert.deepEqual(await ends, new Map([['a', ['gone']]]));
    assert.ok(cdn.now >= 5_000);
  });

  test('sends nothing once it is cancelled', async () => {
    const cdn = new Cdn();
    cdn.stop.abort();
    assert.deepEqual(await cdn.run([call('a')]), new Map([['a', ['waiting']]]));
    assert.deepEqual(cdn.sent, []);
  });
});
