import assert from 'node:assert/strict';
import { keysOn } from '../../../../src/core/scope/fileKeys';
import { diskSpelling } from '../../../../src/io/search/diskSpelling';

const nfd = 'cafe\u0301.md';
const nfc = 'caf\u00e9.md';

/** A disk with these folders and the names in them. */
function disk(folders: Readonly<Record<string, readonly string[]>>) {
  return {
    readFolder: (path: string) => {
      const names = folders[path];
      if (!names) throw new Error(`${path} is no folder`);
      return names.map((name) => ({ name, kind: 'file' as const }));
    },
  };
}

suite('how a disk spells a path', () => {
  const mac = keysOn('darwin');
  const windows = keysOn('win32');

  test('is the disk’s own, folder by folder', async () => {
    assert.ok(mac && windows);
    const files = disk({ '': ['Docs'], Docs: ['ReadMe.md', nfd] });
    assert.equal(await diskSpelling('docs/README.md', files, windows), 'Docs/ReadMe.md');
    assert.equal(await diskSpelling(`docs/${nfc}`, files, mac), `Docs/${nfd}`);
    // Windows tells Unicode forms apart.
    assert.equal(await diskSpelling(`docs/${nfc}`, files, windows), undefined);
  });

  test('is what was asked for where the disk holds both', async () => {
    assert.ok(mac);
    const files = disk({ '': ['a.md', 'A.md'] });
    assert.equal(await diskSpelling('A.md', files, mac), 'A.md');
    assert.equal(await diskSpelling('a.md', files, mac), 'a.md');
  });

  test('is none of what is not there', async () => {
    assert.ok(mac);
    assert.equal(await diskSpelling('a.md', disk({ '': [] }), mac), undefined);
    assert.equal(await diskSpelling('a/b.md', disk({ '': ['a'] }), mac), undefined);
  });

  test('is every spelling’s own on Linux, at no cost', () => {
    assert.equal(keysOn('linux'), undefined);
  });
});
