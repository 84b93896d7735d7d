import assert from 'node:assert/strict';
import { readImageHeader } from '../../../../src/sandbox/pictures/imageSize';

/** Bytes given as numbers and texts. */
function bytes(...parts: readonly (number | string)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part, 'latin1'))),
  );
}

/** As many bytes as a 16-bit or 32-bit number takes, big end first. */
const be = (value: number, length: number): string =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex').toString('latin1');

const le = (value: number, length: number): string =>
  Buffer.from(be(value, length), 'latin1').reverse().toString('latin1');

const png = (colourType: number): Buffer =>
  bytes('\x89PNG\r\n\x1a\n', be(13, 4), 'IHDR', be(640, 4), be(480, 4), 8, colourType, be(0, 3));

const cases: readonly (readonly [string, Buffer, object])[] = [
  ['a PNG', png(2), { mime: 'image/png', width: 640, height: 480, hasAlpha: false }],
  ['a PNG with alpha', png(6), { mime: 'image/png', width: 640, height: 480, hasAlpha: true }],
  [
    'a GIF',
    bytes('GIF89a', le(640, 2), le(480, 2), 0, 0, 0),
    { mime: 'image/gif', width: 640, height: 480, hasAlpha: false },
  ],
  [
    'a JPEG, behind other segments',
    bytes('\xff\xd8', '\xff\xe0', be(4, 2), 'xx', '\xff\xc2', be(17, 2), 8, be(480, 2), be(640, 2)),
    { mime: 'image/jpeg', width: 640, height: 480, hasAlpha: false },
  ],
  [
    'a lossy WebP',
    bytes('RIFF', le(99, 4), 'WEBPVP8 ', le(9, 4), 'xxx\x9d\x01\x2a', le(640, 2), le(480, 2)),
    { mime: 'image/webp', width: 640, height: 480, hasAlpha: false },
  ],
  [
    'a lossless WebP',
    bytes('RIFF', le(99, 4), 'WEBPVP8L', le(9, 4), 0x2f, le(639 + 479 * 0x4000 + 0x10000000, 4)),
    { mime: 'image/webp', width: 640, height: 480, hasAlpha: true },
  ],
  [
    'an extended WebP',
    bytes('RIFF', le(99, 4), 'WEBPVP8X', le(10, 4), 16, 0, 0, 0, le(639, 3), le(479, 3)),
    { mime: 'image/webp', width: 640, height: 480, hasAlpha: true },
  ],
  [
    'an SVG by its attributes',
    bytes('<?xml version="1.0"?>\n<svg xmlns="x" width="640px" height=\'480\'>'),
    { mime: 'image/svg+xml', width: 640, height: 480, hasAlpha: true },
  ],
  [
    'an SVG by its view box',
    bytes('<svg viewBox="0 0 640, 480"/>'),
    { mime: 'image/svg+xml', width: 640, height: 480, hasAlpha: true },
  ],
];

suite('imageSize', () => {
  for (const [name, picture, header] of cases) {
    test(`reads ${name}`, () => assert.deepEqual(readImageHeader(picture), header));

    test(`makes nothing of ${name} that ends too soon`, () => {
      for (let length = 0; length < 10; length += 1) {
        assert.equal(readImageHeader(picture.subarray(0, length)), undefined);
      }
    });
  }

  test('makes nothing of other files', () => {
    for (const other of ['', 'hello', '%PDF-1.7', '<html></html>', '<svg></svg>', '\xff\xd8\x00']) {
      assert.equal(readImageHeader(bytes(other)), undefined, other);
    }
  });
});
