import { crc32, deflateSync } from 'node:zlib';
import type { Pixels } from './raster';

const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/**
 * Encodes a picture as PNG, without the opacity when no pixel needs it. With `length` the file is
 * exactly that many bytes long: a text chunk fills it up. So the length of a picture can be told
 * before it is drawn, and is the same whichever zlib packs it.
 */
export function pngOf(pixels: Pixels, seeThrough: boolean, length?: number): Uint8Array {
  const { width, height } = pixels;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, seeThrough ? 6 : 2], 8);
  const packed = deflateSync(filtered(pixels, seeThrough ? 4 : 3));
  const start = Buffer.concat([signature, chunk('IHDR', header)]);
  const end = Buffer.concat([chunk('IDAT', packed), chunk('IEND', new Uint8Array())]);
  if (length === undefined) return Buffer.concat([start, end]);
  return Buffer.concat([start, filler(length - start.length - end.length), end]);
}

/** A chunk is its length, its name, its data and a checksum. */
const around = 12;

function filler(length: number): Uint8Array {
  const text = Buffer.from('Comment\0', 'latin1');
  if (length < around + text.length) {
    throw new Error(
      `A picture needs ${around + text.length - length} bytes more than it was given.`,
    );
  }
  return chunk('tEXt', Buffer.concat([text, Buffer.alloc(length - around - text.length, ' ')]));
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

/** Guesses at a byte from those to the left, above and above left: PNG's filters 0, 1, 2 and 4. */
const filters: readonly (readonly [
  id: number,
  guess: (left: number, above: number, corner: number) => number,
])[] = [
  [0, () => 0],
  [1, (left) => left],
  [2, (_, above) => above],
  [4, paeth],
];

/** The rows of a picture, each as what the filter with the smallest errors leaves of it. */
function filtered({ width, height, data }: Pixels, channels: 3 | 4): Uint8Array {
  const stride = width * channels;
  const raw = new Uint8Array(stride * (height + 1));
  for (let at = stride, from = 0; at < raw.length; from += 4) {
    for (let channel = 0; channel < channels; channel += 1) raw[at++] = data[from + channel] ?? 0;
  }
  const rows = Buffer.alloc((stride + 1) * height);
  const row = new Uint8Array(stride + 1);
  for (let y = 1; y <= height; y += 1) {
    let best = Infinity;
    for (const [id, guess] of filters) {
      row[0] = id;
      let sum = 0;
      for (let x = 0; x < stride && sum < best; x += 1) {
        const at = y * stride + x;
        const left = x < channels ? 0 : (raw[at - channels] ?? 0);
        const corner = x < channels ? 0 : (raw[at - stride - channels] ?? 0);
        const error = ((raw[at] ?? 0) - guess(left, raw[at - stride] ?? 0, corner)) & 255;
        row[x + 1] = error;
        sum += error < 128 ? error : 256 - error;
      }
      if (sum >= best) continue;
      best = sum;
      rows.set(row, (y - 1) * (stride + 1));
    }
  }
  return rows;
}

/** Of the three, the one closest to left + above - corner. */
function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
