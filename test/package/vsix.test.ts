import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { vsixFile, vsixLog } from '../support/build';
import { readZip } from '../support/readZip';
import type { ZipEntry } from '../support/readZip';

const kilobyte = 1000;

/** All that may be in the package; the pictures and the translations are counted by pattern. */
const expected = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[\w-]+)?)?\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/license(\.txt|\.md)?$/i,
  /^extension\/dist\/(extension|sandbox)\.js$/,
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

  // A quarter of it are the pictures of the sandbox.
  test('is smaller than 450 kB', () => {
    const { size } = statSync(vsixFile);
    assert.ok(size < 450 * kilobyte, `the package has ${size} bytes`);
  });

  test('starts with less than 150 kB, and with less than 220 kB with the parts it loads at once', () => {
    const loaded = loadedAtOnce(files, 'extension/dist/extension.js');
    const size = loaded.reduce((sum, file) => sum + file.size, 0);
    assert.ok(loaded.length > 1, 'no part was found');
    const [entry] = loaded;
    assert.ok(
      entry && entry.size < 150 * kilobyte,
      `dist/extension.js has ${String(entry?.size)} bytes`,
    );
    assert.ok(size < 220 * kilobyte, `activation loads ${size} bytes`);
  });

  test('is made without a warning', () => {
    assert.doesNotMatch(readFileSync(vsixLog, 'utf8'), /\bWARNING\b/);
  });
});

/** A file of the package and what it requires on being loaded, not later by an import(). */
function loadedAtOnce(files: readonly ZipEntry[], start: string): readonly ZipEntry[] {
  const found = new Map<string, ZipEntry>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    const file = files.find((entry) => entry.name === name);
    assert.ok(file, `${name} is missing`);
    found.set(name, file);
    const requires = file.text().matchAll(/(?<!\.then\(\(\)=>\w*\(?)require\("(\.[^"]+)"\)/g);
    for (const [, target] of requires) visit(path.posix.join(path.posix.dirname(name), target!));
  };
  visit(start);
  return [...found.values()];
}
