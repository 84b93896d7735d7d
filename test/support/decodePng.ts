import assert from 'node:assert/strict';
import { crc32, inflateSync } from 'node:zlib';

/** What the header of a PNG of 8 bits a channel says. */
export interface PngFacts {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
}

/** Reads what an encoder wrote, but not its pixels; any damage fails the test. */
export function pngFacts(png: Uint8Array): PngFacts {
  return opened(png).facts;
}

/** Reads a PNG with its pixels, four bytes each: red, green, blue, opacity. */
export function decodePng(png: Uint8Array): PngFacts & { readonly data: Uint8Array } {
  const { facts, rows } = opened(png);
  return { ...facts, data: pixelsOf(rows, facts) };
}

function opened(png: Uint8Array): { readonly facts: PngFacts; readonly rows: Buffer } {
  const file = Buffer.from(png);
  assert.equal(file.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
  const chunks = chunksOf(file);
  assert.deepEqual([chunks[0]?.name, chunks.at(-1)?.name], ['IHDR', 'IEND']);
  const header = chunks[0]!.data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const hasAlpha = header[9] === 6;
  assert.deepEqual([...header.subarray(8)], [8, hasAlpha ? 6 : 2, 0, 0, 0]);
  const packed = chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data);
  const rows = inflateSync(Buffer.concat(packed));
  assert.equal(rows.length, (width * (hasAlpha ? 4 : 3) + 1) * height);
  return { facts: { width, height, hasAlpha }, rows };
}

function chunksOf(file: Buffer): { readonly name: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const named = file.subarray(at + 4, at + 8 + length);
    assert.equal(file.readUInt32BE(at + 8 + length), crc32(named), 'checksum');
    chunks.push({ name: named.toString('latin1', 0, 4), data: named.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

function pixelsOf(rows: Buffer, { width, height, hasAlpha }: PngFacts): Uint8Array {
  const channels = hasAlpha ? 4 : 3;
  const stride = width * channels;
  let above = new Uint8Array(stride);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)]!;
    const row = Uint8Array.from(rows.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    for (let x = 0; x < stride; x += 1) {
      const left = row[x - channels] ?? 0;
      const up = above[x]!;
      row[x]! += guess(filter, left, up, above[x - channels] ?? 0);
      data[(y * width + Math.floor(x / channels)) * 4 + (x % channels)] = row[x]!;
    }
    above = row;
  }
  return data;
}

function guess(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return Math.floor((left + up) / 2);
    case 4: {
      const target = left + up - corner;
      const near = (value: number): number => Math.abs(target - value);
      return near(left) <= near(up) && near(left) <= near(corner)
        ? left
        : near(up) <= near(corner)
          ? up
          : corner;
    }
    default:
      throw new Error(`No PNG filter ${filter}.`);
  }
}
