import assert from 'node:assert/strict';
import { findInFile } from '../../../../src/core/finder/findReferences';
import { finderContext } from '../../../../src/core/finder/finderContext';
import type { Hint, Reference } from '../../../../src/core/reference';
import { keysOn } from '../../../../src/core/scope/fileKeys';
import { ReferenceIndex } from '../../../../src/core/lookup/referenceIndex';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const id = '64f0c1d2e3a4b5c6d7e8f901';
const asset = { fileId: id, filePath: '/shop/hero.jpg', name: 'hero.jpg' };

const places = (references: readonly Reference[]) =>
  references.map(({ place, strength }) => `${place.file}:${place.line} ${strength}`).sort();

const hinted = (hints: readonly Hint[]) =>
  hints.map(({ by, place }) => `${place.file}:${place.line} ${by}`).sort();

/** An index of the given texts by file. */
function indexOf(texts: Readonly<Record<string, string>>): ReferenceIndex {
  const index = new ReferenceIndex();
  for (const [file, text] of Object.entries(texts)) index.set(findInFile(text, file, context));
  return index;
}

const texts = {
  'a.ts': `x = { fileId: '${id}' };\nurl = 'https://ik.imagekit.io/acme/tr:w-3/shop/hero.jpg'`,
  'b.ts': `import hero from './hero.jpg';`,
  'c.ts': `const picture = '/shop/hero.jpg';`,
  'd.ts': `'https://ik.imagekit.io/other/shop/hero.jpg'`,
  'e.json': `{"fileId":"${id}","versionInfo":{"id":"64f0c1d2e3a4b5c6d7e8f902"}}`,
  'f.ts': `const picture = '/shop/other.jpg'; const banner = '/banners/hero.jpg';`,
};

suite('ReferenceIndex', () => {
  test('tells uses of an asset from hints at it', () => {
    const { references, hints } = indexOf(texts).usage(asset);
    assert.deepEqual(places(references), [
      'a.ts:1 certain',
      'a.ts:2 certain',
      'c.ts:1 likely',
      'e.json:1 certain',
      'e.json:1 certain',
    ]);
    assert.deepEqual(hinted(hints), ['b.ts:1 name', 'd.ts:1 name', 'f.ts:1 name']);
  });

  test('takes a bare path for a use while a file of the folder configures an endpoint', () => {
    const index = indexOf(texts);
    index.set(findInFile('IMAGEKIT_ID=acme', '.env', context));
    assert.ok(places([...index.all()]).includes('c.ts:1 likely'));
    assert.ok(places([...index.all()]).includes('f.ts:1 likely'));
    assert.deepEqual([...index.endpoints()], [['https://ik.imagekit.io/acme', ['.env']]]);
    index.delete('.env');
    assert.ok(places([...index.all()]).includes('c.ts:1 weak'));
  });

  for (const [file, path] of [
    ['public/shop/hero.jpg', '/shop/hero.jpg'],
    ['apps/web/public/shop/hero.jpg', '/shop/hero.jpg'],
    ['site/static/shop/hero.jpg', '/static/shop/hero.jpg'],
    ['shop/hero.jpg', '/shop/hero.jpg'],
    ['src/shop/hero.jpg', '/src/shop/hero.jpg'],
    ['app/hero.png', '/hero.png'],
    ['public/shop/cafe\u0301.jpg', '/shop/caf\u00e9.jpg'],
  ] as const) {
    test(`${path} stays a hint where ${file} is there`, () => {
      const index = indexOf({ 'a.ts': `x = '${path}';`, '.env': 'IMAGEKIT_ID=acme' });
      const strengths = () => index.inFile('a.ts').map(({ strength }) => strength);
      assert.deepEqual(strengths(), ['likely']);
      index.siteFiles.add(file);
      assert.deepEqual(strengths(), ['weak']);
      assert.equal(index.usage({ ...asset, filePath: path }).references.length, 0);
      assert.equal(index.usage({ ...asset, filePath: path }).hints.length, 1);
      index.siteFiles.delete(file);
      assert.deepEqual(strengths(), ['likely']);
    });
  }

  test('a file of the folder takes nothing from a path that an endpoint is near', () => {
    const index = indexOf({
      'a.ts': `const urlEndpoint = e; x = '/shop/hero.jpg'`,
      'b.ts': `'https://ik.imagekit.io/acme/shop/hero.jpg'`,
      'c.ts': `x = '/shop/other.jpg'`,
    });
    index.siteFiles.add('public/shop/hero.jpg');
    index.siteFiles.add('lib/shop/other.jpg');
    index.siteFiles.add('public/shop/other.ts');
    assert.deepEqual(places([...index.all()]), [
      'a.ts:1 likely',
      'b.ts:1 certain',
      'c.ts:1 likely',
    ]);
    index.deleteFolder('public');
    assert.equal(index.siteFiles.has('/shop/hero.jpg'), false);
  });

  test('takes a path below an endpoint that ends in a folder for a use', () => {
    const index = indexOf({
      'base.ts': `export const base = 'https://ik.imagekit.io/acme/shop/';`,
      'a.tsx': 'const a = `${base}/hero.jpg`;',
      'b.tsx': `const b = '/other/hero.jpg';`,
    });
    assert.deepEqual(places(index.usage(asset).references), ['a.tsx:1 likely']);
    assert.deepEqual(hinted(index.usage(asset).hints), ['b.tsx:1 name', 'base.ts:1 folder']);
    index.delete('base.ts');
    assert.deepEqual(places(index.usage(asset).references), []);
  });

  test('takes it for a use, too, where the endpoint has but a name', () => {
    for (const text of ['NEXT_PUBLIC_IMAGEKIT_URL_ENDPOINT=', '<P urlEndpoint={endpoint} />']) {
      const index = indexOf(texts);
      index.set(findInFile(text, 'g.tsx', context));
      assert.ok(places([...index.all()]).includes('c.ts:1 likely'), text);
      assert.equal(index.endpoints().size, 0);
      index.set(findInFile('// moved', 'g.tsx', context));
      assert.ok(places([...index.all()]).includes('c.ts:1 weak'), text);
    }
  });

  test('knows nothing of a file that was emptied, deleted, or whose folder went', () => {
    const index = indexOf({ ...texts, 'sub/a.ts': texts['a.ts'], 'subway.ts': texts['a.ts'] });
    index.set(findInFile('', 'a.ts', context));
    index.delete('e.json');
    assert.deepEqual(index.deleteFolder('sub'), ['sub/a.ts']);
    assert.deepEqual(places(index.withId(id)), ['subway.ts:1 certain']);
    assert.deepEqual(index.inFile('a.ts'), []);
    index.clear();
    assert.deepEqual([...index.all()], []);
    assert.equal(index.size, 0);
  });

  test('puts what a file says now in the place of what it said', () => {
    const index = indexOf(texts);
    for (let n = 0; n < 3; n += 1) index.set(findInFile(`\n'/x'; '${id}'`, 'a.ts', context));
    assert.deepEqual(places(index.withId(id)), [
      'a.ts:2 certain',
      'e.json:1 certain',
      'e.json:1 certain',
    ]);
    assert.deepEqual(places(index.withPath('/shop/hero.jpg')), ['c.ts:1 weak', 'd.ts:1 weak']);
  });

  test('finds a path in either Unicode form', () => {
    const index = indexOf({ 'a.md': '![](https://ik.imagekit.io/acme/cafe%CC%81.jpg)' });
    for (const path of ['/caf\u00e9.jpg', '/cafe\u0301.jpg']) {
      assert.equal(index.withPath(path).length, 1, path);
    }
  });

  test('finds a URL under each library path that it may stand for', () => {
    const index = new ReferenceIndex();
    const prefixed = finderContext([{ url: 'https://ik.imagekit.io/acme/web' }]);
    index.set(findInFile('"https://ik.imagekit.io/acme/web/a.jpg"', 'a.ts', prefixed));
    assert.equal(index.withPath('/a.jpg').length, 1);
    assert.equal(index.withPath('/web/a.jpg').length, 1);
    assert.equal(index.withPath('/acme/web/a.jpg').length, 0);
  });

  test('lists files by name and references in the order of the text', () => {
    const order = [...indexOf({ 'z.ts': texts['a.ts'], 'a.ts': texts['c.ts'] }).all()];
    assert.deepEqual(
      order.map(({ place }) => `${place.file}:${place.line}`),
      ['a.ts:1', 'z.ts:1', 'z.ts:2'],
    );
  });

  test('a path that a program fills in may mean each file that fits, and names none', () => {
    const index = indexOf({ 'a.ts': 'const a = `/shop/${name}.jpg`;' });
    assert.deepEqual(index.usage(asset).references, []);
    assert.deepEqual(hinted(index.usage(asset).hints), ['a.ts:1 pattern']);
    assert.equal(index.mentionsPath('/shop/hero.jpg'), true);
    assert.equal(index.mentionsPath('/shop/hero.png'), false);
    index.set(findInFile('const a = 1;', 'a.ts', context));
    assert.deepEqual(index.usage(asset).hints, []);
    assert.equal(index.mentionsPath('/shop/hero.jpg'), false);
  });

  test('a path that a program fills in is looked for below an endpoint that ends in a folder', () => {
    const texts = {
      'base.ts': `export const urlEndpoint = 'https://ik.imagekit.io/acme/brand/';`,
      'a.ts': 'const a = `/shop/${name}.jpg`;',
    };
    const below = { ...asset, filePath: '/brand/shop/hero.jpg' };
    assert.deepEqual(hinted(indexOf(texts).usage(below).hints), ['a.ts:1 pattern']);
    const { 'a.ts': alone } = texts;
    assert.deepEqual(indexOf({ 'a.ts': alone }).usage(below).hints, []);
  });

  test('counts a place once: a reference goes before a path with gaps, and that before a name', () => {
    const line = "const a = ['/shop/hero.jpg', `/${dir}/hero.jpg`, 'hero.jpg'];";
    const { references, hints } = indexOf({ 'a.ts': line }).usage(asset);
    assert.deepEqual(places(references), ['a.ts:1 likely']);
    assert.deepEqual(
      hints.map(({ by, place }) => `${by} ${place.column}`),
      ['pattern 31', 'name 51'],
    );
  });

  test('a text that is exactly a path is a mention of it for a branch, too', () => {
    const index = indexOf({ 'a.json': '{"avatar":"/u/a_Zz9"}', 'b.ts': "'/api/users'" });
    assert.equal(index.mentionsPath('/u/a_Zz9'), true);
    assert.equal(index.mentionsPath('/u/a_Zz'), false);
    assert.deepEqual([...index.all()], [], 'until a file is asked for, it is a text like others');
  });

  test('the URL of a folder below an endpoint with a prefix may mean the files below it', () => {
    for (const url of ['https://img.acme.example/site', 'https://ik.imagekit.io/acme/site']) {
      const index = new ReferenceIndex();
      index.set(findInFile(`const shop = "${url}/shop/";`, 'a.ts', finderContext([{ url }])));
      assert.deepEqual(hinted(index.usage(asset).hints), ['a.ts:1 folder']);
      assert.deepEqual(index.usage({ ...asset, filePath: '/other/hero.jpg' }).hints, []);
    }
  });

  test('the URL of a folder may mean the files below it, whatever is called like it', () => {
    const index = indexOf({ 'a.ts': "const gallery = 'https://ik.imagekit.io/acme/shop';" });
    assert.deepEqual(hinted(index.usage(asset).hints), ['a.ts:1 folder']);
    const deeper = { ...asset, filePath: '/shop/a/b/hero.jpg' };
    assert.deepEqual(hinted(index.usage(deeper).hints), ['a.ts:1 folder']);
    const beside = { ...asset, filePath: '/shopping/hero.jpg' };
    assert.deepEqual(index.usage(beside).hints, []);
    const itself = { ...asset, filePath: '/shop', name: 'shop' };
    assert.deepEqual(places(index.usage(itself).references), ['a.ts:1 certain']);
  });

  test('finds a file in another spelling where the disk does, and keeps it as the disk has it', () => {
    const index = new ReferenceIndex(keysOn('darwin'));
    for (const file of ['docs/Cafe\u0301.md', 'docs/a.md', 'docs/A.md']) {
      index.set(findInFile(`{ fileId: '${id}' }`, file, context));
    }
    const found = (file: string) => index.inFile(file).map(({ place }) => place.file);
    assert.deepEqual(found('Docs/caf\u00e9.md'), ['docs/Cafe\u0301.md']);
    // A disk that tells cases apart holds both of these.
    assert.deepEqual(found('docs/a.md'), ['docs/a.md']);
    assert.deepEqual(found('docs/A.md'), ['docs/A.md']);
    assert.equal(index.withId(id).length, 3);
    assert.deepEqual(index.deleteFolder('DOCS').length, 3);
    assert.deepEqual(found('docs/caf\u00e9.md'), []);
  });

  test('tells every spelling apart on Linux', () => {
    const index = new ReferenceIndex(keysOn('linux'));
    index.set(findInFile(`{ fileId: '${id}' }`, 'docs/a.md', context));
    assert.deepEqual(index.inFile('docs/A.md'), []);
    assert.deepEqual(index.deleteFolder('DOCS'), []);
  });
});
