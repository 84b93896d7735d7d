import { pngOf } from '../draw/png';
import type { SeedFile, SeedVersion } from './file';

const kinds = ['photo', 'banner', 'thumb', 'product', 'icon'] as const;
const tagSets: readonly (readonly string[])[] = [
  [],
  ['sale'],
  [],
  ['summer', 'draft'],
  [],
  ['keep'],
  [],
];

/** Files to a folder, and folders to the folder above. */
const perFolder = 100;

/**
 * `count` small files for tests of scale, always the same, in folders of at most 100. One in ten
 * has two versions, one in a hundred four. They are made while they are taken, and hold a few numbers
 * each: a picture is drawn whenever its bytes are asked for.
 */
export function* generatedFiles(count: number): Generator<SeedFile> {
  for (let index = 0; index < count; index += 1) {
    const folder = Math.floor(index / perFolder);
    const top = padded(Math.floor(folder / perFolder), 4);
    const kind = kinds[index % kinds.length] ?? 'photo';
    yield {
      path: `/generated/${top}/${padded(folder % perFolder, 2)}/${kind}-${padded(index, 6)}.png`,
      mime: 'image/png',
      tags: tagSets[index % tagSets.length] ?? [],
      versions: versionsOf(index),
    };
  }
}

function versionsOf(index: number): readonly SeedVersion[] {
  const count = index % 100 === 0 ? 4 : index % 10 === 0 ? 2 : 1;
  const age = (scattered(index) % (3 * 365 * 24)) / 24;
  return Array.from(
    { length: count },
    (_, place) => new Tile(index * 4 + place, age + (count - 1 - place) * 7),
  );
}

/** A picture of 8 by 8 pixels: a mirrored pattern in a colour of its own. */
class Tile implements SeedVersion {
  readonly width = 8;
  readonly height = 8;
  readonly hasAlpha = false;
  readonly size: number;

  constructor(
    private readonly seed: number,
    readonly ageDays: number,
  ) {
    // Any such tile fits into 320 bytes.
    this.size = 320 + (scattered(seed) % 1700);
  }

  bytes(): Uint8Array {
    const [colour, pattern] = [scattered(this.seed + 1), scattered(this.seed + 2)];
    const data = new Uint8Array(this.width * this.height * 4).fill(240);
    for (let pixel = 0; pixel < this.width * this.height; pixel += 1) {
      const [x, y] = [pixel % this.width, Math.floor(pixel / this.width)];
      const bit = y * 4 + Math.min(x, this.width - 1 - x);
      if (((pattern >>> bit) & 1) === 0) continue;
      data.set([colour & 191, (colour >>> 8) & 191, (colour >>> 16) & 191], pixel * 4);
    }
    return pngOf({ width: this.width, height: this.height, data }, false, this.size);
  }
}

/** A whole number from 0 to 2³²-1 that depends on `seed` alone and looks like chance. */
function scattered(seed: number): number {
  let bits = Math.imul(seed + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
