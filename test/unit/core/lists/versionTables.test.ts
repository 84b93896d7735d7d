import assert from 'node:assert/strict';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { isOneVersion } from '../../../../src/core/lists/listedRow';
import { readIdList } from '../../../../src/core/lists/idList';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const [f, g, v, w, x] = [1, 2, 3, 4, 5].map((n) => `64f0c1d2e3a4b5c6d7e8000${String(n)}`) as [
  string,
  string,
  string,
  string,
  string,
];
const fv = `${f}@${v}`;
const gw = `${g}@${w}`;
const url = 'https://ik.imagekit.io/acme/a.jpg';

function read(text: string) {
  const { refs, unread, amount } = readIdList(text, context);
  const shown = refs.map(({ ref }) => {
    switch (ref.kind) {
      case 'id':
        return ref.fileId;
      case 'version':
        return `${ref.fileId}@${ref.versionId}`;
      case 'url':
        return `${ref.path}${ref.versionToken === undefined ? '' : `@${ref.versionToken}`}`;
      case 'path':
        return ref.path;
    }
  });
  return { shown, reasons: unread.map(({ reason }) => reason), unread, amount };
}

type Case = readonly [
  name: string,
  text: string,
  shown: readonly string[],
  reasons: readonly string[],
];

const tables: readonly Case[] = [
  ['sep= above the header', `sep=;\nfileId;versionId\n${f};${v}\n${g};${w}`, [fv, gw], []],
  ['"sep=;" in quotes', `"sep=;"\r\nfileId;versionId\r\n${f};${v}`, [fv], []],
  ['sep= and no header', `sep=;\n${f};${v}`, [], ['severalFiles']],
  ['a title above the header', `Old pictures of the shop\nfileId;versionId\n${f};${v}`, [fv], []],
  ['a title with a comma', `Old pictures, 2025\nfileId;versionId\n${f};${v}`, [fv], []],
  ['a comment with a comma', `# exported, by hand\nfileId;versionId\n${f};${v}`, [fv], []],
  ['a header in a comment', `# fileId;versionId\n${f};${v}`, [fv], []],
  ['blank lines and a mark', `\uFEFF\n\nfileId,versionId\n${f},${v}`, [fv], []],
  [
    'two exports, one below the other',
    `fileId,name\n${f},a.jpg\nfileId,versionId\n${g},${w}\n`,
    [gw],
    ['versionMissing'],
  ],
  [
    'two exports, parted differently',
    `fileId;name\n${f};a.jpg\n\nfileId,versionId\n${g},${w}\n`,
    [gw],
    ['versionMissing'],
  ],
  ['old_version_id', `file_id,old_version_id\n${f},${v}`, [fv], []],
  ['capitals and spaces', `FILE ID,  Version ID \n${f},${v}`, [fv], []],
  ['swapped columns', `versionId,fileId\n${v},${f}`, [fv], []],
  [
    'a flattened versionInfo',
    `fileId,versionInfo.id,versionInfo.name\n${f},${v},Version 2`,
    [fv],
    [],
  ],
  [
    'JSON in a cell',
    `fileId,versionInfo\n${f},"{""id"":""${v}"",""name"":""Version 2""}"`,
    [fv],
    [],
  ],
  ['tabs', `fileId\tversionId\n${f}\t${v}`, [fv], []],
  ['bars', `fileId|versionId\n${f}|${v}`, [fv], []],
  ['a Markdown table', `| fileId | versionId |\n|---|:---:|\n| ${f} | ${v} |`, [fv], []],
  ['decimal commas', `fileId;versionId;MB\n${f};${v};1,5\n${g};${w};2,25`, [fv, gw], []],
  ['cells that a spreadsheet may not read', `fileId,versionId\n"=""${f}""","'${v}"`, [fv], []],
  ['a header at the bottom', `${f};${v}\n${g};${w}\nfileId;versionId`, [fv, gw], []],
  ['a repeated header', `fileId,versionId\n${f},${v}\nfileId,versionId\n${g},${w}`, [fv, gw], []],
  ['an empty cell', `fileId,versionId\n${f},\n${g},${w}`, [gw], ['versionMissing']],
  ['a missing cell', `fileId,versionId\n${f}\n${g},${w}`, [gw], ['versionMissing']],
  ['only empty cells', `fileId,versionId\n${f},\n${g},`, [], ['versionMissing', 'versionMissing']],
  [
    'null, N/A and a dash',
    `fileId,versionId\n${f},null\n${g},N/A\n${x},-`,
    [],
    Array<string>(3).fill('versionMissing'),
  ],
  ['no file', `fileId,versionId\n,${v}`, [], ['versionWithoutFile']],
  ['a version that has the id of its file', `fileId,versionId\n${f},${f}`, [`${f}@${f}`], []],
  ['which is the current one', `fileId,versionId,isCurrent\n${f},${v},true`, [fv], []],
  ['a type', `Type;fileId;versionId\nversion;${f};${v}\nVersion;${g};`, [fv], ['versionMissing']],
  [
    'a type and no other word of it',
    `type,fileId\nfile-version,${f}\n,${g}`,
    [],
    ['versionMissing', 'versionMissing'],
  ],
  [
    'names of versions',
    `fileId,name\n${f},Version 1\n${g},Version 2`,
    [],
    ['versionMissing', 'versionMissing'],
  ],
  ['old and new ones', `fileId,oldVersionId,newVersionId\n${f},${v},${w}`, [], ['severalVersions']],
  [
    'a folder, a user, a checksum beside',
    `folderId,fileId,userId,checksum,versionId\n${x},${f},${x},${x},${v}`,
    [fv],
    [],
  ],
  ['a number in place of the id', `fileId,version\n${f},2`, [], ['versionMissing']],
  ['an id under "version"', `fileId,version\n${f},${v}`, [fv], []],
  ['German', `Datei-ID;Versions-ID\n${f};${v}`, [fv], []],
  ['German, other words', `Datei-ID;Fassung\n${f};${v}`, [fv], []],
  ['German, and an empty cell', `Datei-ID;Fassung\n${f};`, [], ['versionMissing']],
  ['French', `ID du fichier;ID de version\n${f};${v}`, [fv], []],
  ['Spanish', `ID de archivo;ID de versión\n${f};${v}`, [fv], []],
  ['Portuguese', `ID do arquivo;ID da versão\n${f};${v}`, [fv], []],
  ['Japanese', `ファイルID,バージョンID\n${f},${v}`, [fv], []],
  ['Chinese', `文件ID,版本ID\n${f},${v}`, [fv], []],
  ['Chinese, and an empty cell', `文件ID,版本\n${f},`, [], ['versionMissing']],
  ['Korean', `파일ID,버전ID\n${f},${v}`, [fv], []],
  ['Russian', `ID файла;ID версии\n${f};${v}`, [fv], []],
  ['Polish', `ID pliku;ID wersji\n${f};${v}`, [fv], []],
  [
    'a language of nobody',
    `quux;blorp\n${f};${v}\n${g};${w}`,
    [],
    ['nothingFound', 'severalFiles', 'severalFiles'],
  ],
  [
    'a fileId beside a word of nobody',
    `fileId;blorp\n${f};${v}\n${g};`,
    [],
    ['strangeIds', 'strangeIds'],
  ],
  ['rows of pairs, and no header', `${f};${v}\n${g};${w}`, [], ['severalFiles', 'severalFiles']],
  ['Basque, and an empty cell', `fileId;Bertsio\n${f};`, [], ['versionMissing']],
  ['Armenian, and an empty cell', `fileId;Տարբերակ\n${f};`, [], ['versionMissing']],
  ['Croatian, and an empty cell', `fileId;Inačica\n${f};`, [], ['versionMissing']],
  ['Tamil, and an empty cell', `fileId;பதிப்பு\n${f};`, [], ['versionMissing']],
  ['Georgian, and an empty cell', `fileId;ვერსია\n${f};`, [], ['versionMissing']],
  ['Icelandic, and an empty cell', `fileId;Útgáfa\n${f};`, [], ['versionMissing']],
  ['a Japanese type', `種類,ファイルID\nバージョン,${f}`, [], ['versionMissing']],
  ['names in German', `fileId,name\n${f},Fassung 2 (alt)`, [], ['versionMissing']],
  ['names that are numbers', `fileId,label\n${f},v2`, [], ['versionMissing']],
  ['a column of numbers', `fileId,V#\n${f},2`, [], ['versionMissing']],
  ['an inventory', `fileId,isLatest\n${f},false`, [], ['versionMissing']],
  [
    'JSON among the rows',
    `fileId,name\n${f},a.jpg\n{"fileId":"${g}","versionId":"${w}"}`,
    [],
    ['versionMissing', 'versionMissing'],
  ],
  [
    'an address of versions',
    `fileId,api\n${f},https://api.imagekit.io/v1/files/${f}/versions`,
    [],
    ['versionMissing'],
  ],
  [
    'an id of anybody, beside strange ones',
    `id,blorp\n${f},${v}\n${g},`,
    [],
    ['severalFiles', 'strangeIds'],
  ],
  [
    'a URL that is encoded',
    `fileId,url\n${f},${url}%3Fik-obj-version%3Dtok`,
    [],
    ['versionMissing'],
  ],
  ['a slip of the fingers', `fileId,verisonId\n${f},`, [], ['versionMissing']],
  [
    'the versions of a file, each of which is called a file',
    `type,fileId,versionInfo.id\nfile,${f},${v}\nfile,${f},${w}\nfile,${g},${x}`,
    [fv, `${f}@${w}`, g],
    [],
  ],
  ['a URL in capitals', `fileId,url\n${f},${url}?IK-OBJ-VERSION=tok`, [], ['versionMissing']],
  [
    'pairs of which some lack a half',
    `${f};${v}\n${g};\n${x};`,
    [],
    ['severalFiles', 'severalFiles', 'severalFiles'],
  ],
  ['pairs parted by blanks', `Datei Fassung\n${f} ${v}`, [], ['nothingFound', 'versionUnclear']],
];

const token = `${url}?ik-obj-version=tok&updatedAt=1`;

suite('readIdList: lists with the URLs of versions', () => {
  const lists: readonly (readonly [string, string])[] = [
    ['a table', `fileId,url\n${f},${url}\n${f},${token}`],
    ['a table without a header', `${f},${url}\n${f},${token}`],
    [
      'JSON',
      JSON.stringify([
        { fileId: f, url },
        { fileId: f, url: token },
      ]),
    ],
    ['JSON of URLs', JSON.stringify([url, token])],
    ['lines', `${url}\n${token}`],
  ];
  for (const [name, text] of lists) {
    test(`take no current version for the whole file: ${name}`, () => {
      const { shown, reasons } = read(text);
      assert.deepEqual(shown, ['/a.jpg@tok']);
      assert.equal(reasons.length, 1);
    });
  }
});

suite('readIdList: tables of versions', () => {
  for (const [name, text, shown, reasons] of tables) {
    test(`never takes a version for its file: ${name}`, () => {
      const list = read(text);
      assert.deepEqual(list.shown, shown);
      assert.deepEqual(list.reasons, reasons);
    });
  }

  test('says in which line what was not read stands, whatever is above', () => {
    const { unread } = read(`sep=;\n# of the shop\nfileId;versionId\n${f};${v}\n${g};`);
    assert.deepEqual(unread, [{ line: 5, text: `${g};`, reason: 'versionMissing' }]);
  });

  test('counts versions and the files that they are of', () => {
    const { amount } = read(`fileId,versionId\n${f},${v}\n${f},${w}\n${g},${x}`);
    assert.deepEqual(amount, { files: 0, versions: 3, versionedFiles: 2 });
    assert.deepEqual(read(`${f}\n${g}`).amount, { files: 2, versions: 0, versionedFiles: 0 });
  });
});

const files: readonly Case[] = [
  [
    'users, folders and checksums beside',
    `folderId,userId,fileId,md5\n${x},${x},${f},d41d8cd98f00b204e9800998ecf8427e`,
    [f],
    [],
  ],
  ['a checksum of the shape of an id', `fileId,checksum\n${f},${x}`, [f], []],
  ['a row that says so', `type,fileId,versionId\nfile,${f},${v}\nFile,${g},`, [f, g], []],
  [
    'our report',
    `\uFEFFpath,type,fileId,versionId,versionName,bytes,url,tags,outcome\r\n/a.jpg,file,${f},${v},Version 2,1,${url},,failed\r\n/b.jpg,version,${g},${w},Version 1,1,,,failed`,
    [f, gw],
    [],
  ],
  [
    'the version of a program in a title',
    `# by exporter version 2.1, 2025\nfileId,name\n${f},a.jpg`,
    [f],
    [],
  ],
  ['conversions', `fileId,conversions\n${f},12`, [f], []],
  ['a name that begins so', `fileId,name\n${f},Version notes.pdf`, [f], []],
  ['a URL where the id is null', `fileId,url\nnull,${url}`, ['/a.jpg'], []],
  ['a header in a language of nobody', `quux;blorp\nhero.jpg;${f}`, [f], ['nothingFound']],
];

suite('readIdList: tables of files', () => {
  for (const [name, text, shown, reasons] of files) {
    test(`takes a file for a file: ${name}`, () => {
      const list = read(text);
      assert.deepEqual(list.shown, shown);
      assert.deepEqual(list.reasons, reasons);
    });
  }
});

const json: readonly (readonly [string, unknown, readonly string[], readonly string[]])[] = [
  ['an id each', [{ fileId: f, versionId: v }], [fv], []],
  ['null', [{ fileId: f, versionId: null }], [], ['versionMissing']],
  [
    'some null',
    [{ fileId: f, versionId: null }, { fileId: g, versionId: w }, { fileId: x }],
    [gw],
    ['versionMissing', 'versionMissing'],
  ],
  ['an empty text', [{ fileId: f, versionId: '' }], [], ['versionMissing']],
  ['versionInfo', [{ fileId: f, versionInfo: { id: v } }], [fv], []],
  [
    'versionInfo without an id',
    [{ fileId: f, versionInfo: { name: 'Version 1' } }],
    [],
    ['versionMissing'],
  ],
  ['other spellings', [{ FILE_ID: f, 'Version Id': v }], [fv], []],
  ['Type', [{ Type: 'version', fileId: f }], [], ['versionMissing']],
  ['versions in a list', { fileId: f, versions: [{ id: v }, { id: w }] }, [], ['versionMissing']],
  ['ids in a list', { fileId: f, versionIds: [v, w] }, [], ['versionMissing']],
  [
    'ids of versions alone',
    { versionIds: [v, w] },
    [],
    ['versionWithoutFile', 'versionWithoutFile'],
  ],
  ['a wrapper', { versions: [{ fileId: f, versionId: v }] }, [fv], []],
  [
    'columns',
    { fileId: [f, g], versionId: [v, w] },
    [],
    ['versionUnclear', 'versionUnclear', 'versionWithoutFile', 'versionWithoutFile'],
  ],
  [
    'arrays of arrays',
    [
      ['fileId', 'versionId'],
      [f, v],
      [g, null],
    ],
    [fv],
    ['versionMissing'],
  ],
  [
    'columns and rows',
    { columns: ['fileId', 'versionId'], data: [[f, v]] },
    [],
    ['nothingFound', 'nothingFound', 'versionMissing'],
  ],
  [
    'rows without a header',
    [
      [f, v],
      [g, w],
    ],
    [],
    ['severalFiles', 'severalFiles'],
  ],
  ['keys of nobody', [{ quux: f, blorp: v }], [], ['severalFiles']],
  [
    'keys of nobody beside fileId',
    [
      { fileId: f, blorp: v },
      { fileId: g, blorp: null },
    ],
    [],
    ['strangeIds', 'strangeIds'],
  ],
  ['a history of nobody', [{ fileId: f, history: [v, w] }], [], ['strangeIds']],
  ['objects of nobody', [{ fileId: f, history: [{ id: v }] }], [], ['strangeIds']],
  ['an object of nobody', { id: f, previous: { id: v } }, [], ['strangeIds']],
  ['a list beside an id', [[f, [v, w]]], [], ['severalFiles']],
  ['a name of a version', [{ fileId: f, name: 'Version 2' }], [], ['versionMissing']],
  ['a type in Japanese', [{ 種類: 'バージョン', fileId: f }], [], ['versionMissing']],
  ['a title', { title: 'Old versions', items: [{ fileId: f }] }, [], ['versionMissing']],
  [
    'what was asked for',
    { of: { q: 'type = "file-version"' }, rows: [{ fileId: f }] },
    [],
    ['versionMissing'],
  ],
  ['groups of revisions', { ids: [f], revs: [v] }, [], ['versionUnclear', 'versionUnclear']],
  [
    'the versions of a file, each of which is called a file',
    [
      { type: 'file', fileId: f, versionInfo: { id: v, name: 'Version 2' } },
      { type: 'file', fileId: f, versionInfo: { id: w, name: 'Version 1' } },
      { type: 'file', fileId: g, versionInfo: { id: x, name: 'Version 1' } },
    ],
    [fv, `${f}@${w}`, g],
    [],
  ],
  ['German keys', [{ dateiId: f, fassung: v }], [fv], []],
  ['ids as keys', { [f]: v }, [], ['severalFiles']],
  ['a URL beside the word', [{ url, versionId: null }], [], ['versionUnclear']],
  [
    'a dump of files',
    [{ type: 'file', fileId: f, versionInfo: { id: v, name: 'Version 2' } }],
    [f],
    [],
  ],
  [
    'a plan file',
    {
      format: 'imagekit-cleanup-plan',
      version: 1,
      targets: [
        { kind: 'file', path: '/a.jpg', fileId: f, versionId: v },
        { kind: 'version', path: '/b.jpg', fileId: g, versionId: w },
      ],
    },
    [f, gw],
    [],
  ],
  ['a wrapper with a number of its own', { version: 2, items: [{ fileId: f }] }, [f], []],
];

suite('readIdList: JSON of versions', () => {
  for (const [name, value, shown, reasons] of json) {
    test(`never takes a version for its file: ${name}`, () => {
      const list = read(JSON.stringify(value));
      assert.deepEqual(list.shown, shown);
      assert.deepEqual(list.reasons, reasons);
    });
  }

  test('decides over all lines of JSON lines', () => {
    const lines = [{ fileId: g }, { fileId: f, versionId: v }].map((each) => JSON.stringify(each));
    assert.deepEqual(read(lines.join('\n')).shown, [fv]);
    const arrays = [
      ['fileId', 'versionId'],
      [f, v],
    ].map((each) => JSON.stringify(each));
    assert.deepEqual(read(arrays.join('\n')).shown, [fv]);
  });
});

suite('readIdList: texts of versions', () => {
  const texts = [
    `Old versions to delete:\n${f}\n${g}`,
    `- datei: ${f}\n  fassung: ${v}`,
    `- type: file-version\n  fileId: ${f}\n  filePath: /a.jpg\n  url: ${url}`,
    `<file><id>${f}</id><version>${v}</version></file>`,
    `[{"fileId":"${f}","versionId":"${v}"},`,
    `INSERT INTO t VALUES ('${f}','${v}'),('${g}','${w}');`,
    `fileId  versionId\n${f}  ${v}\n${g}`,
    `${f}:${v}`,
    `${f}@${v}`,
    `${f} -> ${v}`,
    `${f}#${v}`,
    `INSERT INTO t VALUES ('${f}','${v}');`,
    `[("${f}", "${v}")]`,
    `<item a="${f}" b="${v}"/>`,
    `<tr>\n<td>${f}</td>\n<td>${v}</td>\n</tr></table>`,
    `${f} v2`,
    `/* old versions */\n["${f}"]`,
    `restored v2 of ${f}`,
    `https://api.imagekit.io/v1/files/${f}/versions`,
    `{"fileId":"${f}"}\nfileId,versionId\n${g},${w}`,
  ];
  for (const text of texts) {
    test(`asks for no whole file: ${JSON.stringify(text.slice(0, 30))}`, () => {
      const { refs, unreadCount } = readIdList(text, context);
      assert.ok(refs.every(({ ref }) => isOneVersion(ref)));
      assert.ok(refs.length + unreadCount > 0);
    });
  }

  const lists = [
    `${f}, ${g}`,
    `${f}: hero.jpg\n${g}: logo.png`,
    `${f}\n# ${v}\n${g}`,
    `# Shop v2 cleanup\n${f}\n${g}`,
    `DELETE FROM t WHERE id IN ('${f}','${g}')`,
    `<ul><li>${f}</li><li>${g}</li></ul>`,
    `fileId,description\n${f},A new version of the banner\n${g},`,
    JSON.stringify({ unused: [f], old: [g] }),
    JSON.stringify([{ fileId: f, custom: { note: 'a new version' } }, { fileId: g }]),
    `/* of 2025 */\n${f}\n${g}`,
    JSON.stringify([{ _id: x, __v: 0, fileId: f, owner: { id: x } }, { fileId: g }]),
  ];
  for (const text of lists) {
    test(`still reads a list of files: ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.deepEqual(read(text).shown, [f, g]);
    });
  }

  test('takes no tag for a path', () => {
    assert.deepEqual(read(`<tr>\n<td>${f}</td>\n</tr></table>\n<img/>`).shown, [f]);
  });

  test('is not told by a name', () => {
    assert.deepEqual(read('/docs/version 2/a.jpg\n/docs/version-2.pdf').shown, [
      '/docs/version 2/a.jpg',
      '/docs/version-2.pdf',
    ]);
  });
});

suite('readIdList: several names in a row', () => {
  const first = (text: string) => {
    const [listed] = readIdList(text, context).refs;
    return [listed?.ref, ...(listed?.also ?? [])].map((ref) => {
      if (!ref) return '';
      return ref.kind === 'id' || ref.kind === 'version' ? ref.fileId : ref.path;
    });
  };

  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['a database has an id of its own', JSON.stringify([{ id: f, url }]), ['/a.jpg', f]],
    ['a database calls it _id', JSON.stringify([{ _id: f, image: url }]), ['/a.jpg', f]],
    ['a table of a database', `_id,image\n${f},${url}`, ['/a.jpg', f]],
    ['a table with an id', `id,url\n${f},${url}`, ['/a.jpg', f]],
    ['a table without a header', `${f},${url}\n${g},${url}`, ['/a.jpg', f, g]],
    ['a file and where it is', `fileId,url,path\n${f},${url},/a.jpg`, [f, '/a.jpg', '/a.jpg']],
    ['a version and where it is', `fileId,versionId,url\n${f},${v},${url}`, [f, '/a.jpg']],
    [
      'an API dump',
      JSON.stringify([{ type: 'file', fileId: f, url, filePath: '/b.jpg' }]),
      [f, '/a.jpg', '/b.jpg'],
    ],
  ];
  for (const [name, text, expected] of rows) {
    test(`keeps all of them: ${name}`, () => assert.deepEqual(first(text), expected));
  }

  test('reads none of several files in one row', () => {
    const two = `sku,front,back\n1,${url},https://ik.imagekit.io/acme/b.jpg`;
    assert.deepEqual(read(two).shown, []);
    assert.deepEqual(read(two).reasons, ['nothingFound', 'severalFiles']);
  });
});
