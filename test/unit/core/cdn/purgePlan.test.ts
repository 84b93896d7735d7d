import assert from 'node:assert/strict';
import { purgePlan, type PurgeableFile } from '../../../../src/core/cdn/purgePlan';

const endpoint = 'https://ik.imagekit.io/acme';

function file(path: string, asked: readonly string[] = []): PurgeableFile {
  return {
    path,
    url: `${endpoint}${encodeURI(path)}?updatedAt=1`,
    asked: asked.map((each) => endpoint + each),
  };
}

const urlsOf = (files: readonly PurgeableFile[]) =>
  purgePlan(files, [endpoint]).calls.map(({ url }) => url.slice(endpoint.length));

suite('the purges for deleted files', () => {
  test('take a file with its versions and query variants by one star', () => {
    assert.deepEqual(
      purgePlan(
        [file('/a.jpg', ['/a.jpg?tr=w-100', '/a.jpg?updatedAt=1&tr=orig-true'])],
        [endpoint],
      ),
      {
        calls: [
          {
            url: `${endpoint}/a.jpg*`,
            proves: [
              `${endpoint}/a.jpg`,
              `${endpoint}/a.jpg?tr=w-100`,
              `${endpoint}/a.jpg?updatedAt=1&tr=orig-true`,
            ],
          },
        ],
        unreachable: [],
      },
    );
  });

  test('name each path variant on its own: the star leaves them', () => {
    assert.deepEqual(urlsOf([file('/a.jpg', ['/tr:w-100/a.jpg', '/tr:w-200:h-3/a.jpg'])]), [
      '/a.jpg*',
      '/tr:w-100/a.jpg',
      '/tr:w-200:h-3/a.jpg',
    ]);
  });

  test('end in no star where the rules do not allow it', () => {
    assert.deepEqual(urlsOf([file('/logo', ['/logo?tr=w-9'])]), ['/logo', '/logo?tr=w-9']);
    assert.deepEqual(urlsOf([file('/a-name-of-fifteen')]), ['/a-name-of-fifteen*']);
    assert.deepEqual(urlsOf([file('/f/logo')]), ['/f/logo*']);
  });

  test('take one folder where that is fewer calls and allowed', () => {
    const two = ['/shop/old/a.jpg', '/shop/old/b.jpg'];
    assert.deepEqual(urlsOf(two.map((path) => file(path))), ['/shop/old/*']);
    const { calls } = purgePlan(
      two.map((path) => file(path)),
      [endpoint],
    );
    assert.deepEqual(
      calls[0]?.proves,
      two.map((path) => endpoint + path),
    );
    assert.deepEqual(urlsOf([file('/tmp/a.jpg'), file('/tmp/b.jpg')]), [
      '/tmp/a.jpg*',
      '/tmp/b.jpg*',
    ]);
    assert.deepEqual(urlsOf([file('/media/catalog/a.jpg'), file('/media/catalog/b.jpg')]), [
      '/media/catalog/a.jpg*',
      '/media/catalog/b.jpg*',
    ]);
    assert.deepEqual(urlsOf([file('/x/old/a.jpg'), file('/x/new/b.jpg')]), [
      '/x/old/a.jpg*',
      '/x/new/b.jpg*',
    ]);
    assert.deepEqual(urlsOf([file('/shop/old/a.jpg')]), ['/shop/old/a.jpg*']);
  });

  test('keep path variants beside a folder', () => {
    assert.deepEqual(
      urlsOf([file('/shop/old/a.jpg', ['/tr:w-1/shop/old/a.jpg']), file('/shop/old/b.jpg')]),
      ['/shop/old/*', '/tr:w-1/shop/old/a.jpg'],
    );
  });

  test('leave addresses of other accounts and those with a star alone', () => {
    const asked = [
      'https://ik.imagekit.io/acme2/a.jpg',
      'https://elsewhere.example/a.jpg',
      `${endpoint}/*`,
    ];
    assert.deepEqual(urlsOf([{ ...file('/a.jpg'), asked }]), ['/a.jpg*']);
  });

  test('tell the files that no delivery URL leads to', () => {
    const foreign = { path: '/a.jpg', url: 'https://elsewhere.example/a.jpg', asked: [] };
    assert.deepEqual(purgePlan([foreign], [endpoint]), { calls: [], unreachable: ['/a.jpg'] });
  });

  test('name each address once, whatever names it', () => {
    const twice = [
      file('/a.jpg', ['/a.jpg']),
      file('/a.jpg', ['/a.jpg#top', '/tr:w-1/a.jpg', '/tr:w-1/a.jpg']),
    ];
    assert.deepEqual(urlsOf(twice), ['/a.jpg*', '/tr:w-1/a.jpg']);
  });

  test('use the longest delivery URL that an address begins with', () => {
    const shop = `${endpoint}/shop`;
    const plan = purgePlan([{ path: '/a', url: `${shop}/a`, asked: [] }], [endpoint, shop]);
    assert.deepEqual(
      plan.calls.map(({ url }) => url),
      [`${shop}/a`],
    );
  });
});
