import assert from 'node:assert/strict';
import { ImageKitClient } from '../../src/api/client';
import { ApiError } from '../../src/api/errors';
import { runPurges, unsent, type PurgeState } from '../../src/core/cdn/purgeRun';
import { useSandbox } from './useSandbox';

suite('what a purge asks for', () => {
  const sandbox = useSandbox();

  function client(): ImageKitClient {
    return new ImageKitClient({
      privateKey: sandbox().keys.standard,
      apiHost: sandbox().url,
      readsPerSecond: 1000,
      writesPerSecond: 1000,
    });
  }

  async function failureOf(work: Promise<unknown>) {
    const error: unknown = await work.catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError, String(error));
    return error.failure;
  }

  test('is what the SDK asks for: each knows the other’s request', async () => {
    const { cdn } = client();
    const { control, urlEndpoint, sdk } = sandbox();
    const url = `${urlEndpoint}/products/hero.jpg*`;
    const ours = await cdn.purge(url);
    const theirs = await sdk.cache.invalidation.create({ url });
    const [first, second] = (await control.state()).purges;
    assert.deepEqual([first?.url, second?.url], [url, url]);
    await control.setClock({ advanceMs: 900_000 });
    assert.equal((await sdk.cache.invalidation.get(ours.requestId)).status, 'Completed');
    assert.equal(await cdn.purgeStatus(theirs.requestId ?? ''), 'Completed');
  });

  test('sees the copy before, with its age, and its absence after', async () => {
    const { cdn, deleteFile } = { cdn: client().cdn, deleteFile: client() };
    const { control, urlEndpoint } = sandbox();
    const address = `${urlEndpoint}/products/hero.jpg`;
    const missed = await cdn.look(address);
    assert.deepEqual([missed.status, missed.header('age')], [200, undefined]);
    await control.setClock({ advanceMs: 90_000 });
    await deleteFile.deleteFile((await sandbox().file('/products/hero.jpg')).fileId);
    const kept = await cdn.look(address);
    assert.deepEqual([kept.status, kept.header('age')], [200, '90']);
    const { requestId } = await cdn.purge(`${address}*`);
    assert.equal(await cdn.purgeStatus(requestId), 'Pending');
    assert.equal((await cdn.look(address)).status, 200);
    await control.setClock({ advanceMs: 900_000 });
    assert.equal(await cdn.purgeStatus(requestId), 'Completed');
    const gone = await cdn.look(address);
    assert.equal(gone.status, 404);
    assert.match(gone.header('ik-error') ?? '', /^ENOENT/);
  });

  test('is told of a refused address, an unknown request and a quota that is used up', async () => {
    const { cdn } = client();
    const { control, urlEndpoint } = sandbox();
    const refused = await failureOf(cdn.purge(`${urlEndpoint}/p*`));
    assert.match(refused.message, /not valid for cache purging/);
    const unknown = await failureOf(cdn.purgeStatus('0'.repeat(24)));
    assert.match(unknown.message, /No request found/);
    await control.turn({ purgeQuota: 0 });
    assert.equal((await failureOf(cdn.purge(`${urlEndpoint}/a.jpg*`))).kind, 'rateLimited');
  });

  test('ends as one gone, one pending and one not purged, with a quota for two', async () => {
    const { cdn } = client();
    const { control, urlEndpoint } = sandbox();
    const address = (path: string) => `${urlEndpoint}${path}`;
    const paths = ['/products/hero.jpg', '/products/home/mug-blue.png', '/logo.png'];
    const [gone = '', stuck = '', beyond = ''] = paths.map(address);
    let now = 1;
    const states = new Map<string, PurgeState>();
    const purges = runPurges(
      [gone, stuck, beyond].map((url) => unsent({ url, proves: [url], signed: [] })),
      {
        client: {
          purge: async (url, signal) => {
            if (url === stuck) await control.turn({ purgeDelayMs: 'never' });
            return cdn.purge(url, signal);
          },
          purgeStatus: (requestId, signal) => cdn.purgeStatus(requestId, signal),
          look: (url, signal) => cdn.look(url, signal),
        },
        keep: () => Promise.resolve(),
        signal: new AbortController().signal,
        now: () => now,
        pause: async (ms) => {
          now += ms;
          await control.setClock({ advanceMs: ms });
        },
      },
    );
    await client().deleteFile((await sandbox().file('/products/hero.jpg')).fileId);
    await control.turn({ purgeQuota: 2 });
    for await (const state of purges) states.set(state.call.url, state);
    const ends = [gone, stuck, beyond].map((url) => {
      const copy = states.get(url)?.copies.get(url);
      return copy?.kind === 'notProven' ? copy.why.kind : copy?.kind;
    });
    assert.deepEqual(ends, ['gone', 'pending', 'quota']);
    assert.equal((await control.state()).purges.length, 2);
  });
});
