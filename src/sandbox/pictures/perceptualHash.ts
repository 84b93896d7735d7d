import { createHash } from 'node:crypto';
import type { Luminance } from './pngLuminance';
import { pngLuminance } from './pngLuminance';

/** The picture is looked at this small: what differs only in scale looks alike. */
const SIDE = 32;
/** So many of the lowest frequencies in each direction make the 64 bits. */
const KEPT = 8;

/**
 * A 64-bit perceptual hash as 16 hex digits: which of the picture's lowest frequencies are stronger
 * than the middle one. Scaled copies differ in few bits. Only plain PNGs are looked into; any other
 * picture gets a hash of its bytes, so that equal files are equal and nothing else is.
 */
export function perceptualHash(bytes: Uint8Array): string {
  const picture = pngLuminance(bytes);
  if (picture === undefined) return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const frequencies = lowFrequencies(shrunk(picture));
  const middle = frequencies.slice(1).sort((a, b) => a - b)[31] ?? 0;
  const bits = frequencies.map((strength) => (strength > middle ? 1 : 0));
  return BigInt(`0b${bits.join('')}`)
    .toString(16)
    .padStart(16, '0');
}

/** The picture on 32 by 32 cells, each the mean of what it covers. */
function shrunk({ width, height, values }: Luminance): readonly number[] {
  const cells: number[] = [];
  for (let cell = 0; cell < SIDE * SIDE; cell += 1) {
    const [left, right] = span(cell % SIDE, width);
    const [top, bottom] = span(Math.floor(cell / SIDE), height);
    let sum = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) sum += values[y * width + x] ?? 0;
    }
    cells.push(sum / ((right - left) * (bottom - top)));
  }
  return cells;
}

/** The pixels a cell covers in one direction: at least one. */
function span(index: number, pixels: number): readonly [number, number] {
  const start = Math.floor((index * pixels) / SIDE);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * pixels) / SIDE))];
}

/** The lowest 8 by 8 frequencies of the discrete cosine transform, the mean first. */
function lowFrequencies(cells: readonly number[]): readonly number[] {
  const frequencies: number[] = [];
  for (let v = 0; v < KEPT; v += 1) {
    for (let u = 0; u < KEPT; u += 1) {
      let sum = 0;
      for (const [i, cell] of cells.entries()) {
        sum += cell * wave(u, i % SIDE) * wave(v, Math.floor(i / SIDE));
      }
      frequencies.push(sum);
    }
  }
  return frequencies;
}

function wave(frequency: number, at: number): number {
  return Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * SIDE));
}
