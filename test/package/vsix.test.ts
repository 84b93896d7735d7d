import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { listZip } from '../support/listZip';
import { vsixFile, vsixLog } from '../support/build';

const kilobyte = 1000;

/** All that may be in the package; the pictures and the translations are counted by pattern. */
const expected = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[\w-]+)?)?\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/license(\.txt|\.md)?$/i,
  /^extension\/dist\/(extension|sandbox)\.js$/,
  /^extension\/media\/[\w-]+\.(svg|png|md)$/,
  /^extension\/schemas\/[\w-]+\.schema\.json$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
];

suite('the VSIX', () => {
  const files = listZip(readFileSync(vsixFile));

  test('holds the extension, the sandbox and the papers', () => {
    const names = new Set(files.map((file) => file.name.toLowerCase()));
    for (const needed of ['dist/extension.js', 'dist/sandbox.js', 'package.json', 'license.txt']) {
      assert.ok(names.has(`extension/${needed}`), `${needed} is missing`);
    }
  });

  test('holds nothing else: no source, no test, no source map', () => {
    assert.deepEqual(
      files.map((file) => file.name).filter((name) => !expected.some((part) => part.test(name))),
      [],
    );
  });

  test('is smaller than 400 kB, and the extension than 150 kB', () => {
    const size = statSync(vsixFile).size;
    assert.ok(size < 400 * kilobyte, `the package has ${size} bytes`);
    const extension = files.find((file) => file.name === 'extension/dist/extension.js');
    assert.ok(extension);
    assert.ok(extension.size < 150 * kilobyte, `extension.js has ${extension.size} bytes`);
  });

  test('is made without a warning', () => {
    assert.doesNotMatch(readFileSync(vsixLog, 'utf8'), /\bWARNING\b/);
  });
});
