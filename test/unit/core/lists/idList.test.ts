import assert from 'node:assert/strict';
import { finderContext } from '../../../../src/core/finder/finderContext';
import type { AssetRef } from '../../../../src/core/reference';
import { readIdList } from '../../../../src/core/lists/idList';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const read = (text: string) => readIdList(text, context);
const id = (n: number) => `64f0c1d2e3a4b5c6d7e8${n.toString(16).padStart(4, '0')}`;

/** A reference as one word: an id, `file@version`, or a path. */
function short(ref: AssetRef): string {
  switch (ref.kind) {
    case 'id':
      return ref.fileId;
    case 'version':
      return `${ref.fileId}@${ref.versionId}`;
    case 'url':
    case 'path':
      return ref.path;
  }
}

const shorts = (text: string) => read(text).refs.map(({ ref }) => short(ref));
const reasons = (text: string) => read(text).unread.map(({ reason }) => reason);

suite('readIdList: plain text', () => {
  const forms: readonly (readonly [string, string, readonly string[]])[] = [
    ['one id a line', `${id(1)}\n${id(2)}\r\n${id(3)}\n`, [id(1), id(2), id(3)]],
    ['ids between commas and spaces', `${id(1)}, ${id(2)} ${id(3)};${id(4)}`, [1, 2, 3, 4].map(id)],
    ['quoted ids', `"${id(1)}",\n'${id(2)}',`, [id(1), id(2)]],
    ['a Markdown list', `- ${id(1)}\n* https://ik.imagekit.io/acme/a.jpg`, [id(1), '/a.jpg']],
    [
      'paths with spaces',
      `/My Brand/logo (1).webp\n/a/b.jpg`,
      ['/My Brand/logo (1).webp', '/a/b.jpg'],
    ],
    ['a path with a comma', `/a/x, y.jpg\n/b/x, y.jpg`, ['/a/x, y.jpg', '/b/x, y.jpg']],
    ['ids in a log', `Deleted ${id(1)} (hero.jpg)\nDeleted ${id(2)} (b.jpg)`, [id(1), id(2)]],
    ['several paths in a line', `/a/b.jpg /c/d.png`, ['/a/b.jpg', '/c/d.png']],
    ['comments and blank lines', `# to delete\n\n${id(1)}\n`, [id(1)]],
    ['a byte order mark', `\uFEFF${id(1)}`, [id(1)]],
  ];
  for (const [name, text, expected] of forms) {
    test(`reads ${name}`, () => {
      assert.deepEqual(shorts(text), expected);
      assert.equal(read(text).unreadCount, 0);
    });
  }

  test('counts what stands there twice once', () => {
    const list = read(`${id(1)}\n${id(2)}\n${id(1)}\n${id(1)}`);
    assert.equal(list.refs.length, 2);
    assert.equal(list.duplicates, 2);
  });

  const bad: readonly (readonly [string, string])[] = [
    [`${id(1)}0`, 'malformedId'],
    [id(1).slice(1), 'malformedId'],
    ['../../etc', 'nothingFound'],
    ['hello world', 'nothingFound'],
    ['https://example.com/a.jpg', 'otherUrl'],
    ['private_abc/def+ghi=', 'privateKey'],
  ];
  for (const [text, reason] of bad) {
    test(`says ${reason} of ${text}`, () => {
      assert.deepEqual(shorts(text), []);
      assert.deepEqual(reasons(text), [reason]);
    });
  }

  test('keeps the good ids of a line beside a malformed one, with its line', () => {
    const list = read(`\n${id(1)}, ${id(2)}ff`);
    assert.deepEqual(
      list.refs.map(({ ref }) => short(ref)),
      [id(1)],
    );
    assert.deepEqual(list.unread, [{ line: 2, text: `${id(2)}ff`, reason: 'malformedId' }]);
  });

  test('reads every URL and id of a line', () => {
    const [a, b] = ['https://ik.imagekit.io/acme/a.jpg', 'https://ik.imagekit.io/acme/b.jpg'];
    for (const gap of [' ', ', ', ';', '\t']) {
      assert.deepEqual(shorts(`${a}${gap}${b}`), ['/a.jpg', '/b.jpg']);
      assert.deepEqual(shorts(`${a}?updatedAt=1${gap}${id(1)}`), ['/a.jpg', id(1)]);
    }
  });

  const ofVersions: readonly (readonly [string, string, readonly string[]])[] = [
    ['both ids beside each other', `fileId=${id(1)} versionId=${id(2)}`, [`${id(1)}@${id(2)}`]],
    [
      'an address of the API in a log',
      `DELETE api.imagekit.io /v1/files/${id(1)}/versions/${id(2)}`,
      [`${id(1)}@${id(2)}`],
    ],
    ['keys in lines of their own', `- fileId: ${id(1)}\n  versionId: ${id(2)}`, []],
    [
      'a part of a listing of versions',
      `{\n  "type": "file-version",\n  "fileId": "${id(1)}",\n  "versionInfo": {\n    "id": "${id(2)}"\n  }\n},\n{`,
      [],
    ],
  ];
  for (const [what, text, expected] of ofVersions) {
    test(`never takes a version's row for its file: ${what}`, () => {
      assert.deepEqual(shorts(text), expected);
      if (expected.length > 0) assert.deepEqual(reasons(text), []);
    });
  }

  test('says why it takes no file from a text of versions', () => {
    assert.deepEqual(reasons(`fileId: ${id(1)}\nversionId: ${id(2)}`)[0], 'versionUnclear');
  });

  test('never repeats a private key, wherever it stands', () => {
    const key = 'private_Abc/dEf+123456789012345678=';
    for (const text of [
      key,
      `key = ${key}, id = ${id(1)}`,
      `fileId,key\n${id(1)},${key}`,
      JSON.stringify([{ fileId: key }, key, { key }]),
      `{"a": 1}\n{broken ${key}`,
      `https://example.com/?k=${key}`,
    ]) {
      const list = read(text);
      assert.ok(!JSON.stringify(list).includes('private_'), JSON.stringify(list));
      assert.ok(list.unreadCount > 0);
    }
  });
});

suite('readIdList: CSV', () => {
  test('reads the fileId column of a table with a header, quotes and other columns', () => {
    const text = `Name;"File ID";size\r\n"hero; big ""x"".jpg";"${id(1)}";12\r\nb.jpg;${id(2)};3\r\n`;
    const list = read(text);
    assert.equal(list.format, 'csv');
    assert.deepEqual(
      list.refs.map(({ ref, line }) => [short(ref), line]),
      [
        [id(1), 2],
        [id(2), 3],
      ],
    );
    assert.equal(list.unreadCount, 0);
  });

  test('counts lines inside quotes', () => {
    const list = read(`note,fileId\n"two\nlines",${id(1)}\n"x",${id(2)}`);
    assert.deepEqual(
      list.refs.map(({ line }) => line),
      [2, 4],
    );
  });

  test('finds the ids of a table without a header in any column', () => {
    assert.deepEqual(shorts(`hero.jpg\t${id(1)}\nb.jpg\t${id(2)}\n`), [id(1), id(2)]);
  });

  test('takes ids of another shape only from a column that is called fileId', () => {
    assert.deepEqual(shorts('fileId,name\nabc_DEF-1,a.jpg'), ['abc_DEF-1']);
    assert.deepEqual(shorts('id,name\nabc_DEF-1,a.jpg'), []);
  });

  test('falls back to the URL where the id is empty, not where it is wrong', () => {
    const text = `fileId,url\n,https://ik.imagekit.io/acme/a.jpg\nno/id,https://ik.imagekit.io/acme/b.jpg`;
    assert.deepEqual(shorts(text), ['/a.jpg']);
    assert.deepEqual(reasons(text), ['malformedId']);
  });

  test('takes rows of versions for versions, and rows of folders for nothing', () => {
    const text = `type,fileId,versionId\nfile-version,${id(1)},${id(2)}\nfile,${id(3)},\nfile-version,${id(4)},\nfolder,${id(5)},`;
    assert.deepEqual(shorts(text), [`${id(1)}@${id(2)}`, id(3)]);
    assert.deepEqual(reasons(text), ['versionMissing', 'folder']);
  });

  test('takes a row with the URL of a version for that version, whatever else it holds', () => {
    const url = 'https://ik.imagekit.io/acme/a.jpg?ik-obj-version=tok_1&updatedAt=1';
    const rows = [
      `fileId,url\n${id(1)},${url}`,
      `${id(1)},${url}\n${id(2)},${url.replace('tok_1', 'tok_2')}`,
      `id,url\n${id(1)},${url}`,
    ];
    for (const text of rows) {
      const [first] = read(text).refs;
      assert.equal(first?.ref.kind === 'url' && first.ref.versionToken, 'tok_1', text);
    }
    assert.deepEqual(shorts(`fileId,versionId,url\n${id(1)},${id(2)},${url}`), [
      `${id(1)}@${id(2)}`,
    ]);
  });

  test('minds what a row is in a table without a header', () => {
    const text = `file-version,${id(1)},a.jpg\nfile,${id(2)},b.jpg\nfolder,${id(3)},c\n`;
    assert.deepEqual(shorts(text), [id(2)]);
    assert.deepEqual(reasons(text), ['versionMissing', 'folder']);
  });

  test('loses one row, not the table, to a quote that never closes', () => {
    const text = `fileId,name\n${id(1)},"open\n${id(2)},b\n`;
    assert.deepEqual(shorts(text), [id(2)]);
    assert.deepEqual(reasons(text), ['broken']);
  });
});

suite('readIdList: JSON', () => {
  const file = {
    type: 'file',
    fileId: id(1),
    filePath: '/a.jpg',
    url: 'https://ik.imagekit.io/acme/a.jpg',
    versionInfo: { id: id(9), name: 'Version 2' },
  };

  const forms: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['an array of ids', [id(1), id(2)], [id(1), id(2)]],
    ['a listing, one asset a row', [file, { ...file, fileId: id(2) }], [id(1), id(2)]],
    ['a wrapped listing', { data: { items: [file] }, total: 1 }, [id(1)]],
    ['a body for bulk deletion', { fileIds: [id(1), id(2)] }, [id(1), id(2)]],
    ['names mapped to ids', { hero: id(1), logo: id(2) }, [id(1), id(2)]],
    ['a version listing', [{ ...file, type: 'file-version' }], [`${id(1)}@${id(9)}`]],
    ['URLs and paths', ['https://ik.imagekit.io/acme/b.jpg', '/c.jpg'], ['/b.jpg', '/c.jpg']],
    ['a Mongo document', { _id: id(7), user: id(8), image: { fileId: id(1) } }, [id(1)]],
  ];
  for (const [name, value, expected] of forms) {
    test(`reads ${name}`, () => {
      assert.deepEqual(shorts(JSON.stringify(value, undefined, 2)), expected);
      assert.equal(read(JSON.stringify(value)).unreadCount, 0);
    });
  }

  test('reads one JSON object a line, with the lines that are broken', () => {
    const text = `${JSON.stringify(file)}\n{"fileId": \n\n{"fileId":"${id(2)}"}\n`;
    const list = read(text);
    assert.equal(list.format, 'ndjson');
    assert.deepEqual(
      list.refs.map(({ ref, line }) => [short(ref), line]),
      [
        [id(1), 1],
        [id(2), 4],
      ],
    );
    assert.deepEqual(
      list.unread.map(({ line, reason }) => [line, reason]),
      [[2, 'broken']],
    );
  });

  test('takes an object with the URL of a version for that version, and a file for a file', () => {
    const url = 'https://ik.imagekit.io/acme/a.jpg?ik-obj-version=tok_1';
    const [stripped] = read(JSON.stringify([{ fileId: id(1), url }])).refs;
    assert.equal(stripped?.ref.kind === 'url' && stripped.ref.versionToken, 'tok_1');
    assert.deepEqual(shorts(JSON.stringify([{ type: 'file', fileId: id(1), url }])), [id(1)]);
  });

  test('never takes the row of a version or a folder for a file', () => {
    const text = JSON.stringify([
      { type: 'file-version', fileId: id(1) },
      { type: 'folder', folderId: id(2), folderPath: '/a' },
      { fileId: '../files' },
    ]);
    assert.deepEqual(shorts(text), []);
    assert.deepEqual(reasons(text), ['versionMissing', 'folder', 'versionMissing']);
  });

  test('survives arrays nested without end', () => {
    const list = read(`${'['.repeat(5000)}"${id(1)}"${']'.repeat(5000)}`);
    assert.deepEqual(
      list.unread.map(({ reason }) => reason),
      ['broken'],
    );
  });
});

suite('readIdList: size', () => {
  const ids = Array.from(
    { length: 200_000 },
    (_, n) => `64f0c1d2e3a4b5c6${n.toString(16).padStart(8, '0')}`,
  );
  for (const [name, text] of [
    ['a line each', ids.join('\n')],
    ['one line', ids.join(', ')],
    ['CSV', `fileId,name\n${ids.map((each) => `${each},"n"`).join('\n')}`],
    ['JSON', JSON.stringify(ids.map((fileId) => ({ fileId })))],
  ] as const) {
    test(`reads five megabytes of ids: ${name}`, () => {
      assert.ok(text.length > 4_900_000);
      assert.equal(read(text).refs.length, ids.length);
    });
  }

  test('takes no more than linear time for marks without end', () => {
    for (const mark of [',', ';', '/', ' ', '"', '`']) {
      const start = performance.now();
      read(`${mark.repeat(1_000_000)}x`);
      assert.ok(performance.now() - start < 5000, JSON.stringify(mark));
    }
  });
});
