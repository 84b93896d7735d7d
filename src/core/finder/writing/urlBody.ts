import type { Unit } from './escapes';
import { hole, patternMark, readUnit } from './escapes';
import { isFileName, isMediaName } from './fileName';
import {
  continuesQuery,
  endsEmphasis,
  isForeignMark,
  isInLayerName,
  isPattern,
  isQuery,
  isTransforming,
  trimmedLength,
  word,
} from './urlMarks';

/** What the text puts right before a URL, which tells where the URL ends. */
export type Opener = '"' | "'" | '`' | '(' | '<' | '>' | '[' | '=' | 'line' | '';

/** What follows a host: unescaped, and where it ends in the raw text. */
export interface Body {
  /** `undefined` when it is a pattern, such as a regular expression or a wildcard. */
  readonly text: string | undefined;
  /** Another reading, where nothing tells which of the two is meant. */
  readonly other?: string;
  readonly end: number;
}

/** What stands around a URL. */
interface Around {
  readonly opener: Opener;
  /** A backslash stands before each slash. */
  readonly slashesEscaped: boolean;
  /** It fills a cell of a row, such as one of a CSV file. */
  readonly isCell: boolean;
}

/** No URL is longer; it bounds the work that one host name can cause. */
const maxLength = 4096;
/** A doubtful name is given up when no file ending follows within this many characters. */
const maxDoubtful = 200;

const plain = /[A-Za-z0-9/_.%~+=-]/;
const plainRun = /(?:[A-Za-z0-9/_.~+=-]|%[0-9A-Fa-f]{2}){1,256}/y;
/** CSS writes a quote inside `url()` with a backslash, which elsewhere ends a quoted text. */
const cssQuote = /\\(['"])/y;
/** Marks that mean something in a regular expression, so that one escapes them there. */
const patternMarks = '()[]|+?-';
const afterFile = /[,;:!'[\]{}~@*(\u2026]/;
type Verdict = 'take' | 'stop' | 'close' | 'reject';

/** What ends a URL that follows such a mark; an element's text ends where the next tag begins. */
const closers: Readonly<Record<Opener, string>> = {
  ...{ '"': '"', "'": "'", '`': '`', '(': ')', '<': '>', '>': '<', '[': ']' },
  ...{ '=': '', line: '', '': '' },
};

class BodyReader {
  private out = '';
  /** Where each character ends in the raw text; as long as none is escaped, that needs no list. */
  private ends: number[] | undefined;
  private at: number;
  private depth = 0;
  private brackets = 0;
  /** Where the path ends: at a `?` or a `#`. */
  private tailAt = -1;
  private inQuery = false;
  /** From here on it is doubtful whether the text belongs to the URL, unless it ends as a file's name. */
  private doubtAt = -1;
  private readonly closer: string;

  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly opener: Opener,
    private readonly slashesEscaped: boolean,
    private readonly isCell: boolean,
  ) {
    this.at = from;
    this.closer = closers[opener];
  }

  read(): Body {
    let verdict: Verdict = 'take';
    while (this.at < this.text.length && this.out.length < maxLength) {
      if (this.takeRun()) continue;
      const literal = this.literalMark();
      const unit =
        literal === undefined ? readUnit(this.text, this.at) : { char: literal, end: this.at + 2 };
      const { char, end } = unit;
      if (char === '/' && this.slashesEscaped && end === this.at + 1) {
        verdict = isMediaName(this.path()) ? 'stop' : 'reject';
        break;
      }
      verdict = this.verdictOf(unit, literal !== undefined);
      if (verdict !== 'take') break;
      this.take(char, end);
      if (this.doubtAt >= 0 && this.isTooDoubtful()) break;
    }
    if (verdict === 'reject') return { text: undefined, end: this.at };
    const closed = verdict === 'close' || (this.opener === 'line' && this.at >= this.text.length);
    return this.body(closed);
  }

  private verdictOf({ char, end, escaped }: Unit, isLiteral: boolean): Verdict {
    if (escaped) return this.judgeEscaped(char);
    return isLiteral || plain.test(char) || this.isApostrophe(char, end)
      ? 'take'
      : this.judge(char, end);
  }

  /** An entity inside a word, which HTML needs where a plain one would end the quoted text. */
  private isApostrophe(char: string, end: number): boolean {
    const isEntity = char === "'" && this.text[this.at] === '&';
    return isEntity && word.test(this.text[end] ?? '') && !this.isComplete() && this.tailAt < 0;
  }

  private body(closed: boolean): Body {
    const length = this.length(closed);
    const text = this.out.slice(0, length);
    const end = this.ends ? (this.ends[length - 1] ?? this.from) : this.from + length;
    if (isPattern(text)) return { text: undefined, end };
    const other = this.otherReading(closed, length);
    return other === undefined ? { text, end } : { text, other, end };
  }

  private path(): string {
    return this.tailAt < 0 ? this.out : this.out.slice(0, this.tailAt);
  }

  /** Takes what needs no second look in one go. */
  private takeRun(): boolean {
    if (this.slashesEscaped || this.doubtAt >= 0) return false;
    plainRun.lastIndex = this.at;
    const run = plainRun.exec(this.text)?.[0];
    if (run === undefined) return false;
    this.out += run;
    for (let end = this.at + 1; this.ends && end <= this.at + run.length; end += 1) {
      this.ends.push(end);
    }
    this.at += run.length;
    return true;
  }

  private take(char: string, end: number): void {
    if (char.length !== 1 || end !== this.at + 1) {
      this.ends ??= Array.from({ length: this.out.length }, (_, index) => this.from + index + 1);
    }
    this.out += char;
    for (let taken = 0; this.ends && taken < char.length; taken += 1) this.ends.push(end);
    this.at = end;
  }

  /** SQL writes a quote inside a quoted text twice; CSS puts a backslash before one in `url()`. */
  private literalMark(): string | undefined {
    const { text, at, closer } = this;
    if (closer === ')' && text[at] === '\\') {
      cssQuote.lastIndex = at;
      return cssQuote.exec(text)?.[1];
    }
    if (closer !== "'" || !text.startsWith("''", at)) return undefined;
    const goesOn = word.test(text[at + 2] ?? '') && !isMediaName(this.out) && !this.inQuery;
    return goesOn ? "'" : undefined;
  }

  /** The text has come to a file's ending, and no query or fragment has begun. */
  private isComplete(): boolean {
    return this.tailAt < 0 && isMediaName(this.out) && !isTransforming(this.out);
  }

  /** A mark with a backslash is part of the address, where the whole is no regular expression. */
  private judgeEscaped(char: string): Verdict {
    const isComplete = this.isComplete();
    if (char === patternMark || (this.slashesEscaped && patternMarks.includes(char))) {
      return isComplete || this.tailAt >= 0 ? 'stop' : 'reject';
    }
    if (char === '?' || char === '#') return this.takeTail(char);
    if (isComplete) return /[\w~-]/.test(char) ? 'take' : 'stop';
    if (this.tailAt >= 0) return char === ' ' ? 'stop' : 'take';
    if (char === '|') this.doubt();
    return 'take';
  }

  private judge(char: string, end: number): Verdict {
    const isComplete = this.isComplete();
    if (char === patternMark) return isComplete || this.tailAt >= 0 ? 'stop' : 'reject';
    if (char === this.closer && (char !== ')' || this.depth === 0)) return 'close';
    if (char <= ' ' || char === '\u00a0') return this.judgeSpace(char, isComplete);
    if ('"`<>'.includes(char) || isForeignMark(char)) return 'stop';
    if (char === "'") {
      const belongs = '"`'.includes(this.closer || ' ') || word.test(this.text[end] ?? '');
      return belongs && !isComplete && !this.inQuery ? 'take' : 'stop';
    }
    if (isComplete && (afterFile.test(char) || this.startsNewWord(char))) return 'stop';
    return this.judgeMark(char, end);
  }

  private judgeMark(char: string, end: number): Verdict {
    switch (char) {
      case '(':
        this.depth += 1;
        return 'take';
      case ')':
        if (this.depth > 0) this.depth -= 1;
        else if (this.closer === '' || isMediaName(this.path()) || this.inQuery) return 'stop';
        return 'take';
      case '[':
        if (this.closer === '') {
          if (this.out.endsWith('/')) return 'stop';
          this.doubt();
        }
        this.brackets += 1;
        return 'take';
      case ']':
        return this.judgeBracket();
      case '}':
        return 'stop';
      case '|':
        return this.closer === '' || this.tailAt >= 0 ? 'stop' : this.doubt();
      case '&':
        return !this.inQuery && this.opener === '=' ? 'stop' : 'take';
      case ',':
      case ';':
        return this.judgeSeparator(end);
      case '*':
        if (this.inQuery || endsEmphasis(this.out, this.text, end)) return 'stop';
        return 'reject';
      case '^':
        return this.inQuery ? 'stop' : 'reject';
      case '?':
      case '#':
        return this.takeTail(char);
      default:
        return 'take';
    }
  }

  private judgeBracket(): Verdict {
    if (this.brackets > 0) this.brackets -= 1;
    else if (this.closer === '' || this.tailAt >= 0) return 'stop';
    else return this.doubt();
    return 'take';
  }

  /** In bare text a comma can be a name's, but in a row of cells it ends one. */
  private judgeSeparator(end: number): Verdict {
    if (this.inQuery) return continuesQuery(this.text, end) ? 'take' : 'stop';
    if (this.closer !== '' || isTransforming(this.out)) return 'take';
    return this.isCell || this.text[end] === '/' ? 'stop' : this.doubt();
  }

  private takeTail(char: string): Verdict {
    if (this.tailAt < 0) this.tailAt = this.out.length;
    if (char === '?') this.inQuery = true;
    return 'take';
  }

  private doubt(): Verdict {
    if (this.doubtAt < 0 && this.tailAt < 0) this.doubtAt = this.out.length;
    return 'take';
  }

  /** Another URL begins, or a text that has no end. */
  private isTooDoubtful(): boolean {
    if (this.tailAt >= 0) return false;
    return this.out.length - this.doubtAt > maxDoubtful || this.out.endsWith('://');
  }

  /** Spaces belong to a name only inside something that closes, and before the file's ending. */
  private judgeSpace(char: string, isComplete: boolean): Verdict {
    if (char === ' ' && this.closer !== '' && this.inQuery && isInLayerName(this.out))
      return 'take';
    const spaceable = this.closer !== '' || this.opener === 'line';
    if (char !== ' ' || isComplete || this.tailAt >= 0 || !spaceable || this.out.endsWith('/')) {
      return 'stop';
    }
    return this.doubt();
  }

  /** After a file's ending, a template's value is a query, and in bare text a letter is prose. */
  private startsNewWord(char: string): boolean {
    return char === hole || (this.closer === '' && char > '\u007f');
  }

  private length(closed: boolean): number {
    if (this.doubtAt < 0) return closed ? this.out.length : trimmedLength(this.out);
    if (!this.isNamed(closed)) return trimmedLength(this.out.slice(0, this.doubtAt));
    return closed ? this.out.length : trimmedLength(this.out);
  }

  /** Whether what is doubtful turns out to be a name: by its ending, or by the query behind it. */
  private isNamed(closed: boolean): boolean {
    const path = this.path();
    if (path.includes('://')) return false;
    const isQuoted = closed && this.closer !== '';
    if (isQuoted && this.inQuery && isQuery(this.out.slice(path.length + 1))) return true;
    return isQuoted ? isFileName(path) : isMediaName(path);
  }

  private otherReading(closed: boolean, length: number): string | undefined {
    if (this.doubtAt < 0 || this.out.includes('://')) return undefined;
    if (length > this.doubtAt) {
      // In bare text, two cells that no blank parts.
      const isSeparated = this.closer === '' && /[,;]/.test(this.out[this.doubtAt] ?? '');
      // An element's text may be a sentence.
      return isSeparated || this.closer === '<' ? this.out.slice(0, this.doubtAt) : undefined;
    }
    return closed ? this.out : undefined;
  }
}

/**
 * Reads what follows a host at `from`; `undefined` when the host itself goes on. Where slashes are
 * escaped, a plain one is the end of a regular expression.
 */
export function readBody(
  text: string,
  from: number,
  { opener, slashesEscaped, isCell }: Around,
): Body | undefined {
  const { char, end } = readUnit(text, from);
  if (char === '/') return new BodyReader(text, from, opener, slashesEscaped, isCell).read();
  const hostGoesOn = char === '.' ? /[\w-]/.test(text[end] ?? '') : /[\w@-]/.test(char);
  return hostGoesOn ? undefined : { text: '', end: from };
}
