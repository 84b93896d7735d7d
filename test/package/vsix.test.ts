import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { vsixFile, vsixLog } from '../support/build';
import { loadedAtOnce } from '../support/loadedAtOnce';
import { readZip } from '../support/readZip';

const kilobyte = 1000;

/** All that may be in the package; the pictures and the translations are counted by pattern. */
const expected = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[\w-]+)?)?\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/license(\.txt|\.md)?$/i,
  /^extension\/dist\/(extension|sandbox|searchWorker)\.js$/,
  /^extension\/dist\/assets\/[\w-]+\.svg$/,
  /^extension\/dist\/parts\/[\w-]+\.js$/,
  /^extension\/media\/[\w-]+\.(svg|png|md)$/,
  /^extension\/schemas\/[\w-]+\.schema\.json$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
];

suite('the VSIX', () => {
  const files = readZip(readFileSync(vsixFile));

  test('holds the extension, the sandbox and the papers', () => {
    const names = new Set(files.map((file) => file.name.toLowerCase()));
    for (const needed of [
      'dist/extension.js',
      'dist/sandbox.js',
      'dist/searchworker.js',
      'package.json',
      'license.txt',
    ]) {
      assert.ok(names.has(`extension/${needed}`), `${needed} is missing`);
    }
  });

  test('holds nothing else: no source, no test, no source map', () => {
    assert.deepEqual(
      files.map((file) => file.name).filter((name) => !expected.some((part) => part.test(name))),
      [],
    );
  });

  // A fifth of it are the pictures of the sandbox, and the finder is in it twice: for the thread, too.
  // Each window loads a tenth of what is left.
  test('is smaller than 700 kB', () => {
    const { size } = statSync(vsixFile);
    assert.ok(size < 700 * kilobyte, `the package has ${size} bytes`);
  });

  test('starts with at most 60 kB, all parts counted that it loads at once', () => {
    const loaded = loadedAtOnce(files, 'extension/dist/extension.js');
    const size = loaded.reduce((sum, file) => sum + file.size, 0);
    assert.ok(loaded.length > 1, 'no part was found');
    assert.ok(size <= 60 * kilobyte, `activation loads ${size} bytes`);
  });

  // Most of it is the finder, with the forms of a dozen SDKs.
  test('reads an open text with at most 110 kB more', () => {
    const parts = files.filter(({ name }) => /\/dist\/parts\/followTexts-/.test(name));
    assert.equal(parts.length, 1);
    const atStart = new Set(loadedAtOnce(files, 'extension/dist/extension.js'));
    const more = parts
      .flatMap(({ name }) => loadedAtOnce(files, name))
      .filter((file) => !atStart.has(file));
    const size = more.reduce((sum, file) => sum + file.size, 0);
    assert.ok(size <= 110 * kilobyte, `a text loads ${size} bytes`);
  });

  test('is made without a warning', () => {
    assert.doesNotMatch(readFileSync(vsixLog, 'utf8'), /\bWARNING\b/);
  });
});
