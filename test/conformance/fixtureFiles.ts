import type { LibraryFile } from '../../src/sandbox/library/fillLibrary';

/** A small library with one of each: versions, tags, a private file, awkward names. */
export const fixtureFiles: readonly LibraryFile[] = [
  file('/products/hero.jpg', 'image/jpeg', [400, 120, 3], { tags: ['hero', 'sale'] }),
  file('/products/shoe.png', 'image/png', [90], {
    tags: ['sale'],
    aiTags: [{ name: 'Footwear', confidence: 97.1, source: 'google-auto-tagging' }],
    customMetadata: { sku: 'RUN-01', price: 89 },
  }),
  file('/products/summer/beach.png', 'image/png', [200, 30]),
  file('/old banner.png', 'image/png', [800]),
  file('/docs/report..final (1).pdf', 'application/pdf', [60]),
  file(`/docs/it's "quoted" & 50% off.txt`, 'text/plain', [50]),
  file('/docs/résumé 日本.pdf', 'application/pdf', [40]),
  file('/private/contract.pdf', 'application/pdf', [20], { isPrivate: true }),
];

/** What the bytes of a fixture's version are. */
export function fixtureBytes(path: string, number: number): Buffer {
  return Buffer.from(`${path} version ${number}`);
}

function file(
  path: string,
  mime: string,
  ages: readonly number[],
  more: Omit<Partial<LibraryFile>, 'path' | 'mime' | 'versions'> = {},
): LibraryFile {
  return {
    path,
    mime,
    tags: [],
    ...more,
    versions: ages.map((ageDays, i) => ({
      ageDays,
      size: fixtureBytes(path, i + 1).length,
      ...(mime.startsWith('image/') && { width: 64, height: 48, hasAlpha: false }),
      bytes: () => fixtureBytes(path, i + 1),
    })),
  };
}
