import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the sample workspace says about a file of the library. */
export interface SampleAsset {
  readonly fileId: string;
  readonly name: string;
  readonly filePath: string;
  /** As the API gives it. */
  readonly url: string;
}

/** A small shop's web site that uses the sandbox's library. */
export interface SampleWorkspace {
  readonly folder: string;
  /** A page with delivery URLs. */
  readonly page: string;
  /** Products, each with the fileId of its picture. */
  readonly products: string;
  /** A list of fileIds to delete: eight that exist, and the dead ones. */
  readonly list: string;
  /** Two ids in `list` that no file of the library has. */
  readonly deadIds: readonly string[];
  /** The files that are used in `page` and `products`, by their path in the library. */
  asset(filePath: string): SampleAsset;
}

/** Where the site loads its pictures from: the form that the live service uses. */
const endpoint = 'https://ik.imagekit.io/sandbox';

/** Rows that a list has at most. */
const pageSize = 1000;

const deadIds = ['0123456789abcdef01234567', '0123456789abcdef01234568'];

/** Reads the library of the sandbox at `url` with its well-known key. */
export async function readSampleLibrary(url: string, key: string): Promise<readonly SampleAsset[]> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const all: SampleAsset[] = [];
  for (;;) {
    const page = `${url}/v1/files?limit=${pageSize}&skip=${all.length}`;
    const response = await fetch(page, { headers: { authorization } });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}.`);
    const rows = (await response.json()) as SampleAsset[];
    all.push(...rows);
    if (rows.length < pageSize) return all;
  }
}

/** Writes the site into `folder`, with the ids that the library has now. */
export function writeSampleWorkspace(
  folder: string,
  library: readonly SampleAsset[],
): SampleWorkspace {
  const asset = (filePath: string) => {
    const found = library.find((entry) => entry.filePath === filePath);
    if (found === undefined) throw new Error(`The library has no file ${filePath}.`);
    return found;
  };
  const url = (filePath: string, transformation?: string) => {
    const encoded = asset(filePath).filePath.split('/').map(encodeURIComponent).join('/');
    return `${endpoint}${encoded}${transformation === undefined ? '' : `?tr=${transformation}`}`;
  };
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
    return file;
  };

  write(
    'README.md',
    `# Harbour Store

![Harbour Store](${url('/brand/logo banner.svg')})

The web site of a small shop. Pictures come from ImageKit; \`src/data/products.json\` names them by
their file ID.
`,
  );
  const page = write(
    'src/pages/index.tsx',
    `import { ProductCard } from '../components/ProductCard';
import products from '../data/products.json';

export function Home() {
  return (
    <main>
      <img className="hero" src="${url('/campaigns/summer 2026/hero.png', 'w-1600,q-80')}" alt="" />
      <img className="teaser" src="${url('/campaigns/summer 2026/beach-evening.png')}" alt="" />
      <h1>Summer by the harbour</h1>
      {products.map((product) => (
        <ProductCard key={product.imageId} {...product} />
      ))}
      <img className="winter" src="${url('/campaigns/winter 2026/teaser.png')}" alt="" />
    </main>
  );
}
`,
  );
  write(
    'src/components/ProductCard.tsx',
    `interface Product {
  readonly name: string;
  readonly price: number;
  readonly image: string;
}

export function ProductCard({ name, price, image }: Product) {
  return (
    <figure>
      <img src={\`${endpoint}\${image}?tr=w-400,h-400\`} alt={name} />
      <figcaption>
        {name} · {price} €
      </figcaption>
    </figure>
  );
}
`,
  );
  write(
    'src/styles/site.css',
    `.logo {
  background: url('${url('/brand/logo.svg')}') no-repeat;
}

.sale {
  background: url('${url('/campaigns/black friday 2025/sale-tag.png', 'w-64')}');
}
`,
  );
  const products = write(
    'src/data/products.json',
    `${JSON.stringify(
      (
        [
          ['Runner, red', 89, '/products/shoes/runner-red.png'],
          ['Runner, blue', 89, '/products/shoes/runner-blue.png'],
          ['Straw hat', 25, '/products/clothes/straw-hat.png'],
          ['Mug, terracotta', 14, '/products/home/mug-terracotta.png'],
          ['Backpack, navy', 75, '/products/bags/backpack-navy.png'],
        ] as const
      ).map(([name, price, image]) => ({ name, price, image, imageId: asset(image).fileId })),
      null,
      2,
    )}\n`,
  );
  write(
    'content/posts/city-nights.md',
    `---
title: City nights
cover: ${url('/blog/2025/city-nights.png', 'w-1200')}
commit: 4f2a9c1e7b3d5086a1c2e3f405162738495a6b7c
---

A walk after dark, and [the lighthouse](${url('/blog/2025/lighthouse.png')}) at the end of it.
`,
  );
  const list = write(
    'cleanup/leftovers.txt',
    `# Leftovers found in the media library
${[
  '/tmp/test.png',
  '/tmp/test.svg',
  '/tmp/IMG_0042 (2).png',
  '/tmp/a..b.png',
  '/tmp/runner-red copy.png',
  '/tmp/hero small.png',
  '/tmp/Untitled.png',
  '/products/shoes/runner-red (1).png',
]
  .map((filePath) => asset(filePath).fileId)
  .concat(deadIds)
  .join('\n')}
`,
  );
  return { folder, page, products, list, deadIds, asset };
}
