import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { ApiError } from '../../../../src/api/errors';
import { servedCopy, type ServedClient } from '../../../../src/core/recovery/servedCopy';

const account = { kind: 'development', urlEndpoints: ['https://ik.imagekit.io/acme'] } as const;
const address = 'https://ik.imagekit.io/acme/a/hero.jpg';
const now = 1_769_990_400_000;
const fresh = `${address}?updatedAt=${now}`;
const url = `${address}?updatedAt=1700000000000`;
const file = { url, isPrivate: false, isPublished: true };
const signal = new AbortController().signal;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A CDN that answers these addresses with these bytes, all others with 404. */
function cdn(answers: Readonly<Record<string, string | number>>) {
  const asked: string[] = [];
  const client: ServedClient = {
    openOriginal(url) {
      asked.push(url);
      const answer = answers[url] ?? 404;
      const isFile = typeof answer === 'string';
      async function* bytes() {
        await Promise.resolve();
        // In two parts, as a network gives them.
        yield Buffer.from(String(answer).slice(0, 2));
        yield Buffer.from(String(answer).slice(2));
      }
      const status = isFile ? 200 : answer;
      return Promise.resolve({ status, reason: '', bytes: bytes(), close: () => undefined });
    },
  };
  return { client, asked };
}

suite('what the CDN serves of a file that changed', () => {
  test('is what the library has when the plain URL gives its bytes', async () => {
    const { client, asked } = cdn({ [address]: 'new bytes' });
    const served = await servedCopy(file, hashOf('new bytes'), account, client, signal, now);
    assert.deepEqual(served, { kind: 'current' });
    assert.deepEqual(asked, [address]);
  });

  test('is an earlier copy when the plain URL gives other bytes than a new one', async () => {
    const { client, asked } = cdn({ [address]: 'version 2', [fresh]: 'version 1' });
    const served = await servedCopy(file, hashOf('version 1'), account, client, signal, now);
    assert.deepEqual(served, { kind: 'other', address, sha256: hashOf('version 2') });
    assert.deepEqual(asked, [address, fresh]);
  });

  test('is what the library has when both URLs give the same optimized picture', async () => {
    const { client } = cdn({ [address]: 'webp', [fresh]: 'webp' });
    const served = await servedCopy(file, hashOf('jpeg'), account, client, signal, now);
    assert.deepEqual(served, { kind: 'current' });
  });

  test('is no file where the CDN remembers its absence', async () => {
    const { client } = cdn({});
    const served = await servedCopy(file, hashOf('x'), account, client, signal, now);
    assert.deepEqual(served, { kind: 'missing', address, status: 404 });
  });

  test('is not known of a file that takes a signature, of another host, or without an answer', async () => {
    const { client, asked } = cdn({ [address]: 503, [fresh]: 'x' });
    const why = async (more: Partial<typeof file>) => {
      const served = await servedCopy(
        { ...file, ...more },
        undefined,
        account,
        client,
        signal,
        now,
      );
      return served.kind === 'notChecked' ? served.why : served.kind;
    };
    assert.equal(await why({ isPrivate: true }), 'private');
    assert.equal(await why({ isPublished: false }), 'unpublished');
    assert.equal(await why({ url: 'https://example.com/hero.jpg' }), 'foreignAddress');
    assert.deepEqual(asked, []);
    assert.equal(await why({}), 'noAnswer');
    const broken: ServedClient = {
      openOriginal: () =>
        Promise.reject(
          new ApiError(
            {
              ...{ kind: 'unreachable', message: 'reset', status: undefined },
              ...{ requestId: undefined, mayHaveActed: 'no' },
            },
            'GET',
          ),
        ),
    };
    const served = await servedCopy(file, undefined, account, broken, signal, now);
    assert.deepEqual(served, { kind: 'notChecked', why: 'noAnswer' });
  });
});
