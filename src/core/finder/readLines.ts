import type { FinderContext } from './finderContext';
import type { IdMention } from './idMentions';
import { findIds, loneId } from './idMentions';
import { isShort, lineParts } from './lineParts';
import { maskPrivateKeys } from './writing/maskKeys';
import { blanked, outside } from './writing/span';
import type { KnownLine, LinePart, TextLine } from './textLine';
import { matchesTrigger } from './textLine';
import type { UrlFindings } from './urlMentions';
import { findUrls, noUrls } from './urlMentions';

/** A line, or a part of a long one, with what it says by itself: each thing is read once, when it is needed. */
export class ReadLine implements KnownLine {
  readonly line: number;
  /** Without private keys. */
  readonly text: string;
  readonly part: LinePart | undefined;
  /** The id that it holds, if it says nothing else. */
  readonly lone: IdMention | undefined;
  private countsMemo: boolean | undefined;
  private urlsMemo: UrlFindings | undefined;
  private bareMemo: string | undefined;
  private idsMemo: readonly IdMention[] | undefined;

  constructor(
    /** As it was handed over. */
    readonly source: TextLine,
    private readonly context: FinderContext,
    /** The last id of the part before this one, placed as in this one. */
    private readonly previous: IdMention | undefined,
  ) {
    this.line = source.line;
    this.text = maskPrivateKeys(source.text);
    this.part = source.part;
    this.lone = source.part ? undefined : loneId(this.text);
  }

  get counts(): boolean {
    return (this.countsMemo ??= matchesTrigger(this.source.text, this.context));
  }

  get urls(): UrlFindings {
    return (this.urlsMemo ??= this.lone ? noUrls : findUrls(this.text, this.context));
  }

  /** The text with blanks in place of URLs that lead to a file. */
  get bare(): string {
    return (this.bareMemo ??= blanked(this.text, this.urls.mentions));
  }

  /** Those outside of URLs; of a part, its own. */
  get ids(): readonly IdMention[] {
    return (this.idsMemo ??= this.lone
      ? [this.lone]
      : this.own(outside(this.allIds(), this.urls.spans)));
  }

  /** Of what is found in a part of a line, what is not another part's. */
  own<T extends { readonly start: number }>(found: readonly T[]): readonly T[] {
    const { part } = this;
    return part ? found.filter(({ start }) => start >= part.from && start < part.to) : found;
  }

  private allIds(): readonly IdMention[] {
    const { text, part, previous } = this;
    return part ? findIds(text, { from: part.from, previous }) : findIds(text);
  }
}

/** So many characters of a file's lines are kept, with what they say, until it is read to its end. */
const mostKept = 1_000_000;
/** What a line counts for besides its characters. */
const perLine = 100;

/**
 * The lines of a file as they are read, which can be gone through several times. What a large file's
 * lines say is read each time: it would take many times the memory of their text.
 */
export class ReadLines implements Iterable<ReadLine> {
  /** The first lines: all of a file that is not large. */
  readonly first: readonly ReadLine[];
  readonly isLarge: boolean;

  /** The lines can be gone through several times, too. */
  constructor(
    private readonly lines: Iterable<TextLine>,
    private readonly context: FinderContext,
  ) {
    const first: ReadLine[] = [];
    let size = 0;
    for (const line of this.read()) {
      first.push(line);
      size += line.text.length + perLine;
      if (size > mostKept) break;
    }
    this.first = first;
    this.isLarge = size > mostKept;
  }

  [Symbol.iterator](): Iterator<ReadLine> {
    return this.isLarge ? this.read() : this.first[Symbol.iterator]();
  }

  private *read(): Generator<ReadLine> {
    let last: ReadLine | undefined;
    for (const line of this.lines) {
      if (!line.part && isShort(line)) yield new ReadLine(line, this.context, undefined);
      else {
        for (const part of line.part ? [line] : lineParts(line)) {
          const previous = last?.line === part.line ? previousId(last, part) : undefined;
          last = new ReadLine(part, this.context, previous);
          yield last;
        }
      }
    }
  }
}

/** The last id of a part, placed as in the next one. */
function previousId(last: ReadLine | undefined, { part }: TextLine): IdMention | undefined {
  const id = last?.ids.at(-1);
  const by = (part?.shift ?? 0) - (last?.part?.shift ?? 0);
  return id && { ...id, start: id.start - by, end: id.end - by };
}
