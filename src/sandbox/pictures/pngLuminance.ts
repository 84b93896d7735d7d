import { inflateSync } from 'node:zlib';

/** A picture as brightness: rows from the top, 0 black to 255 white. */
export interface Luminance {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/** Channels of the PNG colour types with 8 bits a channel that are read here. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/**
 * Reads a PNG with 8 bits a channel, not interlaced and without a palette; transparent parts show
 * white. `undefined` for other PNGs and other files.
 */
export function pngLuminance(bytes: Uint8Array): Luminance | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 33 || view.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined;
  const [width, height] = [view.readUInt32BE(16), view.readUInt32BE(20)];
  const channels = CHANNELS[view.readUInt8(25)];
  if (channels === undefined || view.readUInt8(24) !== 8 || view.readUInt8(28) !== 0) {
    return undefined;
  }
  const packed: Buffer[] = [];
  for (let at = 8; at + 8 <= view.length; at += 12 + view.readUInt32BE(at)) {
    const length = view.readUInt32BE(at);
    if (view.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    packed.push(view.subarray(at + 8, at + 8 + length));
  }
  const rows = unfiltered(inflateSync(Buffer.concat(packed)), width * channels, height, channels);
  const values = new Float64Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel += 1) {
    const at = pixel * channels;
    values[pixel] = brightness(rows.subarray(at, at + channels));
  }
  return { width, height, values };
}

/** Undoes the filter that each row names in the byte before it. */
function unfiltered(
  data: Uint8Array,
  rowBytes: number,
  height: number,
  channels: number,
): Uint8Array {
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x += 1) {
      const at = y * rowBytes + x;
      const left = x < channels ? 0 : (rows[at - channels] ?? 0);
      const up = rows[at - rowBytes] ?? 0;
      const corner = x < channels ? 0 : (rows[at - rowBytes - channels] ?? 0);
      const raw = data[y * (rowBytes + 1) + 1 + x] ?? 0;
      rows[at] = raw + guess(filter, left, up, corner);
    }
  }
  return rows;
}

function guess(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return nearest(left + up - corner, [left, up, corner]);
    default:
      return 0;
  }
}

/** Of the three, the one nearest to the target; the first of equals. */
function nearest(target: number, [a, b, c]: readonly [number, number, number]): number {
  const [toA, toB, toC] = [Math.abs(target - a), Math.abs(target - b), Math.abs(target - c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}

/** Brightness of a pixel on white, by the weights of Rec. 601. */
function brightness(pixel: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 255] = pixel;
  const isGrey = pixel.length < 3;
  const grey = isGrey ? a : 0.299 * a + 0.587 * b + 0.114 * c;
  const alpha = (pixel.length === 2 ? b : d) / 255;
  return grey * alpha + 255 * (1 - alpha);
}
