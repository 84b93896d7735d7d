import assert from 'node:assert/strict';
import fc from 'fast-check';

import type { AssetRef, NameRef, Reference } from '../../../src/core/reference';
import { ReferenceWriter } from '../../../src/core/referenceWriter';

const plain = { noNullPrototype: true } as const;
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('/a/b.jpg', 'https://ik.imagekit.io/acme/a/b.jpg?tr=w-1', '\ud800', 'é', ''),
);
const texts = fc.array(text, { maxLength: 3 });
const ref = fc.oneof(
  fc.record({ kind: fc.constant('id' as const), fileId: text }, plain),
  fc.record({ kind: fc.constant('version' as const), fileId: text, versionId: text }, plain),
  fc.record(
    {
      kind: fc.constant('url' as const),
      url: text,
      path: text,
      paths: texts,
      account: fc.option(text, { nil: undefined }),
      versionToken: fc.option(text, { nil: undefined }),
    },
    plain,
  ),
  fc.record({ kind: fc.constant('path' as const), path: text, paths: texts }, plain),
  fc.record({ kind: fc.constant('name' as const), name: text, names: texts }, plain),
) satisfies fc.Arbitrary<AssetRef | NameRef>;
const reference: fc.Arbitrary<Reference> = fc
  .record(
    {
      ref,
      place: fc.record(
        {
          file: fc.constant('a.ts'),
          line: fc.integer({ min: 1, max: 2 ** 31 }),
          column: fc.integer({ min: 1, max: 2 ** 31 }),
          length: fc.nat(),
        },
        plain,
      ),
      value: text,
      strength: fc.constantFrom('certain' as const, 'likely' as const, 'weak' as const),
      named: fc.boolean(),
      needsEndpoint: fc.boolean(),
      otherAccount: fc.boolean(),
    },
    plain,
  )
  .chain((one) => fc.constantFrom(one, { ...one, place: { ...one.place, line: 7 } }));

function packed(references: readonly Reference[]) {
  const writer = new ReferenceWriter();
  for (const each of references) writer.add(each);
  return writer.finish('a.ts');
}

suite('packed references', () => {
  test('are what they were, one after the other and one by one', () => {
    fc.assert(
      fc.property(fc.array(reference, { maxLength: 100 }), (references) => {
        const pack = packed(references);
        assert.equal(pack.length, references.length);
        assert.deepEqual([...pack], references);
        assert.deepEqual(
          references.map((_, at) => pack.at(at)),
          references,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('are no more than there are', () => {
    const pack = packed([]);
    assert.deepEqual([...pack], []);
    assert.throws(() => pack.at(0), RangeError);
  });

  test('take a few dozen bytes each where they are like one another', () => {
    const url = (n: number) => `https://ik.imagekit.io/acme/shop/${n % 97}/photo-${n}.jpg?tr=w-300`;
    const pack = packed(
      Array.from({ length: 10_000 }, (_, n) => {
        const [value, path] = [url(n), `/shop/${n % 97}/photo-${n}.jpg`];
        return {
          ref: {
            kind: 'url',
            url: value,
            path,
            paths: [path],
            account: 'acme',
            versionToken: undefined,
          },
          place: { file: 'a.ts', line: 1, column: 126 * n + 1, length: value.length },
          value,
          ...{ strength: 'certain', named: true, needsEndpoint: false, otherAccount: false },
        } satisfies Reference;
      }),
    );
    let bytes = 0;
    for (const sheet of pack.sheets) bytes += sheet.bytes.length + 2 * sheet.starts.length;
    assert.ok(bytes / pack.length < 50, `${bytes / pack.length} bytes`);
  });
});
