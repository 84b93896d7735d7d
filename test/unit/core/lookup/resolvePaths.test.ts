import assert from 'node:assert/strict';
import type { Asset } from '../../../../src/api/asset';
import type { ListQuery } from '../../../../src/api/calls';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { parseRef } from '../../../../src/core/finder/parseRef';
import { resolveRefs } from '../../../../src/core/lookup/resolveRefs';
import { aFolder, anAsset } from '../../../support/library/rows';

const urlEndpoints = ['https://ik.imagekit.io/acme', 'https://ik.imagekit.io/acme/shop'];

/** What a pasted text turns out to be in a library of these paths. */
async function found(text: string, paths: readonly string[]): Promise<string> {
  const assets = paths.map((filePath, at) => anAsset({ filePath, fileId: `f${at}` }));
  const ref = parseRef(text, finderContext(urlEndpoints.map((url) => ({ url }))));
  assert.ok(ref, text);
  const [result] = await resolveRefs([ref], {
    client: { list: () => Promise.resolve(assets), getAsset: () => assert.fail('by id') },
    urlEndpoints,
    named: true,
    signal: new AbortController().signal,
  });
  assert.ok(result);
  return result.kind === 'found' ? result.asset.filePath : result.kind;
}

const fileAt = (filePath: string) => anAsset({ filePath });

suite('resolving paths', () => {
  const nfc = '/caf\u00e9.jpg';
  const nfd = '/cafe\u0301.jpg';
  const readings = [
    [
      'an endpoint that is named like a folder',
      'https://ik.imagekit.io/acme/shop/a.jpg',
      '/a.jpg',
      '/shop/a.jpg',
    ],
    ['an escape that may be part of a name', '/a%20b.jpg', '/a b.jpg', '/a%20b.jpg'],
    ['a letter that can be composed in two ways', nfc, nfc, nfd],
  ] as const;
  for (const [what, text, first, second] of readings) {
    test(`finds the one file that fits either reading: ${what}`, async () => {
      assert.equal(await found(text, [first]), first);
      assert.equal(await found(text, [second]), second);
      assert.equal(await found(text, ['/other.jpg']), 'notFound');
    });

    test(`takes neither of two files that fit a reading each: ${what}`, async () => {
      assert.equal(await found(text, [first, second]), 'ambiguous');
      assert.equal(await found(text, [second, first]), 'ambiguous');
    });
  }

  test('takes neither of two files at one path, and one that is listed twice once', async () => {
    assert.equal(await found('/a.jpg', ['/a.jpg', '/a.jpg']), 'ambiguous');
    const asset = anAsset({ filePath: '/a.jpg' });
    const ref = parseRef('/a.jpg', finderContext([]));
    assert.ok(ref);
    const list = () => Promise.resolve([asset, { ...asset }]);
    const [result] = await resolveRefs([ref], {
      client: { list, getAsset: () => assert.fail('by id') },
      urlEndpoints: [],
      named: true,
      signal: new AbortController().signal,
    });
    assert.deepEqual(result, { kind: 'found', asset });
  });

  test('asks once for all readings that lie in one folder', async () => {
    const asked: ListQuery[] = [];
    const list = (query: ListQuery): Promise<readonly Asset[]> => {
      asked.push(query);
      return Promise.resolve([]);
    };
    const ref = parseRef('/a%20b.jpg', finderContext([]));
    assert.ok(ref);
    await resolveRefs([ref], {
      client: { list, getAsset: () => assert.fail('by id') },
      urlEndpoints: [],
      named: true,
      signal: new AbortController().signal,
    });
    assert.equal(asked.length, 1);
  });

  const gallery = 'https://ik.imagekit.io/acme/gallery';
  for (const [what, url, rows, expected] of [
    ['an existing folder', gallery, [aFolder('/gallery')], '/gallery'],
    ['a folder in another', `${gallery}/2026`, [aFolder('/gallery/2026')], '/gallery/2026'],
    [
      'a file beside a folder of its name',
      gallery,
      [aFolder('/gallery'), fileAt('/gallery')],
      'file',
    ],
    ['a folder of another name', gallery, [aFolder('/Gallery')], 'notFound'],
    ['a folder elsewhere', gallery, [aFolder('/x/gallery')], 'notFound'],
    ['nothing', gallery, [], 'notFound'],
    [
      'a file that a folder is called like',
      `${gallery}/a.jpg`,
      [aFolder('/gallery/a.jpg')],
      '/gallery/a.jpg',
    ],
    ['a path without a host', '/gallery', [aFolder('/gallery')], '/gallery'],
  ] as const) {
    test(`tells a folder from what is missing: ${what}`, async () => {
      const ref = parseRef(url, finderContext(urlEndpoints.map((each) => ({ url: each }))));
      assert.ok(ref);
      const [result] = await resolveRefs([ref], {
        client: { list: () => Promise.resolve(rows), getAsset: () => assert.fail('by id') },
        urlEndpoints,
        named: true,
        signal: new AbortController().signal,
      });
      assert.ok(result);
      const shown = {
        found: 'file',
        folder: result.kind === 'folder' ? result.folderPath : '',
        notFound: 'notFound',
        otherAccount: 'otherAccount',
        ambiguous: 'ambiguous',
      }[result.kind];
      assert.equal(shown, expected);
    });
  }
});
