import assert from 'node:assert/strict';
import { purgePlan, type PurgeableFile } from '../../../../src/core/cdn/purgePlan';

const endpoint = 'https://ik.imagekit.io/acme';

function file(path: string, asked: readonly string[] = []): PurgeableFile {
  return {
    kind: 'file',
    path,
    url: `${endpoint}${encodeURI(path)}?updatedAt=1`,
    isPrivate: false,
    asked: asked.map((each) => endpoint + each),
  };
}

function callsFor(files: readonly PurgeableFile[], folders: readonly string[] = []) {
  return purgePlan({ files, folders }, [endpoint]).calls;
}

function urlsOf(files: readonly PurgeableFile[], folders: readonly string[] = []) {
  return callsFor(files, folders).map(({ url }) => url.slice(endpoint.length));
}

suite('the purges for deleted files', () => {
  test('take a file with its versions and query variants by one star', () => {
    const asked = ['/a.jpg?tr=w-100', '/a.jpg?updatedAt=1&tr=orig-true'];
    assert.deepEqual(callsFor([file('/a.jpg', asked)]), [
      {
        url: `${endpoint}/a.jpg*`,
        proves: [
          `${endpoint}/a.jpg`,
          `${endpoint}/a.jpg?tr=w-100`,
          `${endpoint}/a.jpg?updatedAt=1&tr=orig-true`,
        ],
        signed: [],
      },
    ]);
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

  test('never take a star in a name for a wildcard', () => {
    const named = { ...file('/f/all*'), url: `${endpoint}/f/all*?updatedAt=1` };
    assert.deepEqual(callsFor([named]), [
      { url: `${endpoint}/f/all%2A*`, proves: [`${endpoint}/f/all%2A`], signed: [] },
    ]);
    assert.deepEqual(urlsOf([{ ...named, path: '/all*', url: `${endpoint}/all*` }]), ['/all%2A']);
  });

  test('take one folder where that is fewer calls and allowed', () => {
    const two = ['/shop/old/a.jpg', '/shop/old/b.jpg'].map((path) => file(path));
    assert.deepEqual(callsFor(two), [
      {
        url: `${endpoint}/shop/old/*`,
        proves: [`${endpoint}/shop/old/a.jpg`, `${endpoint}/shop/old/b.jpg`],
        signed: [],
      },
    ]);
    assert.equal(purgePlan({ files: two, folders: [] }, [endpoint]).folderCalls, 1);
    for (const [first, second] of [
      ['/tmp/a.jpg', '/tmp/b.jpg'],
      ['/media/catalog/a.jpg', '/media/catalog/b.jpg'],
      ['/x/old/a.jpg', '/x/new/b.jpg'],
      ['/a.jpg', '/b.jpg'],
    ] as const) {
      assert.deepEqual(urlsOf([file(first), file(second)]), [`${first}*`, `${second}*`]);
    }
    assert.deepEqual(urlsOf([file('/shop/old/a.jpg')]), ['/shop/old/a.jpg*']);
  });

  test('take each folder on its own, and single files beside it', () => {
    const files = ['/x/old/a.jpg', '/x/new/b.jpg', '/x/old/c.jpg', '/x/new/d.jpg', '/e.jpg'];
    assert.deepEqual(urlsOf(files.map((path) => file(path))), ['/x/old/*', '/x/new/*', '/e.jpg*']);
  });

  test('take a folder that went as a whole by one call, with all below it', () => {
    const files = ['/shop/old/a.jpg', '/shop/old/deep/b.jpg', '/shop/old/deep/er/c.jpg'];
    const all = files.map((path) => file(path));
    assert.deepEqual(urlsOf(all, ['/shop/old', '/shop/old/deep', '/shop/old/deep/er']), [
      '/shop/old/*',
    ]);
    // `/shop` alone may not carry a star; what is below it may.
    assert.deepEqual(urlsOf(all, ['/shop', '/shop/old', '/shop/old/deep']), ['/shop/old/*']);
    assert.deepEqual(urlsOf([file('/shop/old/a.jpg')], ['/shop/old']), ['/shop/old/a.jpg*']);
  });

  test('clear a folder of which no file is named, where the rules allow it', () => {
    assert.deepEqual(urlsOf([], ['/shop/büro 1']), ['/shop/b%C3%BCro%201/*']);
    const plan = purgePlan({ files: [], folders: ['/tmp', '/tmp/a'] }, [endpoint]);
    assert.deepEqual([plan.calls, plan.refusedFolders], [[], ['/tmp']]);
  });

  test('leave out what a wildcard among them clears', () => {
    const files = ['/a/b/c.jpg', '/a/b/d.jpg', '/a/b/e/f.jpg', '/a/b/e/g.jpg'];
    assert.deepEqual(urlsOf(files.map((path) => file(path))), ['/a/b/*']);
    assert.deepEqual(urlsOf([file('/v.mp4', ['/v.mp4/ik-thumbnail.jpg'])]), ['/v.mp4*']);
  });

  test('keep path variants beside a folder', () => {
    assert.deepEqual(
      urlsOf([file('/shop/old/a.jpg', ['/tr:w-1/shop/old/a.jpg']), file('/shop/old/b.jpg')]),
      ['/shop/old/*', '/tr:w-1/shop/old/a.jpg'],
    );
  });

  test('name a version by its own address, and no address of the file that stays', () => {
    const url = `${endpoint}/a.jpg?updatedAt=1&ik-obj-version=tok.en`;
    const version: PurgeableFile = { ...file('/a.jpg'), kind: 'version', url };
    assert.deepEqual(callsFor([version]), [
      { url: `${endpoint}/a.jpg*`, proves: [url], signed: [] },
    ]);
    const bare: PurgeableFile = {
      ...version,
      url: url.replace('.jpg', ''),
      asked: [`${endpoint}/a?tr=w-1&ik-obj-version=tok.en`],
    };
    assert.deepEqual(
      callsFor([bare]).map((call) => call.url),
      [bare.url, ...bare.asked],
    );
  });

  test('tell apart what only a signature opens, and keep no signature', () => {
    const hidden: PurgeableFile = {
      ...file('/p/a.pdf', [
        '/p/a.pdf?tr=orig-true&ik-t=1&ik-s=abc',
        '/p/a.pdf?tr=n-small',
        '/tr:n-small/p/a.pdf',
      ]),
      isPrivate: true,
    };
    assert.deepEqual(callsFor([hidden]), [
      {
        url: `${endpoint}/p/a.pdf*`,
        proves: [`${endpoint}/p/a.pdf?tr=n-small`],
        signed: [`${endpoint}/p/a.pdf`, `${endpoint}/p/a.pdf?tr=orig-true`],
      },
      {
        url: `${endpoint}/tr:n-small/p/a.pdf`,
        proves: [`${endpoint}/tr:n-small/p/a.pdf`],
        signed: [],
      },
    ]);
    assert.doesNotMatch(JSON.stringify(callsFor([hidden])), /ik-[st]=/);
  });

  test('are made at each host that the account is reached by, in its form', () => {
    const endpoints = [endpoint, `${endpoint}/web`, 'https://img.acme.com', 'http://img.acme.com'];
    const asked = ['https://img.acme.com/tr:w-1/a%20b.jpg', `${endpoint}/web/a%20b.jpg`];
    const { calls } = purgePlan(
      { files: [{ ...file('/a b.jpg'), asked }], folders: [] },
      endpoints,
    );
    assert.deepEqual(
      calls.map(({ url }) => url),
      [
        `${endpoint}/a%20b.jpg*`,
        'https://img.acme.com/a%20b.jpg*',
        'https://img.acme.com/tr:w-1/a%20b.jpg',
        `${endpoint}/web/a%20b.jpg`,
      ],
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
    const foreign = { ...file('/a.jpg'), url: 'https://elsewhere.example/a.jpg' };
    const plan = purgePlan({ files: [foreign], folders: [] }, [endpoint]);
    assert.deepEqual([plan.calls, plan.unreachable], [[], ['/a.jpg']]);
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
    const named = { ...file('/a'), url: `${shop}/a` };
    const plan = purgePlan({ files: [named], folders: [] }, [endpoint, shop]);
    assert.deepEqual(
      plan.calls.map(({ url }) => url),
      [`${shop}/a`],
    );
  });
});
