import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/api/errors';
import type { RateLimitWait } from '../../../../src/api/limits';
import { AccountStore } from '../../../../src/vscode/account/store';
import {
  accountOrActive,
  Connections,
  requireAccount,
} from '../../../../src/vscode/account/connections';
import { AccountRemoved, NotConnected } from '../../../../src/vscode/failures/errors';
import type { Settings } from '../../../../src/vscode/settings/settings';
import { emitter, memoryStorage } from '../../../support/memoryStorage';
import { errorBody, json, standIn } from '../../../support/standIn';
import type { StandIn } from '../../../support/standIn';

const key = 'private_dummyKeyForDocsOnly00000=';
const acme = { name: 'acme', kind: 'development', urlEndpoints: [] } as const;
const shop = { ...acme, name: 'shop' };
const file = {
  type: 'file',
  fileId: '598821f949c0a938d57563bd',
  name: 'file 1.jpg',
  filePath: '/images/file 1.jpg',
  url: 'https://ik.imagekit.io/acme/images/file%201.jpg?updatedAt=1',
};

function credentials(privateKey: string): string {
  return `Basic ${Buffer.from(`${privateKey}:`).toString('base64')}`;
}

suite('connections', () => {
  let api: StandIn;
  let sandboxApi: StandIn;
  let settings: Settings;
  let accounts: AccountStore;
  let connections: Connections;
  let lines: string[];
  let sandboxStarts: number;
  let unmarked: string[];

  setup(async () => {
    api = await standIn((response, { method }) =>
      method === 'GET'
        ? json(response, 200, [file])
        : json(response, 400, errorBody('fileIds is empty.')),
    );
    sandboxApi = await standIn((response) => json(response, 200, []));
    settings = {
      apiHost: api.origin,
      requestTimeoutMs: 5000,
      readsPerSecond: 100,
      writesPerSecond: 100,
      concurrency: 4,
      batchSize: 7,
      reviewThreshold: 10,
    };
    accounts = new AccountStore(memoryStorage(), emitter());
    lines = [];
    sandboxStarts = 0;
    const log = {
      debug: (line: string) => lines.push(line),
      warn: (line: string) => lines.push(line),
    };
    const sandbox = {
      open: () => {
        sandboxStarts++;
        const urlEndpoints = [`${sandboxApi.origin}/sandbox`];
        return Promise.resolve({
          apiHost: sandboxApi.origin,
          key: 'private_sandboxDummy=',
          urlEndpoints,
        });
      },
    };
    unmarked = [];
    connections = new Connections({
      ...{ accounts, sandbox, log },
      settings: () => settings,
      onUnmarked: ({ name }) => unmarked.push(name),
    });
  });

  teardown(async () => {
    await api.close();
    await sandboxApi.close();
  });

  async function notConnected(): Promise<NotConnected['reason']> {
    try {
      await connections.connect();
    } catch (error) {
      assert.ok(error instanceof NotConnected, String(error));
      return error.reason;
    }
    return assert.fail('connected');
  }

  test('there is none without an account', async () => {
    assert.deepEqual(await notConnected(), { kind: 'noAccount' });
  });

  test('there is none as long as a workspace chose none of several accounts', async () => {
    const first = await accounts.add(acme, key);
    await accounts.add(shop, key);
    await accounts.add({ ...acme, name: 'third' }, key);
    await accounts.remove(first.id);
    assert.deepEqual(await notConnected(), { kind: 'noneChosen' });
  });

  test('there is none without a key, and the account is named', async () => {
    const account = await accounts.add(acme, undefined);
    assert.deepEqual(await notConnected(), { kind: 'noKey', account });
  });

  test('an account counts as connected once it was used in this window', async () => {
    assert.equal(connections.isConnected, false);
    await accounts.add(acme, key);
    assert.equal(connections.isConnected, false);
    await connections.connect();
    assert.equal(connections.isConnected, true);
  });

  test('a connection sends nothing by itself', async () => {
    await accounts.add(acme, key);
    await connections.connect();
    assert.equal(api.connections(), 0);
    assert.equal(sandboxStarts, 0);
  });

  test('requests go to the API host of the settings, with the key of the account', async () => {
    await accounts.add(acme, key);
    const { client, account, batchSize } = await connections.connect();
    await client.list({ limit: 1 });
    assert.equal(account.name, 'acme');
    assert.equal(batchSize, 7);
    assert.deepEqual(
      api.arrivals.map(({ headers }) => headers.authorization),
      [credentials(key)],
    );
  });

  test('another account than that of the workspace is used with its own key', async () => {
    await accounts.add(acme, 'private_otherDummyKeyForDocs0000=');
    const other = await accounts.add(shop, key);
    const { client, account } = await connections.connect(other);
    await client.list({ limit: 1 });
    assert.equal(account.name, 'shop');
    assert.deepEqual(
      api.arrivals.map(({ headers }) => headers.authorization),
      [credentials(key)],
    );
  });

  test('an account that was removed is not found by its name', async () => {
    const old = await accounts.add(acme, key);
    await accounts.remove(old.id);
    await accounts.add(acme, key);
    assert.throws(() => requireAccount(accounts, old), AccountRemoved);
    await assert.rejects(connections.connect(old), AccountRemoved);
  });

  test('each request is logged without the key', async () => {
    await accounts.add(acme, key);
    await (await connections.connect()).client.list({ limit: 1 });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /GET .*\/v1\/files.* 200 .*req-1/);
    assert.ok(!lines.join().includes(key) && !lines.join().includes(credentials(key).slice(6)));
  });

  test('an account has one client, so that its limits are shared', async () => {
    await accounts.add(acme, key);
    const first = await connections.connect();
    assert.equal((await connections.connect()).client, first.client);
    settings = { ...settings, reviewThreshold: 3 };
    assert.equal((await connections.connect()).client, first.client);
  });

  test('a new key is used from the next connection on', async () => {
    const { id } = await accounts.add(acme, key);
    await connections.connect();
    await accounts.setKey(id, 'private_new=');
    await (await connections.connect()).client.list({ limit: 1 });
    assert.equal(api.arrivals[0]?.headers.authorization, credentials('private_new='));
  });

  test('a changed setting is used from the next connection on', async () => {
    await accounts.add(acme, key);
    await connections.connect();
    settings = { ...settings, apiHost: sandboxApi.origin };
    await (await connections.connect()).client.list({ limit: 1 });
    assert.equal(sandboxApi.arrivals.length, 1);
    assert.equal(api.connections(), 0);
  });

  for (const apiHost of ['http://api.imagekit.io', 'https://api.imagekit.io/v1', 'acme', '']) {
    test(`no key goes to "${apiHost}"`, async () => {
      await accounts.add(acme, key);
      settings = { ...settings, apiHost };
      const refused = (error: unknown) =>
        error instanceof ApiError &&
        error.failure.kind === 'rejected' &&
        error.failure.reason === 'INVALID_API_HOST';
      await assert.rejects(connections.connect(), refused);
      await assert.rejects(connections.prove(key, new AbortController().signal), refused);
    });
  }

  test('the sandbox gets its own key, wherever the settings point', async () => {
    await accounts.add({ name: 'Sandbox', kind: 'sandbox', urlEndpoints: [] }, undefined);
    const { client, account } = await connections.connect();
    await client.list({ limit: 1 });
    assert.equal(
      sandboxApi.arrivals[0]?.headers.authorization,
      credentials('private_sandboxDummy='),
    );
    assert.equal(api.connections(), 0);
    assert.deepEqual(account.urlEndpoints, [`${sandboxApi.origin}/sandbox`]);
  });

  test('the entry of the sandbox follows its address', async () => {
    const stale = {
      name: 'Sandbox',
      kind: 'sandbox',
      urlEndpoints: ['http://127.0.0.1:1/sandbox'],
    } as const;
    await accounts.add(stale, undefined);
    await connections.connect();
    assert.deepEqual(accounts.active?.urlEndpoints, [`${sandboxApi.origin}/sandbox`]);
  });

  test('a key is proved by one read of one file, and by a write that names no file', async () => {
    const proof = await connections.prove(key, new AbortController().signal);
    assert.deepEqual(proof, { urlEndpoint: 'https://ik.imagekit.io/acme', access: 'write' });
    assert.deepEqual(
      api.arrivals.map(({ method, url }) => [method, url]),
      [
        ['GET', '/v1/files?limit=1'],
        ['POST', '/v1/files/addTags'],
      ],
    );
    assert.deepEqual(accounts.list(), []);
  });

  const complete = {
    ...file,
    versionInfo: { id: file.fileId, name: 'Version 1' },
    tags: null,
    isPrivateFile: false,
    size: 10,
    createdAt: '2024-08-24T06:14:41.313Z',
    updatedAt: '2024-08-24T06:14:41.313Z',
  };

  test("that ImageKit's marks don't arrive is told once for each account", async () => {
    const proxy = await standIn((response) => response.end(JSON.stringify([complete])));
    settings = { ...settings, apiHost: proxy.origin };
    await accounts.add(acme, key);
    const other = await accounts.add(shop, 'private_otherDummyKeyForDocs0000=');
    const read = async (account = accounts.active): Promise<void> => {
      const { client } = await connections.connect(account);
      await client.list({ limit: 1 });
      await client.list({ limit: 1 });
    };
    await read();
    assert.deepEqual(unmarked, ['acme']);
    settings = { ...settings, readsPerSecond: 99 };
    await read();
    await read(other);
    assert.deepEqual(unmarked, ['acme', 'shop']);
    await proxy.close();
  });

  test('a key is not taken from an answer that anything could give', async () => {
    const portal = await standIn((response) => response.end('[]'));
    settings = { ...settings, apiHost: portal.origin };
    const proof = connections.prove(key, new AbortController().signal);
    await assert.rejects(
      proof,
      (error) => error instanceof ApiError && error.failure.kind === 'malformed',
    );
    await portal.close();
  });

  for (const refusal of ['<h1>403 Forbidden</h1>', '{"message":"Forbidden"}', ''])
    test(`a key is not called read-only by 403 ${refusal} without ImageKit's mark`, async () => {
      const gateway = await standIn((response, { method }) => {
        if (method === 'GET') json(response, 200, [file]);
        else response.writeHead(403).end(refusal);
      });
      settings = { ...settings, apiHost: gateway.origin };
      const { access } = await connections.prove(key, new AbortController().signal);
      assert.equal(access, 'unknown');
      await gateway.close();
    });

  test('an empty library proves a key too', async () => {
    settings = { ...settings, apiHost: sandboxApi.origin };
    const { urlEndpoint } = await connections.prove(key, new AbortController().signal);
    assert.equal(urlEndpoint, undefined);
  });

  test('a proof can be cancelled', async () => {
    const silent = await standIn(() => undefined);
    settings = { ...settings, apiHost: silent.origin };
    const stop = new AbortController();
    const proof = connections.prove(key, stop.signal);
    const reason = new Error('cancelled');
    stop.abort(reason);
    await assert.rejects(proof, reason);
    await silent.close();
  });

  test('those who use an account learn that it waits for the rate limit', async () => {
    let refusals = 1;
    const limited = await standIn((response) => {
      if (refusals-- === 0) json(response, 200, []);
      else {
        response.setHeader('X-RateLimit-Reset', '30');
        json(response, 429, errorBody('Too many requests.'));
      }
    });
    settings = { ...settings, apiHost: limited.origin };
    await accounts.add(acme, key);
    const connection = await connections.connect();
    const told: (RateLimitWait | undefined)[] = [];
    const unlisten = connection.onWait((wait) => told.push(wait));
    await connection.client.list({ limit: 1 });
    assert.deepEqual(
      told.map((wait) => wait?.endpoint),
      ['list', undefined],
    );
    unlisten();
    refusals = 1;
    await connection.client.list({ limit: 1 });
    assert.equal(told.length, 2);
    await limited.close();
  });

  test('takes no other account for one that a button was about and that is there no longer', async () => {
    const one = await accounts.add(
      { name: 'one', kind: 'development', urlEndpoints: [] },
      'private_1',
    );
    const two = await accounts.add(
      { name: 'two', kind: 'development', urlEndpoints: [] },
      'private_2',
    );
    await accounts.setActive(one.id);
    assert.equal(accountOrActive(accounts, two.id).name, 'two');
    assert.equal(accountOrActive(accounts, undefined).name, 'one');
    assert.throws(() => accountOrActive(accounts, 'gone'), AccountRemoved);
  });
});
