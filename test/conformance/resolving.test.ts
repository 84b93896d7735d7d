import assert from 'node:assert/strict';
import { ImageKitClient } from '../../src/api/client';
import { findReferences } from '../../src/core/finder/findReferences';
import { finderContext } from '../../src/core/finder/finderContext';
import { LookUpMemory } from '../../src/core/lookup/lookUpMemory';
import type { AssetRef } from '../../src/core/reference';
import type { Resolved } from '../../src/core/lookup/resolved';
import { resolveRefs } from '../../src/core/lookup/resolveRefs';
import { learnUrlEndpoint } from '../../src/core/account/urlEndpoint';
import type { LibraryFile } from '../../src/sandbox/library/fillLibrary';
import type { RunningSandbox } from '../../src/sandbox/server';
import { startSandbox } from '../../src/sandbox/server';
import { sandboxControl } from '../support/sandboxControl';

const nfc = '/u/caf\u00e9.jpg';
const nfd = '/u/the\u0301.jpg';
const paths = [
  ...Array.from({ length: 120 }, (_, n) => `/many/photo-${n}.jpg`),
  ...['/hero.jpg', '/a/hero.jpg', '/A/Hero.jpg', '/a b/c & d (1).jpg', '/100%25.jpg', '/100%.jpg'],
  ...['/no-ending', '/trail.png ', nfc, nfd, '/q"uote.jpg', '/sandbox/twice.jpg', '/twice.jpg'],
];

function fileAt(path: string): LibraryFile {
  const version = { ageDays: 3, size: 3, bytes: () => Buffer.from('abc') };
  return { path, mime: 'image/jpeg', tags: [], versions: [version] };
}

suite('resolving references against a library', () => {
  let sandbox: RunningSandbox;
  let client: ImageKitClient;
  let idOf: ReadonlyMap<string, string>;
  const { signal } = new AbortController();

  suiteSetup(async () => {
    sandbox = await startSandbox({ limits: 'off', files: paths.map(fileAt) });
    client = new ImageKitClient({
      ...{ privateKey: sandbox.keys.standard, apiHost: sandbox.url },
      ...{ readsPerSecond: 1000, writesPerSecond: 1000 },
    });
    const { library } = await sandboxControl(sandbox.url).state();
    idOf = new Map(library.map(({ filePath, fileId }) => [filePath, fileId]));
  });

  setup(() => sandboxControl(sandbox.url).clearRequests());
  suiteTeardown(() => sandbox.close());

  const endpoint = () => `${sandbox.url}/sandbox`;

  async function ask(refs: readonly AssetRef[], urlEndpoints = [endpoint()], named = false) {
    return resolveRefs(refs, { client, urlEndpoints, named, signal });
  }

  /** What the URLs and paths of a text turn out to be. */
  async function read(text: string, urlEndpoints = [endpoint()]): Promise<readonly string[]> {
    const context = finderContext([{ url: endpoint() }, ...urlEndpoints.map((url) => ({ url }))]);
    const refs = findReferences(text, 'a.tsx', context).flatMap(({ ref }) =>
      ref.kind === 'name' ? [] : [ref],
    );
    return (await ask(refs, urlEndpoints)).map(shown);
  }

  function shown(result: Resolved): string {
    switch (result.kind) {
      case 'found':
        return result.asset.filePath;
      case 'ambiguous':
        return `${result.assets.map(({ filePath }) => filePath).join(' or ')}?`;
      case 'folder':
      case 'notFound':
      case 'otherAccount':
        return result.kind;
    }
  }

  async function queries(): Promise<readonly string[]> {
    const requests = await sandboxControl(sandbox.url).requests();
    return requests.map(({ method, path }) => {
      assert.equal(method, 'GET');
      return new URL(path, sandbox.url).searchParams.get('searchQuery') ?? path;
    });
  }

  test('asks for at most 50 ids at a time, and answers in the order of the references', async () => {
    const ids = paths.slice(0, 120).map((path) => idOf.get(path) ?? '');
    const unknown = 'f'.repeat(24);
    const refs = [unknown, ...ids.toReversed()].map((fileId) => ({ kind: 'id', fileId }) as const);
    const results = await ask(refs);
    assert.deepEqual(results.map(shown), ['notFound', ...paths.slice(0, 120).toReversed()]);
    const sizes = (await queries()).map((query) => [...query.matchAll(/"[0-9a-f]{24}"/g)].length);
    assert.equal(sizes.length, 3);
    assert.ok(sizes.every((size) => size <= 50));
    assert.equal(
      sizes.reduce((sum, size) => sum + size, 0),
      121,
    );
  });

  test('compares the decoded path exactly', async () => {
    const url = (path: string) => `${endpoint()}${path}`;
    const cases: readonly (readonly [string, string])[] = [
      [url('/hero.jpg'), '/hero.jpg'],
      [url('/tr:w-3/a/hero.jpg?updatedAt=1'), '/a/hero.jpg'],
      [url('/a/Hero.jpg'), 'notFound'],
      [url('/A/Hero.jpg'), '/A/Hero.jpg'],
      [url('/a%20b/c%20%26%20d%20(1).jpg'), '/a b/c & d (1).jpg'],
      [url('/100%25.jpg'), '/100%.jpg'],
      [url('/100%2525.jpg'), '/100%25.jpg'],
      [url('/no-ending'), '/no-ending'],
      [url('/trail.png%20'), '/trail.png '],
      [url('/q%22uote.jpg'), '/q"uote.jpg'],
      [url('/many'), 'folder'],
      [url('/hero.jpg/hero.jpg'), 'notFound'],
    ];
    for (const [text, expected] of cases) assert.deepEqual(await read(`"${text}"`), [expected]);
  });

  test('finds a name in whichever Unicode form the library has it', async () => {
    for (const path of [nfc, nfd]) {
      for (const written of [path.normalize('NFC'), path.normalize('NFD')]) {
        assert.deepEqual(await read(`"${endpoint()}${written}"`), [path]);
        assert.deepEqual(await read(`"${endpoint()}${encodeURI(written)}"`), [path]);
        assert.deepEqual(await read(`<IKImage path="${written}" />`), [path]);
      }
    }
  });

  test("learns the endpoint from the account's own file, and knows others by it", async () => {
    const [asset] = await client.list({ path: '/a', type: 'file', limit: 1 }, signal);
    assert.ok(asset?.type === 'file');
    assert.equal(learnUrlEndpoint(asset), endpoint());
    // Even an account that knows no endpoint yet learns from what it finds.
    const other = `"${sandbox.url}/elsewhere/hero.jpg"`;
    const known = [`${sandbox.url}/elsewhere`];
    assert.deepEqual(await read(`"${endpoint()}/hero.jpg"`, []), ['/hero.jpg']);
    assert.deepEqual(await read(other, known), ['/hero.jpg']);
    const refs = findReferences(other, 'a.txt', finderContext([{ url: known[0] ?? '' }]));
    assert.deepEqual(
      (await ask(refs.flatMap(({ ref }) => (ref.kind === 'name' ? [] : [ref])))).map(shown),
      ['otherAccount'],
    );
  });

  test('says so where two files fit', async () => {
    const both = [sandbox.url, endpoint()];
    assert.deepEqual(await read(`"${endpoint()}/twice.jpg"`, both), [
      '/twice.jpg or /sandbox/twice.jpg?',
    ]);
  });

  test('keeps what it learnt until a refresh, and what we deleted beyond it', async () => {
    const memory = new LookUpMemory();
    const [one, two] = ['/many/photo-1.jpg', '/many/photo-2.jpg'].map(
      (path) => ({ kind: 'path', path, paths: [path] }) as const,
    );
    assert.ok(one && two);
    const results = await ask([one, two]);
    memory.keep([one, two], results, true, 1);
    assert.deepEqual(memory.get(one, true)?.result, results[0]);
    const [first] = results;
    assert.ok(first?.kind === 'found');
    memory.forget([{ kind: 'asset', asset: first.asset, olderVersions: 0 }], 2);
    assert.deepEqual(memory.get(one, true), {
      ...{ result: { kind: 'notFound' }, at: 2, deletedHere: true, sure: true },
    });
    assert.equal(memory.get(two, true)?.result.kind, 'found');
    memory.clear();
    assert.equal(memory.get(two, true), undefined);
    // A search that still shows the deleted file is not believed.
    memory.keep([one], [first], true, 3);
    assert.equal(memory.get(one, true)?.result.kind, 'notFound');
  });
});
