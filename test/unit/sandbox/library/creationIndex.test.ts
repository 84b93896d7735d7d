import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byCreation, CreationIndex } from '../../../../src/sandbox/library/creationIndex';

interface Item {
  readonly id: string;
  readonly createdAt: number;
}

suite('creationIndex', () => {
  test('is what sorting the set afresh gives, whatever is added, removed and looked at', () => {
    const pool: readonly Item[] = Array.from({ length: 12 }, (_, i) => ({
      id: `id${i}`,
      createdAt: i % 4,
    }));
    const step = fc.record({
      act: fc.constantFrom('add', 'remove', 'look'),
      which: fc.nat(pool.length - 1),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const index = new CreationIndex<Item>();
        const model = new Set<Item>();
        for (const { act, which } of steps) {
          const item = pool[which]!;
          if (act === 'add' && !model.has(item)) {
            model.add(item);
            index.add(item);
          } else if (act === 'remove' && model.delete(item)) {
            index.remove(item);
          } else if (act === 'look') {
            assert.deepEqual(index.all(), [...model].sort(byCreation));
          }
        }
        assert.deepEqual(index.all(), [...model].sort(byCreation));
      }),
    );
  });
});
