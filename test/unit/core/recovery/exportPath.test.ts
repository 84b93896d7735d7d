import assert from 'node:assert/strict';
import { ExportPaths } from '../../../../src/core/recovery/exportPath';

suite('the paths of an exported backup', () => {
  const pathsOf = (...library: readonly string[]) => {
    const paths = new ExportPaths();
    return library.map((each) => paths.pathFor(each, undefined));
  };

  test('are those of the library', () => {
    assert.deepEqual(pathsOf('/a.jpg', '/shop/new/café (1).jpg'), [
      'a.jpg',
      'shop/new/café (1).jpg',
    ]);
  });

  test('name an older version beside the current one', () => {
    const paths = new ExportPaths();
    assert.equal(paths.pathFor('/a.tar.gz', 1), 'a.tar (version 1).gz');
    assert.equal(paths.pathFor('/a.tar.gz', undefined), 'a.tar.gz');
  });

  for (const [library, local] of [
    ['/../../etc/passwd', '__/__/etc/passwd'],
    ['/..\\..\\x.jpg', '.._.._x.jpg'],
    ['/./a.', '_/a_'],
    ['/CON/aux.txt', '_CON/_aux.txt'],
    ['/a:b|c?.jpg', 'a_b_c_.jpg'],
    ['/a\u0000\n.jpg', 'a__.jpg'],
    ['/ends in a space ', 'ends in a space_'],
    ['/', ''],
  ] as const) {
    test(`${JSON.stringify(library)} becomes ${JSON.stringify(local)}`, () => {
      assert.deepEqual(pathsOf(library), [local]);
    });
  }

  test('are never taken twice, in whatever case or form', () => {
    const paths = pathsOf('/a.jpg', '/A.jpg', '/a:jpg', '/caf\u00e9', '/cafe\u0301');
    assert.equal(new Set(paths.map((each) => each.normalize('NFC').toLowerCase())).size, 5);
  });

  test('let no file stand where a folder is needed', () => {
    const paths = pathsOf('/a', '/a/b.jpg', '/c/d.jpg', '/c');
    assert.equal(new Set(paths).size, 4);
    for (const file of paths) {
      assert.ok(!paths.some((each) => each.startsWith(`${file}/`)), `${file} is a folder too`);
    }
  });

  test('keep long names apart, within what a disk takes', () => {
    const long = 'x'.repeat(240);
    const [first = '', second = ''] = pathsOf(`/${long}a.jpg`, `/${long}b.jpg`);
    assert.notEqual(first, second);
    for (const each of [first, second]) assert.ok(Buffer.byteLength(each) <= 255, each);
    const [wide = ''] = pathsOf(`/${'é'.repeat(200)}.jpg`);
    assert.ok(Buffer.byteLength(wide) <= 255);
  });
});
