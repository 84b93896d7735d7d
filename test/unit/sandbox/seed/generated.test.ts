import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generatedFiles, type SeedFile } from '../../../../src/sandbox/seed';
import { pngFacts } from '../../../support/decodePng';

const files = [...generatedFiles(25_000)];

const facts = (file: SeedFile): unknown => ({
  ...file,
  versions: file.versions.map(({ ageDays, size }) => ({ ageDays, size })),
});

suite('sandbox seed: generated files', () => {
  test('as many as asked, each at a path of its own', () => {
    assert.equal(files.length, 25_000);
    assert.equal(new Set(files.map(({ path }) => path)).size, 25_000);
    assert.deepEqual([...generatedFiles(0)], []);
  });

  test('no folder holds more than 100 files or folders', () => {
    const children = new Map<string, Set<string>>();
    for (const { path } of files) {
      const names = path.split('/');
      for (let depth = 1; depth < names.length; depth += 1) {
        const folder = names.slice(0, depth).join('/');
        children.set(folder, (children.get(folder) ?? new Set()).add(names[depth]!));
      }
    }
    assert.equal(Math.max(...[...children.values()].map(({ size }) => size)), 100);
    assert.ok(children.has('/generated/0002/49'));
  });

  test('always the same, and a larger library begins with the smaller one', () => {
    assert.deepEqual([...generatedFiles(300)].map(facts), files.slice(0, 300).map(facts));
  });

  test('some have older versions, some have tags', () => {
    const counts = new Set(files.map(({ versions }) => versions.length));
    assert.deepEqual([...counts].sort(), [1, 2, 4]);
    const tags = new Set(files.flatMap((file) => file.tags));
    assert.deepEqual([...tags].sort(), ['draft', 'keep', 'sale', 'summer']);
  });

  test('ages lie within about three years, older versions first', () => {
    for (const { versions } of files) {
      const ages = versions.map(({ ageDays }) => ageDays);
      assert.deepEqual(
        ages,
        ages.toSorted((a, b) => b - a),
      );
      assert.ok(ages.every((age) => age >= 0 && age < 3 * 365 + 22));
    }
  });

  test('every picture is as long and as large as it says', () => {
    const versions = fc.constantFrom(...files).chain((file) => fc.constantFrom(...file.versions));
    fc.assert(
      fc.property(versions, (version) => {
        const bytes = version.bytes();
        assert.equal(bytes.length, version.size);
        const { width, height, hasAlpha } = pngFacts(bytes);
        assert.deepEqual(
          [width, height, hasAlpha],
          [version.width, version.height, version.hasAlpha],
        );
        assert.deepEqual(version.bytes(), bytes);
      }),
      { numRuns: 500 },
    );
  });
});
