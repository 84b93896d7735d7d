import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How a tree for measuring is made up. */
export interface TreeSize {
  readonly files: number;
  readonly bytes: number;
  readonly references: number;
}

/** A repeatable stream of numbers in 0..limit-1. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const words =
  'const let return function import from export default await async value items index render component props state user order price total label title class style width height margin padding border color background if else for while switch case break continue new this null true false string number boolean array object map filter reduce'.split(
    ' ',
  );

/** Text that looks like a program's: lines of words and signs, indented. */
function filler(bytes: number, random: (limit: number) => number): string {
  const lines: string[] = [];
  let size = 0;
  while (size < bytes) {
    const line = [' '.repeat(2 * random(5))];
    for (let count = 3 + random(9); count > 0; count -= 1) {
      line.push(
        words[random(words.length)] ?? '',
        [' ', ' = ', '(', ') ', '.', ', ', '; '][random(7)] ?? '',
      );
    }
    const text = line.join('');
    lines.push(text);
    size += text.length + 1;
  }
  return lines.join('\n');
}

const hex = (length: number, random: (limit: number) => number) =>
  Array.from({ length }, () => random(16).toString(16)).join('');

/** A line with one reference of the common forms. */
function referenceLine(n: number, random: (limit: number) => number): string {
  const name = `/shop/${n % 97}/photo-${n}.jpg`;
  const url = `https://ik.imagekit.io/acme${name}`;
  switch (n % 6) {
    case 0:
      return `  <img src="${url}?tr=w-300,h-200&amp;updatedAt=16${n}" alt="photo" />`;
    case 1:
      return `cover: ${url}`;
    case 2:
      return `  "fileId": "64f0${n.toString(16).padStart(8, '0')}${hex(12, random)}",`;
    case 3:
      return `![photo](https://ik.imagekit.io/acme/tr:w-80${name})`;
    case 4:
      return `  "filePath": "${name}",`;
    default:
      return `  background: url('${url}') no-repeat;`;
  }
}

/** Lines that look like references and are none. */
function lookalikeLine(n: number, random: (limit: number) => number): string {
  switch (n % 4) {
    case 0:
      return `  "integrity": "sha512-${hex(128, random)}",`;
    case 1:
      return `  { "_id": { "$oid": "${hex(24, random)}" } },`;
    case 2:
      return `import icon from './icons/icon-${n}.svg';`;
    default:
      return `const commit = '${hex(40, random)}';`;
  }
}

const endings = ['ts', 'tsx', 'js', 'json', 'md', 'yml', 'css', 'html', 'py', 'php', 'vue', 'sql'];

/** Writes a tree of that size under `folder`; the same size always gives the same tree. */
export async function writeTree(folder: string, size: TreeSize): Promise<void> {
  const random = numbers(42);
  const blocks = Array.from({ length: 200 }, () => filler(4096, random));
  const perFile = Math.floor(size.bytes / size.files);
  let reference = 0;
  let pending: Promise<void>[] = [];
  for (let n = 0; n < size.files; n += 1) {
    const directory = join(folder, `package-${n % 50}`, `folder-${Math.floor(n / 50) % 40}`);
    if (n < 2000) await mkdir(directory, { recursive: true });
    const parts: string[] = [];
    const due = Math.floor(((n + 1) * size.references) / size.files);
    const own = n % 5 === 4 || n === size.files - 1 ? due - reference : 0;
    for (let count = 0; count < own; count += 1)
      parts.push(referenceLine(reference + count, random));
    reference += own;
    if (n % 3 === 0) parts.push(lookalikeLine(n, random));
    let length = 0;
    const target = perFile / 2 + random(perFile);
    while (length < target) {
      const block = blocks[random(blocks.length)] ?? '';
      const piece = block.slice(0, Math.min(block.length, target - length));
      parts.splice(random(parts.length + 1), 0, piece);
      length += piece.length + 1;
    }
    const file = join(directory, `file-${n}.${endings[n % endings.length] ?? 'txt'}`);
    pending.push(writeFile(file, `${parts.join('\n')}\n`));
    if (pending.length >= 64) {
      await Promise.all(pending);
      pending = [];
    }
  }
  await Promise.all(pending);
}

/** A file of one line of 60 MB with 474,565 URLs, the kind that an export holds. */
export async function writeDense(folder: string): Promise<number> {
  const count = 474_565;
  const row = (n: number) =>
    `{"id":${n},"url":"https://ik.imagekit.io/acme/shop/${n % 97}/photo-${n}.jpg?tr=w-300","alt":"A photo of a product, number ${n}"}`;
  const rows = Array.from({ length: count }, (_, n) => row(n).padEnd(126));
  await mkdir(folder);
  await writeFile(join(folder, 'export.json'), `[${rows.join(',')}]`);
  return count;
}

/** A file of 1,000,000 ids, one a line. */
export async function writeMillion(folder: string): Promise<number> {
  const count = 1_000_000;
  const id = (n: number) =>
    `64f0${n.toString(16).padStart(8, '0')}${(n * 7919).toString(16).padStart(12, '0')}`;
  await mkdir(folder);
  await writeFile(
    join(folder, 'ids.txt'),
    Array.from({ length: count }, (_, n) => `${id(n)}\n`).join(''),
  );
  return count;
}
