import assert from 'node:assert/strict';
import * as v from 'valibot';
import { assetSchema, librarySchema, versionsSchema } from '../../../src/api/asset';

const file = {
  type: 'file',
  fileId: '598821f949c0a938d57563bd',
  name: 'file.jpg',
  filePath: '/images/file.jpg',
  tags: ['t-shirt'],
  AITags: null,
  versionInfo: { id: '697821f849c0a938d57563ce', name: 'Version 2' },
  isPrivateFile: true,
  isPublished: false,
  customCoordinates: null,
  url: 'https://ik.imagekit.io/demo/images/file.jpg?updatedAt=1',
  thumbnail: 'https://ik.imagekit.io/demo/images/file.jpg?updatedAt=1&tr=n-ik_ml_thumbnail',
  fileType: 'image',
  mime: 'image/jpeg',
  width: 100,
  height: 50,
  size: 1234,
  hasAlpha: false,
  customMetadata: {},
  createdAt: '2019-08-24T06:14:41.313Z',
  updatedAt: '2019-08-25T06:14:41.313Z',
};
const version = { ...file, type: 'file-version' };
const folder = { type: 'folder', folderId: 'f1', name: 'summer', folderPath: '/sale/summer' };
const bare = { type: 'file', fileId: 'a', filePath: '/images/file.jpg' };

suite('rows of an answer', () => {
  test('a file becomes an asset', () => {
    assert.deepEqual(v.parse(librarySchema, [file]), [
      {
        type: 'file',
        fileId: file.fileId,
        versionId: file.versionInfo.id,
        versionName: 'Version 2',
        name: 'file.jpg',
        filePath: '/images/file.jpg',
        url: file.url,
        thumbnail: file.thumbnail,
        size: 1234,
        mime: 'image/jpeg',
        fileType: 'image',
        width: 100,
        height: 50,
        tags: ['t-shirt'],
        isPrivate: true,
        isPublished: false,
        createdAt: file.createdAt,
        updatedAt: file.updatedAt,
      },
    ]);
  });

  test('only the id and the path of a file have to be there', () => {
    const nulls = Object.fromEntries(Object.keys(file).map((key) => [key, null]));
    const [a, b] = v.parse(librarySchema, [bare, { ...nulls, ...bare }]);
    assert.deepEqual(a, b);
    assert.ok(a?.type === 'file');
    assert.equal(a.name, 'file.jpg');
    assert.deepEqual(a.tags, []);
    assert.deepEqual([a.isPrivate, a.isPublished], [false, true]);
    assert.deepEqual([a.size, a.versionId, a.thumbnail], [undefined, undefined, undefined]);
  });

  test('a folder is called as its path ends, which is what its deletion goes by', () => {
    const [row] = v.parse(librarySchema, [{ ...folder, name: 'summer', folderPath: '/sale' }]);
    assert.equal(row?.type === 'folder' && row.name, 'sale');
  });

  test('paths begin with a slash, and those of folders do not end with one', () => {
    const [a, b, c] = v.parse(librarySchema, [
      { ...bare, filePath: 'x/y.jpg' },
      { ...folder, folderPath: 'sale/summer/' },
      { ...folder, name: null },
    ]);
    assert.equal(a?.type === 'file' && a.filePath, '/x/y.jpg');
    assert.equal(b?.type === 'folder' && b.folderPath, '/sale/summer');
    assert.equal(c?.name, 'summer');
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['an object', {}],
    ['a text', 'OK'],
    ['a row that is null', [null]],
    ['a row of an unknown type', [{ ...file, type: 'collection' }]],
    ['a row without a type', [{ ...file, type: undefined }]],
    ['a file without an id', [{ ...file, fileId: undefined }]],
    ['an empty id', [{ ...file, fileId: '' }]],
    ['a number as id', [{ ...file, fileId: 5 }]],
    ['a file without a path', [{ ...file, filePath: null }]],
    ['a size in words', [{ ...file, size: '12 KB' }]],
    ['tags in one text', [{ ...file, tags: 'a,b' }]],
    ['a flag in words', [{ ...file, isPrivateFile: 'true' }]],
    ['a version without its id', [{ ...version, versionInfo: null }]],
    ['a folder without a path', [{ ...folder, folderPath: undefined }]],
    ['one wrong row among good ones', [file, folder, { type: 'file' }, file]],
  ];
  for (const [what, body] of wrong)
    test(`${what} is not a listing`, () => assert.ok(!v.safeParse(librarySchema, body).success));

  test('details show the current version, whatever type they say', () => {
    for (const type of ['file', 'file-version', undefined])
      assert.equal(v.parse(assetSchema, { ...file, type }).type, 'file');
    assert.ok(!v.safeParse(assetSchema, [file]).success);
  });

  test('every row of a list of versions is a version, whatever type it says', () => {
    const rows = v.parse(versionsSchema, [file, version, { ...version, type: undefined }]);
    assert.deepEqual(
      rows.map(({ type, versionId }) => [type, versionId]),
      Array(3).fill(['file-version', file.versionInfo.id]),
    );
    assert.ok(!v.safeParse(versionsSchema, [bare]).success, 'it could not be addressed');
  });
});
