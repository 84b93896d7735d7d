import { hole, patternMark, readUnit } from './escapes';
import { isFileName, isMediaName } from './fileName';

/** What the text puts right before a URL, which tells where the URL ends. */
export type Opener = '"' | "'" | '`' | '(' | '<' | '=' | 'line' | '';

/** What follows a host: unescaped, and where it ends in the raw text. */
export interface Body {
  /** `undefined` when it is a pattern, such as a regular expression or a wildcard. */
  readonly text: string | undefined;
  readonly end: number;
}

/** No URL is longer; it bounds the work that one host name can cause. */
const maxLength = 4096;
/** A name with spaces is given up when no file ending follows within this many characters. */
const maxSpaced = 200;

const plain = /[A-Za-z0-9/_.%~+=-]/;
const plainRun = /(?:[A-Za-z0-9/_.~+=-]|%[0-9A-Fa-f]{2}){1,256}/y;
const word = /[\p{L}\p{N}]/u;
/** But `\(name)` is a value in Swift. */
const cssEscape = /\\(?!\([\w.]+\))([ '",()])/y;
const afterFile = /[,;:!'[\]{}~@*(]/;
const foreignMark =
  /[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u3000-\u3003\u3008-\u3011\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]/;

/** What only regular expressions have. */
const patternSigns = /\(\.\+\??\)|\(\?[:=!<]|(?:^|\/)\.\+(?:[)/]|$)|\[(?:\^|\w-\w)/;

type Verdict = 'take' | 'stop' | 'close' | 'reject';

class BodyReader {
  private out = '';
  private readonly ends: number[] = [];
  private at: number;
  private depth = 0;
  private inQuery = false;
  private spaceAt = -1;
  private readonly closer: string;

  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly opener: Opener,
    private readonly slashesEscaped: boolean,
  ) {
    this.at = from;
    this.closer = opener === '(' ? ')' : opener === '<' ? '>' : /["'`]/.test(opener) ? opener : '';
  }

  read(): Body {
    let verdict: Verdict = 'take';
    while (this.at < this.text.length && this.out.length < maxLength) {
      if (this.takeRun()) continue;
      const literal = this.literalMark();
      const { char, end } =
        literal === undefined ? readUnit(this.text, this.at) : { char: literal, end: this.at + 2 };
      if (char === '/' && this.slashesEscaped && end === this.at + 1) {
        verdict = isMediaName(this.out) ? 'stop' : 'reject';
        break;
      }
      verdict = literal !== undefined || plain.test(char) ? 'take' : this.judge(char, end);
      if (verdict !== 'take') break;
      this.out += char;
      this.ends.push(end);
      this.at = end;
      if (this.spaceAt >= 0 && this.out.endsWith('://')) break;
    }
    if (verdict === 'reject') return { text: undefined, end: this.at };
    const closed = verdict === 'close' || (this.opener === 'line' && this.at >= this.text.length);
    const length = this.length(closed);
    const text = this.out.slice(0, length);
    const isPattern = patternSigns.test(text);
    return { text: isPattern ? undefined : text, end: this.ends[length - 1] ?? this.from };
  }

  /** Takes what needs no second look in one go. */
  private takeRun(): boolean {
    if (this.slashesEscaped || this.spaceAt >= 0) return false;
    plainRun.lastIndex = this.at;
    const run = plainRun.exec(this.text)?.[0];
    if (run === undefined) return false;
    this.out += run;
    for (let taken = 0; taken < run.length; taken += 1) this.ends.push((this.at += 1));
    return true;
  }

  /** SQL writes a quote inside a quoted text twice; CSS puts a backslash before a mark in `url()`. */
  private literalMark(): string | undefined {
    const { text, at, closer } = this;
    if (closer === ')' && text[at] === '\\') {
      cssEscape.lastIndex = at;
      return cssEscape.exec(text)?.[1];
    }
    if (closer !== "'" || !text.startsWith("''", at)) return undefined;
    const goesOn = word.test(text[at + 2] ?? '') && !isMediaName(this.out) && !this.inQuery;
    return goesOn ? "'" : undefined;
  }

  private judge(char: string, end: number): Verdict {
    const complete = !this.inQuery && isMediaName(this.out) && !this.isTransforming();
    if (char === patternMark) return complete || this.inQuery ? 'stop' : 'reject';
    if (char === this.closer && (char !== ')' || this.depth === 0)) return 'close';
    if (char <= ' ' || char === '\u00a0') return this.judgeSpace(char, complete);
    if ('"`<>|'.includes(char) || foreignMark.test(char)) return 'stop';
    if (char === "'") {
      const belongs = '"`'.includes(this.closer || ' ') || word.test(this.text[end] ?? '');
      return belongs && !complete && !this.inQuery ? 'take' : 'stop';
    }
    if (complete && (afterFile.test(char) || this.startsNewWord(char))) return 'stop';
    return this.judgeMark(char, end);
  }

  private judgeMark(char: string, end: number): Verdict {
    switch (char) {
      case '(':
        this.depth += 1;
        return 'take';
      case ')':
        if (this.depth > 0) this.depth -= 1;
        else if (this.closer === '' || isMediaName(this.out) || this.inQuery) return 'stop';
        return 'take';
      case '}':
      case ']':
        return 'stop';
      case '&':
        return !this.inQuery && this.opener === '=' ? 'stop' : 'take';
      case ',':
      case ';':
        return this.inQuery && !this.continuesQuery(end) ? 'stop' : 'take';
      case '*':
        if (this.inQuery || this.endsEmphasis(end)) return 'stop';
        return 'reject';
      case '^':
        return this.inQuery ? 'stop' : 'reject';
      case '?':
        this.inQuery = true;
        return 'take';
      default:
        return 'take';
    }
  }

  /** A layer's file, such as `l-image,i-logo.png`, does not end the URL. */
  private isTransforming(): boolean {
    return this.out.startsWith('tr:', this.out.lastIndexOf('/') + 1);
  }

  /** Spaces belong to a name only inside something that closes, and before the file's ending. */
  private judgeSpace(char: string, complete: boolean): Verdict {
    const spaceable = this.closer !== '' || this.opener === 'line';
    if (char !== ' ' || complete || this.inQuery || !spaceable || this.out.endsWith('/')) {
      return 'stop';
    }
    if (this.spaceAt < 0) this.spaceAt = this.out.length;
    return this.out.length - this.spaceAt > maxSpaced ? 'stop' : 'take';
  }

  /** After a file's ending, a template's value is a query, and in bare text a letter is prose. */
  private startsNewWord(char: string): boolean {
    return char === hole || (this.closer === '' && char > '\u007f');
  }

  private endsEmphasis(end: number): boolean {
    const next = this.text.slice(end, end + 2).replace(/^\*/, '');
    return word.test(this.out.at(-1) ?? '') && (next === '' || /^[\s.,;)]/.test(next));
  }

  /** `,h-200` goes on with a transformation; `,Name` is the next column. */
  private continuesQuery(end: number): boolean {
    return /^(?!https?:)[a-z]{1,6}[-_:]/i.test(this.text.slice(end, end + 8));
  }

  private length(closed: boolean): number {
    if (this.spaceAt < 0) return closed ? this.out.length : trimmed(this.out);
    const ends = closed && this.closer !== '' ? isFileName : isMediaName;
    const named = ends(this.out) && !this.out.includes('://');
    return named ? this.out.length : trimmed(this.out.slice(0, this.spaceAt));
  }
}

/** Sentence marks and Markdown's emphasis at the end belong to the text around. */
function trimmed(out: string): number {
  let end = out.length;
  while (end > 0 && /[.,;:!?']/.test(out[end - 1] ?? '')) end -= 1;
  const name = out.slice(0, end).replace(/[_~]{1,3}$/, '');
  return isMediaName(name) ? name.length : end;
}

/**
 * Reads what follows a host at `from`; `undefined` when the host itself goes on. Where the slashes
 * before the host are escaped, a plain one is the end of a regular expression.
 */
export function readBody(
  text: string,
  from: number,
  { opener, slashesEscaped }: { readonly opener: Opener; readonly slashesEscaped: boolean },
): Body | undefined {
  const { char, end } = readUnit(text, from);
  if (char === '/') return new BodyReader(text, from, opener, slashesEscaped).read();
  const hostGoesOn = char === '.' ? /[\w-]/.test(text[end] ?? '') : /[\w@-]/.test(char);
  return hostGoesOn ? undefined : { text: '', end: from };
}
