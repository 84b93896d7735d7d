import type { AssetRef, NameRef, Reference, Strength } from './reference';

/**
 * Some references of one file, one after the other, in about a tenth of the memory that they take as
 * objects. Its bytes can be handed over to another thread.
 *
 * They are a row of whole numbers from 0 on, each of one or more bytes: of 7 bits, lowest first, and
 * 0x80 more in all but the last. For each reference:
 * - `kind + 8 * strength + 32 * named + 64 * needsEndpoint + 128 * otherAccount`;
 * - its line, less that of the reference before it; its column, less that one's where they share a line;
 *   each as `2n`, or `-2n - 1` below zero. Then its length;
 * - how many characters its value begins with as the one before it does, and the rest of it;
 * - the texts of its `ref`: of an `id` the fileId, of a `version` both ids; else what it leads to (url,
 *   path or name), how many paths or names, and those; a `url` has its path before them, and its account
 *   and version token behind them. A text is 0 where there is none; 1 for the text before it, at first
 *   the value; 2 and the text; or, where the value holds it, 3 more than where, and its length.
 *
 * The rest of a value, and the text behind a 2, is its length and its UTF-16 units.
 */
export interface ReferenceSheet {
  /** Other sheets' may stand among them. */
  readonly bytes: Uint8Array;
  /**
   * Where every block of `blockSize` references begins, which is read as a whole: before its first
   * reference there is none, as at line 0, with an empty value.
   */
  readonly starts: readonly number[];
  /** Where the last one ends. */
  readonly end: number;
}

export const blockSize = 16;
/** All sheets of a file hold so many references but the last one. */
export const sheetSize = 64 * blockSize;

export const kinds = ['id', 'version', 'url', 'path', 'name'] as const;
export const strengths = ['certain', 'likely', 'weak'] as const satisfies readonly Strength[];
/** How a text is given. */
export const textIs = { none: 0, same: 1, own: 2, partOfValue: 3 } as const;

/** The references of one file. Each is made when it is asked for, so that none is the same twice. */
export class PackedReferences implements Iterable<Reference> {
  constructor(
    /** Where they stand. */
    readonly file: string,
    readonly length: number,
    readonly sheets: readonly ReferenceSheet[],
  ) {}

  *[Symbol.iterator](): Generator<Reference> {
    for (const { bytes, starts, end } of this.sheets) {
      for (const [n, start] of starts.entries()) {
        yield* readBlock({ bytes, start, end: starts[n + 1] ?? end }, this.file);
      }
    }
  }

  /** Throws a `RangeError` outside `0..length - 1`. */
  at(index: number): Reference {
    const { bytes, starts, end } = this.sheets[Math.floor(index / sheetSize)] ?? noSheet;
    const n = Math.floor((index % sheetSize) / blockSize);
    const block = { bytes, start: starts[n] ?? end, end: starts[n + 1] ?? end };
    const found = readBlock(block, this.file)[index % blockSize];
    if (!found) throw new RangeError(`no reference ${index} in ${this.file}`);
    return found;
  }
}

/** Most files have none of one kind. */
export const noReferences = new PackedReferences('', 0, []);

const noSheet: ReferenceSheet = { bytes: new Uint8Array(), starts: [], end: 0 };

interface Block {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

let last: { readonly block: Block; readonly references: readonly Reference[] } | undefined;

/** Who asks for one reference of a block most often asks for others of it. */
function readBlock(block: Block, file: string): readonly Reference[] {
  const isLast = last?.block.bytes === block.bytes && last.block.start === block.start;
  if (!last || !isLast || last.references[0]?.place.file !== file) {
    last = { block, references: new BlockReader(block, file).read() };
  }
  return last.references;
}

class BlockReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  constructor(
    { bytes, start, end }: Block,
    private readonly file: string,
  ) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  read(): readonly Reference[] {
    const references: Reference[] = [];
    let [line, column, value] = [0, 0, ''];
    while (this.#at < this.#end) {
      const like = this.#number();
      const lines = this.#signed();
      column = this.#signed() + (lines === 0 ? column : 0);
      line += lines;
      const length = this.#number();
      value = value.slice(0, this.#number()) + this.#ownText();
      references.push({
        ref: this.#ref(kinds[like % 8] ?? 'name', value),
        place: { file: this.file, line, column, length },
        value,
        strength: strengths[(like >> 3) % 4] ?? 'weak',
        named: (like & 32) !== 0,
        needsEndpoint: (like & 64) !== 0,
        otherAccount: (like & 128) !== 0,
      });
    }
    return references;
  }

  #ref(kind: Reference['ref']['kind'], value: string): AssetRef | NameRef {
    const first = this.#part(value, value) ?? '';
    switch (kind) {
      case 'id':
        return { kind, fileId: first };
      case 'version':
        return { kind, fileId: first, versionId: this.#part(first, value) ?? '' };
      case 'url': {
        const path = this.#part(first, value) ?? '';
        const paths = this.#parts(path, value);
        const account = this.#part('', value);
        return { kind, url: first, path, paths, account, versionToken: this.#part('', value) };
      }
      case 'path':
        return { kind, path: first, paths: this.#parts(first, value) };
      case 'name':
        return { kind, name: first, names: this.#parts(first, value) };
    }
  }

  #parts(before: string, value: string): readonly string[] {
    const parts: string[] = [];
    let last = before;
    for (let left = this.#number(); left > 0; left -= 1) {
      last = this.#part(last, value) ?? '';
      parts.push(last);
    }
    return parts;
  }

  #part(before: string, value: string): string | undefined {
    const how = this.#number();
    switch (how) {
      case textIs.none:
        return undefined;
      case textIs.same:
        return before;
      case textIs.own:
        return this.#ownText();
      default: {
        const at = how - textIs.partOfValue;
        return value.slice(at, at + this.#number());
      }
    }
  }

  #ownText(): string {
    const length = this.#number();
    let text = '';
    for (let from = 0; from < length; from += mostArguments) {
      const units: number[] = [];
      const to = Math.min(length, from + mostArguments);
      for (let n = from; n < to; n += 1) units.push(this.#number());
      text += String.fromCharCode(...units);
    }
    return text;
  }

  #number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const part = this.#bytes[this.#at] ?? 0;
      this.#at += 1;
      if (part < 128) return value + part * factor;
      value += (part - 128) * factor;
    }
  }

  #signed(): number {
    const value = this.#number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

/** No function takes any number of arguments. */
const mostArguments = 4096;
