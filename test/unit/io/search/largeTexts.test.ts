import assert from 'node:assert/strict';
import { findInFile } from '../../../../src/core/finder/findReferences';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { byteScan } from '../../../../src/io/search/triggerScan';
import { pauses, searchBytes } from '../../../../src/io/search/searchFile';

const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
const id = (n: number) => `64f0c1d2${n.toString(16).padStart(16, '0')}`;

suite('a text of some megabytes', () => {
  test('says the same from its bytes as from its text', async () => {
    const line = (n: number) => `${n} é 🏔 https://ik.imagekit.io/acme/ü-${n}.jpg ${id(n)}`;
    const lines = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => line(from + n));
    const text = [
      ...lines(0, 3000),
      '',
      lines(5000, 9000).join(' '),
      'x'.repeat(900_000),
      ...lines(30_000, 3000),
      lines(40_000, 5000).join('; '),
    ].join('\r\n');
    const bytes = Buffer.from(text, 'utf8');
    const { signal } = new AbortController();
    for (const scan of [undefined, byteScan(context.triggerSource)]) {
      const search = { context, signal, pause: pauses(), byteScan: scan };
      const found = await searchBytes(bytes, 'a.txt', search);
      assert.ok(typeof found !== 'string');
      assert.equal(found.references.length, 2 * 20_000);
      assert.deepEqual(found, findInFile(text, 'a.txt', context));
    }
  }).timeout(60_000);
});
