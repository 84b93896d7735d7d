import type { TextLine } from '../../core/finder/textLine';

/** The lines of one file that match. */
export interface FileHits {
  /** As ripgrep gives it, without `./`. */
  readonly file: string;
  /** None where the file needs to be read. */
  readonly lines: readonly TextLine[];
  /**
   * It may be no text, no UTF-8, or its lines are others in an editor, with a lone return in them. Or
   * its lines are too many, or too long, to be kept here.
   */
  readonly needsReading: boolean;
}

/** So many characters of a file's lines are kept; reading the file again takes less memory. */
const mostKept = 500_000;

/**
 * Reads what ripgrep writes with `--heading --null --line-number --stats`: for each file its path, a
 * zero, `12:text` lines, and an empty line; at the end some figures. A line break inside a path is
 * told apart by its zero.
 */
export class HitReader {
  #path: string[] = [];
  #file: string | undefined;
  #lines: TextLine[] = [];
  #needsReading = false;
  /** The characters of its lines. */
  #size = 0;

  /** The files that are complete after these records. */
  *read(records: readonly string[]): Generator<FileHits> {
    for (const record of records) {
      if (this.#file === undefined) this.#readPath(record);
      else if (record === '') yield this.#finish(this.#file);
      else this.#readLine(record);
    }
  }

  /** Call after the last record: the number of files searched, if ripgrep told. */
  searched(): number | undefined {
    const figures = this.#path.find((record) => /^\d+ files? searched$/.test(record));
    return figures === undefined ? undefined : parseInt(figures, 10);
  }

  #readPath(record: string): void {
    const zero = record.indexOf('\0');
    if (zero < 0) {
      if (record !== '' || this.#path.length > 0) this.#path.push(record);
      return;
    }
    this.#file = [...this.#path, record.slice(0, zero)].join('\n').replace(/^\.[\\/]/, '');
    this.#path = [];
    this.#readLine(record.slice(zero + 1));
  }

  #readLine(record: string): void {
    if (this.#needsReading) return;
    const end = record.endsWith('\r') ? record.length - 1 : record.length;
    const other = record.search(/[\0\r\uFFFD]/);
    this.#size += record.length;
    if ((other >= 0 && other < end) || this.#size > mostKept) {
      this.#needsReading = true;
      this.#lines = [];
      return;
    }
    const colon = record.indexOf(':');
    const line = Number(record.slice(0, colon));
    const text = record.slice(colon + 1, end);
    this.#lines.push({ line, text: line === 1 ? text.replace(/^\uFEFF/, '') : text });
  }

  #finish(file: string): FileHits {
    const hits = { file, lines: this.#lines, needsReading: this.#needsReading };
    this.#file = undefined;
    this.#lines = [];
    this.#needsReading = false;
    this.#size = 0;
    return hits;
  }
}
