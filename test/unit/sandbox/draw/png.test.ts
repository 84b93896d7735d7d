import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pngOf } from '../../../../src/sandbox/draw/png';
import { decodePng } from '../../../support/decodePng';

const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((data) => ({ width, height, data })),
  );

suite('sandbox drawings as PNG', () => {
  test('a decoder reads back every pixel and its opacity', () => {
    fc.assert(
      fc.property(pictures, (pixels) => {
        assert.deepEqual(decodePng(pngOf(pixels, true)), { ...pixels, hasAlpha: true });
      }),
    );
  });

  test('an opaque picture is written without opacity', () => {
    fc.assert(
      fc.property(pictures, (pixels) => {
        const data = pixels.data.map((value, index) => (index % 4 === 3 ? 255 : value));
        assert.deepEqual(decodePng(pngOf(pixels, false)), { ...pixels, data, hasAlpha: false });
      }),
    );
  });

  test('a picture is exactly as long as it was told to be, and reads the same', () => {
    fc.assert(
      fc.property(pictures, fc.integer({ min: 20, max: 5000 }), (pixels, more) => {
        const natural = pngOf(pixels, true);
        const filled = pngOf(pixels, true, natural.length + more);
        assert.equal(filled.length, natural.length + more);
        assert.deepEqual(decodePng(filled), decodePng(natural));
      }),
    );
  });

  test('a length that is too short is refused with what is missing', () => {
    const pixels = { width: 1, height: 1, data: new Uint8Array(4) };
    const { length } = pngOf(pixels, true);
    assert.throws(() => pngOf(pixels, true, length + 19), /needs 1 bytes more/);
    assert.throws(() => pngOf(pixels, true, length), /needs 20 bytes more/);
  });
});
