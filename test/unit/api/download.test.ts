import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { ApiError } from '../../../src/api/errors';
import { download } from '../../../src/api/http';
import { standIn } from '../../support/standIn';
import type { StandIn } from '../../support/standIn';

const limits = { timeoutMs: 5_000, largestBytes: 1_000 };

suite('a download', () => {
  let server: StandIn | undefined;

  teardown(async () => {
    await server?.close();
    server = undefined;
  });

  async function from(answer: (response: ServerResponse) => void): Promise<string> {
    server = await standIn(answer);
    return `${server.origin}/a%20b.png?tr=n-ik_ml_thumbnail`;
  }

  test('brings the bytes and what the server calls them, and sends no credentials', async () => {
    const url = await from((response) => {
      response.writeHead(200, { 'Content-Type': 'image/png' });
      response.end(Buffer.from([0, 255, 10]));
    });
    const file = await download(url, limits);
    assert.equal(file?.mime, 'image/png');
    assert.deepEqual([...file.bytes], [0, 255, 10]);
    assert.equal(server!.arrivals[0]?.url, '/a%20b.png?tr=n-ik_ml_thumbnail');
    assert.equal(server!.arrivals[0].headers.authorization, undefined);
  });

  for (const status of [404, 500, 204]) {
    test(`is nothing when the server answers ${status}`, async () => {
      const url = await from((response) => {
        response.writeHead(status);
        response.end();
      });
      assert.equal(await download(url, limits), undefined);
    });
  }

  test('follows no redirect', async () => {
    const url = await from((response) => {
      response.writeHead(302, { Location: '/elsewhere' });
      response.end();
    });
    assert.equal(await download(url, limits), undefined);
    assert.equal(server!.arrivals.length, 1);
  });

  test('fails on more bytes than it was told to take', async () => {
    const url = await from((response) => response.end(Buffer.alloc(1_001)));
    await assert.rejects(download(url, limits), (error) => {
      return error instanceof ApiError && error.failure.kind === 'malformed';
    });
  });

  test('fails on an answer that takes too long', async () => {
    const url = await from(() => undefined);
    await assert.rejects(download(url, { ...limits, timeoutMs: 50 }), (error) => {
      return error instanceof ApiError && /no answer within 50 ms/.test(error.message);
    });
  });
});
