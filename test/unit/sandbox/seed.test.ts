import assert from 'node:assert/strict';
import { customMetadataErrors, sandboxFields } from '../../../src/sandbox/library/customFields';
import { IdSource } from '../../../src/sandbox/library/ids';
import { hasDotSegment } from '../../../src/sandbox/library/paths';
import { seedFiles, type SeedFile, type SeedVersion } from '../../../src/sandbox/seed';
import { decodePng, pngFacts } from '../../support/decodePng';

const files = seedFiles();
const versions = files.flatMap((file) => file.versions);

function current(path: string): SeedVersion {
  const version = files.find((file) => file.path === path)?.versions.at(-1);
  assert.ok(version, path);
  return version;
}

function some(what: string, fits: (file: SeedFile) => boolean): void {
  assert.ok(files.some(fits), `no file ${what}`);
}

type Picture = ReturnType<typeof decodePng>;

/** How far two pictures are apart, 0 to 255 a channel, both seen as 16 by 12 spots. */
function difference(one: Picture, other: Picture): number {
  const spots = (picture: Picture): number[] =>
    Array.from({ length: 16 * 12 }, (_, spot) => {
      const x = Math.floor((((spot % 16) + 0.5) * picture.width) / 16);
      const y = Math.floor(((Math.floor(spot / 16) + 0.5) * picture.height) / 12);
      return [...picture.data.subarray((y * picture.width + x) * 4).subarray(0, 3)];
    }).flat();
  const [first, second] = [spots(one), spots(other)];
  return (
    first.reduce((sum, value, index) => sum + Math.abs(value - second[index]!), 0) / first.length
  );
}

suite('sandbox seed', () => {
  test('is about as big as a small shop, in nested folders, under 3 MB', () => {
    assert.ok(files.length >= 60 && files.length <= 80, `${files.length} files`);
    const folders = new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
    for (const folder of ['/products/shoes', '/blog/2025', '/campaigns/summer 2026', '/tmp']) {
      assert.ok(folders.has(folder), folder);
    }
    assert.ok(versions.reduce((sum, { size }) => sum + size, 0) < 3_000_000);
  });

  test('every path is absolute, its own, in composed Unicode and without dot segments', () => {
    const paths = files.map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
    for (const path of paths) {
      assert.match(path, /^(\/[^/]+)+$/);
      assert.equal(path.normalize('NFC'), path);
      assert.equal(hasDotSegment(path), false);
    }
  });

  test('holds the names that break careless tools', () => {
    const holds = (part: string): void => some(`with ${part}`, ({ path }) => path.includes(part));
    for (const part of [' ', 'é', '日本', 'ไทย', "'", '"', '(1)', 'a..b', '#', '+', '%', '@'])
      holds(part);
    some('that ends with a space', ({ path }) => path.endsWith(' '));
    some('without an extension', ({ path }) => !path.slice(path.lastIndexOf('/')).includes('.'));
  });

  test('holds a private and an unpublished file, tags and files with 2 to 5 versions', () => {
    some('that is private', (file) => file.isPrivate === true);
    some('that is unpublished', (file) => file.isPublished === false);
    for (const tag of ['keep', 'sale', 'summer']) some(tag, ({ tags }) => tags.includes(tag));
    for (const count of [1, 2, 3, 4, 5])
      some(`× ${count}`, (file) => file.versions.length === count);
  });

  test('versions come oldest first, from hours to years old', () => {
    for (const { path, versions: own } of files) {
      const ages = own.map(({ ageDays }) => ageDays);
      assert.deepEqual(
        ages,
        ages.toSorted((a, b) => b - a),
        path,
      );
    }
    const ages = versions.map(({ ageDays }) => ageDays);
    assert.ok(Math.min(...ages) < 0.5 && Math.max(...ages) > 1000);
  });

  test('custom metadata fits the fields of the sandbox', () => {
    const fields = sandboxFields(new IdSource(), 0);
    for (const { path, customMetadata = {} } of files) {
      assert.deepEqual(customMetadataErrors(customMetadata, fields), {}, path);
    }
  });

  test('every size is true, and every picture is what its numbers say', () => {
    for (const file of files) {
      for (const version of file.versions) {
        const bytes = version.bytes();
        assert.equal(bytes.length, version.size, file.path);
        if (file.mime !== 'image/png') continue;
        const { width, height, hasAlpha } = version;
        assert.deepEqual(pngFacts(bytes), { width, height, hasAlpha }, file.path);
      }
    }
  }).timeout(60_000);

  test('a picture is drawn once and kept', () => {
    const favicon = current('/favicon.png');
    assert.equal(favicon.bytes(), favicon.bytes());
  });

  test('no two versions of a file look the same', () => {
    for (const { path, versions: own } of files) {
      const contents = own.map((version) => Buffer.from(version.bytes()).toString('base64'));
      assert.equal(new Set(contents).size, own.length, path);
    }
  });

  test('a copied file has the very same bytes, a shrunken one nearly the same picture', () => {
    const runner = current('/products/shoes/runner-red.png').bytes();
    assert.deepEqual(current('/products/shoes/runner-red (1).png').bytes(), runner);
    assert.deepEqual(current('/tmp/runner-red copy.png').bytes(), runner);
    const hero = decodePng(current('/campaigns/summer 2026/hero.png').bytes());
    const small = decodePng(current('/tmp/hero small.png').bytes());
    assert.ok(small.width < hero.width / 2);
    assert.ok(difference(hero, small) < 3, `${difference(hero, small)}`);
    assert.ok(difference(hero, decodePng(runner)) > 30);
  });

  test('pictures in SVG are documents with a size', () => {
    const pictures = files.filter(({ mime }) => mime === 'image/svg+xml');
    assert.ok(pictures.length >= 6);
    for (const { versions: own } of pictures) {
      for (const version of own) {
        const { width, height } = version;
        const text = Buffer.from(version.bytes()).toString();
        assert.ok(
          text.startsWith(
            `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
          ),
        );
        assert.doesNotMatch(text, /NaN|undefined|Infinity/);
      }
    }
  });
});
