import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
import { perceptualHash } from '../../../../src/sandbox/pictures/perceptualHash';
import { pngLuminance } from '../../../../src/sandbox/pictures/pngLuminance';
import { seedFiles } from '../../../../src/sandbox/seed';

/** A PNG of `channels` 8-bit channels whose rows are all left to one filter. */
function pngOf(
  width: number,
  height: number,
  channels: 1 | 2 | 3 | 4,
  at: (x: number, y: number) => readonly number[],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, [0, 0, 4, 2, 6][channels]!], 8);
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.of(0, ...Array.from({ length: width }, (__, x) => at(x, y)).flat()),
  );
  const chunk = (name: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A picture without hard edges, at any scale: brightness at a place between 0 and 1. */
const smooth = (seed: number, scale: number): Buffer =>
  pngOf(64 * scale, 48 * scale, 3, (x, y) => {
    const [u, v] = [x / (64 * scale), y / (48 * scale)];
    const wave = Math.sin(seed + 5 * u) * Math.cos(seed * 2 + 4 * v) + Math.sin(3 * u * v * seed);
    const value = Math.round(128 + 60 * wave);
    return [value, value, Math.min(255, value + 20)];
  });

function distance(a: string, b: string): number {
  const bits = (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2);
  return bits.replaceAll('0', '').length;
}

suite('perceptualHash', () => {
  test('is 16 hex digits, the same for the same bytes', () => {
    const hash = perceptualHash(smooth(1, 1));
    assert.match(hash, /^[0-9a-f]{16}$/);
    assert.equal(perceptualHash(smooth(1, 1)), hash);
  });

  test('is near for a scaled copy and far for another picture', () => {
    for (const seed of [1, 2, 3, 4]) {
      const hash = perceptualHash(smooth(seed, 1));
      assert.ok(distance(hash, perceptualHash(smooth(seed, 3))) <= 6, `scaled ${seed}`);
      assert.ok(distance(hash, perceptualHash(smooth(seed + 7, 1))) > 12, `other ${seed}`);
    }
  });

  test('looks into the seeded pictures', () => {
    const pictures = seedFiles().filter(({ mime }) => mime === 'image/png');
    assert.ok(pictures.length > 10);
    for (const { versions } of pictures.slice(0, 10)) {
      assert.ok(pngLuminance(versions.at(-1)!.bytes()), 'a seeded PNG can be read');
    }
  });

  test('reads grey, colour and transparency alike, clear parts as white', () => {
    const grey = pngLuminance(pngOf(2, 1, 1, (x) => [x * 200]));
    assert.deepEqual(grey?.values, Float64Array.of(0, 200));
    const clear = pngLuminance(pngOf(2, 1, 2, (x) => [0, x * 255]));
    assert.deepEqual(clear?.values, Float64Array.of(255, 0));
    const [red = 0, blue = 0] = pngLuminance(
      pngOf(2, 1, 4, (x) => (x === 0 ? [255, 0, 0, 255] : [0, 0, 255, 255])),
    )!.values;
    assert.ok(Math.abs(red - 76.245) < 1e-9 && Math.abs(blue - 29.07) < 1e-9);
  });

  test('falls back to the bytes of what it cannot look into', () => {
    const hash = perceptualHash(Buffer.from('<svg/>'));
    assert.match(hash, /^[0-9a-f]{16}$/);
    assert.equal(perceptualHash(Buffer.from('<svg/>')), hash);
    assert.notEqual(perceptualHash(Buffer.from('<svg />')), hash);
  });
});
