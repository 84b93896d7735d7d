import { readFileSync } from 'node:fs';

/** A small workspace whose texts say themselves what is to be found in them. */
export interface MarkedCorpus {
  /** Those that the search is given. */
  readonly endpoints: readonly string[];
  readonly files: readonly MarkedFile[];
}

/** One of its files. */
export interface MarkedFile {
  readonly path: string;
  /** As it lies on disk, without marks. */
  readonly bytes: Buffer;
  /** `line:column strength kind what | value`, in the order of the text. */
  readonly expected: readonly string[];
}

/** The strength of a kind, unless its mark says otherwise. */
const usual: Readonly<Record<string, string>> = {
  ...{ id: 'certain', version: 'certain', url: 'certain', path: 'likely', name: 'weak' },
};

const mark = /[⟦«](?:(certain|likely|weak) )?(\w+) ([^¦⟧»]*)¦|[⟧»]/g;

/**
 * Reads a corpus file. Each `#### path` begins a file, with `crlf`, `bom`, `utf16le` and `utf16be`
 * after the path where it is meant to be so; each `⟦kind what¦text⟧` marks a text that is a reference,
 * and `«kind what¦text»` one inside it.
 */
export function readMarkedCorpus(path: string): MarkedCorpus {
  const [head = '', ...parts] = readFileSync(path, 'utf8').split(/^#### /m);
  const endpoints = /^endpoints:(.*)$/m.exec(head)?.[1] ?? '';
  return {
    endpoints: endpoints.split(' ').filter((url) => url !== ''),
    files: parts.map(readFile),
  };
}

function readFile(part: string): MarkedFile {
  const [first = '', ...lines] = part.split('\n');
  const [path = '', ...options] = first.split(' ');
  while (lines.at(-1) === '') lines.pop();
  const expected: string[] = [];
  const plain = lines.map((line, index) => {
    const read = readLine(line, index + 1);
    expected.push(...read.expected);
    return read.text;
  });
  const text = plain.join(options.includes('crlf') ? '\r\n' : '\n');
  return { path, bytes: encoded(text, options), expected };
}

interface Open {
  readonly from: number;
  readonly said: string;
  readonly place: number;
}

function readLine(line: string, number: number) {
  const expected: string[] = [];
  const open: Open[] = [];
  let text = '';
  let from = 0;
  for (const { 0: found, 1: strength, 2: kind, 3: what, index } of line.matchAll(mark)) {
    text += line.slice(from, index);
    from = index + found.length;
    if (kind === undefined) {
      const { said, place, ...begun } = open.pop() ?? { said: 'nothing', place: 0, from: 0 };
      expected[place] = `${number}:${begun.from + 1} ${said} | ${text.slice(begun.from)}`;
    } else {
      const isOther = kind === 'other';
      const strong = strength ?? (isOther ? 'weak' : usual[kind]);
      const said = `${String(strong)} ${isOther ? 'otherAccount' : kind} ${String(what)}`;
      open.push({ from: text.length, said, place: expected.length });
      expected.push('not closed');
    }
  }
  return { text: text + line.slice(from), expected };
}

function encoded(text: string, options: readonly string[]): Buffer {
  if (options.includes('utf16le')) return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (options.includes('utf16be')) return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  return Buffer.from(options.includes('bom') ? `\uFEFF${text}` : text);
}
