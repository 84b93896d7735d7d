import type { ReferenceSheet } from './packedReferences';
import {
  blockSize,
  kinds,
  noReferences,
  PackedReferences,
  sheetSize,
  strengths,
  textIs,
} from './packedReferences';
import type { Reference } from './reference';

/** Packs references, in their order. What it keeps of their texts is a copy. */
export class ReferenceWriter {
  private readonly sheets: ReferenceSheet[] = [];
  private readonly row = spareRows.pop() ?? new NumberRow();
  private starts: number[] = [];
  private count = 0;
  private line = 0;
  private column = 0;
  private value = '';

  add({ ref, place, value, strength, ...flags }: Reference): void {
    if (this.count % blockSize === 0) this.beginBlock();
    const isLike =
      (flags.named ? 32 : 0) + (flags.needsEndpoint ? 64 : 0) + (flags.otherAccount ? 128 : 0);
    this.row.add(kinds.indexOf(ref.kind) + 8 * strengths.indexOf(strength) + isLike);
    this.row.addSigned(place.line - this.line);
    this.row.addSigned(place.column - (place.line === this.line ? this.column : 0));
    this.row.add(place.length);
    const shared = sharedLength(value, this.value);
    this.row.add(shared);
    this.row.addText(value, shared);
    this.line = place.line;
    this.column = place.column;
    this.value = value;
    this.addRef(ref, value);
    this.count += 1;
    if (this.count % sheetSize === 0) this.finishSheet();
  }

  /** Call it once, after the last one. */
  finish(file: string): PackedReferences {
    if (this.count % sheetSize !== 0) this.finishSheet();
    spareRows.push(this.row);
    if (this.count === 0) return noReferences;
    return new PackedReferences(file, this.count, this.sheets);
  }

  private addRef(ref: Reference['ref'], value: string): void {
    switch (ref.kind) {
      case 'id':
        this.addPart(ref.fileId, value, value);
        break;
      case 'version':
        this.addPart(ref.fileId, value, value);
        this.addPart(ref.versionId, ref.fileId, value);
        break;
      case 'url':
        this.addPart(ref.url, value, value);
        this.addPart(ref.path, ref.url, value);
        this.addParts(ref.paths, ref.path, value);
        this.addPart(ref.account, undefined, value);
        this.addPart(ref.versionToken, undefined, value);
        break;
      case 'path':
        this.addPart(ref.path, value, value);
        this.addParts(ref.paths, ref.path, value);
        break;
      case 'name':
        this.addPart(ref.name, value, value);
        this.addParts(ref.names, ref.name, value);
        break;
    }
  }

  private addParts(parts: readonly string[], before: string, value: string): void {
    this.row.add(parts.length);
    let last = before;
    for (const part of parts) {
      this.addPart(part, last, value);
      last = part;
    }
  }

  private addPart(part: string | undefined, before: string | undefined, value: string): void {
    if (part === undefined) this.row.add(textIs.none);
    else if (part === before) this.row.add(textIs.same);
    else {
      const at = value.indexOf(part);
      if (at < 0) {
        this.row.add(textIs.own);
        this.row.addText(part, 0);
      } else {
        this.row.add(textIs.partOfValue + at);
        this.row.add(part.length);
      }
    }
  }

  private beginBlock(): void {
    this.starts.push(this.row.length);
    this.line = 0;
    this.column = 0;
    this.value = '';
  }

  private finishSheet(): void {
    const bytes = this.row.take();
    this.sheets.push({ bytes, starts: this.starts, end: bytes.length });
    this.starts = [];
  }
}

/** Numbers, one after the other, as a sheet has them. */
class NumberRow {
  private bytes = new Uint8Array();
  private filled = 0;

  /** In bytes. */
  get length(): number {
    return this.filled;
  }

  add(value: number): void {
    this.reserve(longestNumber);
    let rest = value;
    while (rest > 127) {
      this.bytes[this.filled++] = 128 + (rest % 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.filled++] = rest;
  }

  addSigned(value: number): void {
    this.add(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** The length and the units of a text from a place on. */
  addText(text: string, from: number): void {
    this.add(text.length - from);
    this.reserve(longestUnit * (text.length - from));
    const bytes = this.bytes;
    let length = this.filled;
    for (let at = from; at < text.length; at += 1) {
      let unit = text.charCodeAt(at);
      for (; unit > 127; unit >>= 7) bytes[length++] = 128 + (unit & 127);
      bytes[length++] = unit;
    }
    this.filled = length;
  }

  /** What was added since the last time. */
  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.filled);
    this.filled = 0;
    return taken;
  }

  private reserve(more: number): void {
    if (this.filled + more <= this.bytes.length) return;
    const wider = new Uint8Array(2 * (this.filled + more) + fewBytes);
    wider.set(this.bytes);
    this.bytes = wider;
  }
}

/** Those of writers that have finished: memory of their own for each file would take more time than the rest. */
const spareRows: NumberRow[] = [];

/** Most files have a few references. */
const fewBytes = 240;
/** Any whole number has less than 2 ** 53. */
const longestNumber = 8;
/** A UTF-16 unit has 16 bits. */
const longestUnit = 3;

/** How many characters two texts begin with alike. */
function sharedLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}
