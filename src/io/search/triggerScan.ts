/**
 * Finds where a line of some bytes may match a pattern, at or after the beginning of one: the place
 * behind the first match, or -1, which means that there is none.
 */
export type ByteScan = (bytes: Uint8Array, from: number) => number;

type Node =
  | { readonly kind: 'bytes'; readonly bytes: ReadonlySet<number> }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'any'; readonly choices: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly least: number; readonly most: number };

/** A machine of more states is not made. */
const mostStates = 4000;

/**
 * Turns a pattern of the finder's into a table that takes one look per byte, some five times as fast
 * as V8's regular expressions over texts without a hit. Regardless of case. Word boundaries are left
 * out, so it finds a little too much. `undefined` for a pattern with more than literals, classes,
 * groups, choices, counts and `^` in it.
 */
export function byteScan(source: string): ByteScan | undefined {
  const node = new PatternReader(source).read();
  const table = node && tableOf(node);
  if (!table) return undefined;
  const atLineStart = table[firstState + lineFeed] || firstState;
  /** Looks at bytes one by one, in the state that those before have led to. */
  const scan = (bytes: Uint8Array, from: number, to: number, stateThere: number): number => {
    let state = stateThere;
    for (let at = from; at < to; at += 1) {
      // The table has a row for each state and a column for each byte.
      state = table[state + (bytes[at] as number)] as number;
      if (state === found) return at + 1;
    }
    return -1;
  };
  return (bytes, from) => {
    const { length } = bytes;
    const half = length - from < worthHalving ? -1 : bytes.indexOf(lineFeed, (from + length) >> 1);
    if (half < 0) return scan(bytes, from, length, atLineStart);
    // Each look has to wait for the one before, but not for one at the other half.
    const shift = half + 1 - from;
    const to = Math.min(half + 1, length - shift);
    let [state, other] = [atLineStart, atLineStart];
    let at = from;
    for (; at < to && state !== found && other !== found; at += 1) {
      state = table[state + (bytes[at] as number)] as number;
      other = table[other + (bytes[at + shift] as number)] as number;
    }
    if (state === found) return at;
    const first = scan(bytes, at, half + 1, state);
    if (first >= 0) return first;
    return other === found ? at + shift : scan(bytes, at + shift, length, other);
  };
}

/** Shorter texts are scanned in one go. */
const worthHalving = 512;

const found = 0;
const firstState = 256;

const [lineFeed, carriageReturn] = [10, 13];

/** Reads a pattern from left to right. */
class PatternReader {
  private at = 0;

  constructor(private readonly source: string) {}

  read(): Node | undefined {
    const node = this.choices();
    return this.at === this.source.length ? node : undefined;
  }

  private choices(): Node | undefined {
    const choices: Node[] = [];
    do {
      const parts: Node[] = [];
      while (this.at < this.source.length && !this.isAt('|') && !this.isAt(')')) {
        const part = this.counted();
        if (!part) return undefined;
        parts.push(part);
      }
      choices.push({ kind: 'all', parts });
    } while (this.take('|'));
    return { kind: 'any', choices };
  }

  private counted(): Node | undefined {
    const node = this.single();
    const count = node && this.match(/[?*+]|\{(\d+)(?:,(\d*))?\}/y);
    if (!node || !count) return node;
    const [sign, low, high] = count;
    const least = low === undefined ? (sign === '+' ? 1 : 0) : Number(low);
    const most =
      low === undefined
        ? sign === '?'
          ? 1
          : Infinity
        : high === undefined
          ? least
          : Number(high || Infinity);
    // What follows a count makes it lazy, which changes nothing here, or is not known.
    return this.isAt('?') || this.isAt('+') ? undefined : { kind: 'repeat', node, least, most };
  }

  private single(): Node | undefined {
    if (this.match(/\\b/y)) return { kind: 'all', parts: [] };
    // The break before the line is taken for a part of the match, which only begins it earlier.
    if (this.take('^')) return { kind: 'bytes', bytes: new Set([lineFeed, carriageReturn]) };
    if (this.take('(?:')) {
      const inner = this.choices();
      return this.take(')') ? inner : undefined;
    }
    const found = this.match(
      /\[(?:\\[^]|[^\]\\])+\]|\\[nrtdws.\\/()[\]{}?*+|^$-]|[^\\()[\]{}?*+|^$.]/y,
    );
    if (!found) return undefined;
    const one = new RegExp(found[0], 'i');
    const bytes = new Set<number>();
    for (let byte = 0; byte < 256; byte += 1) {
      if (one.test(String.fromCharCode(byte))) bytes.add(byte);
    }
    return { kind: 'bytes', bytes };
  }

  private isAt(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  private take(text: string): boolean {
    const isHere = this.isAt(text);
    if (isHere) this.at += text.length;
    return isHere;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at = pattern.lastIndex;
    return match ?? undefined;
  }
}

/** A state that waits for one of some bytes, or goes on at once. */
interface Step {
  readonly bytes: ReadonlySet<number> | undefined;
  readonly next: number[];
}

/** The steps of a pattern; the last one is its end. */
function stepsOf(pattern: Node): readonly Step[] {
  const steps: Step[] = [];
  const add = (bytes?: ReadonlySet<number>): number => steps.push({ bytes, next: [] }) - 1;
  const link = (from: number, to: number) => steps[from]?.next.push(to);
  const build = (node: Node, from: number): number => {
    switch (node.kind) {
      case 'bytes': {
        const step = add(node.bytes);
        link(from, step);
        const after = add();
        link(step, after);
        return after;
      }
      case 'all':
        return node.parts.reduce((at, part) => build(part, at), from);
      case 'any': {
        const end = add();
        for (const choice of node.choices) {
          const start = add();
          link(from, start);
          link(build(choice, start), end);
        }
        return end;
      }
      case 'repeat': {
        let at = from;
        for (let count = 0; count < node.least; count += 1) at = build(node.node, at);
        const end = add();
        link(at, end);
        if (node.most === Infinity) {
          const start = add();
          link(at, start);
          link(build(node.node, start), start);
          link(start, end);
          return end;
        }
        for (let count = node.least; count < node.most; count += 1) {
          at = build(node.node, at);
          link(at, end);
        }
        return end;
      }
    }
  };
  const end = build(pattern, add());
  // The end is the last step, so that it is known by its number.
  const last = add();
  link(end, last);
  return steps;
}

function tableOf(pattern: Node): Uint32Array | undefined {
  const steps = stepsOf(pattern);
  const end = steps.length - 1;
  const closure = (from: Iterable<number>): readonly number[] => {
    const seen = new Set<number>();
    const open = [...from];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (seen.has(step)) continue;
      seen.add(step);
      const here = steps[step];
      if (here && !here.bytes) open.push(...here.next);
    }
    return [...seen].filter((step) => steps[step]?.bytes ?? step === end).sort((a, b) => a - b);
  };
  const start = closure([0]);
  const numbers = new Map<string, number>();
  const states: (readonly number[])[] = [];
  const numberOf = (state: readonly number[]): number => {
    if (state.includes(end)) return found;
    const key = state.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    states.push(state);
    numbers.set(key, states.length);
    return states.length;
  };
  numberOf(start);
  const alike = bytesAlike(steps);
  const known = new Map<string, number>();
  const rows: Uint32Array[] = [new Uint32Array(256)];
  for (let at = 0; at < states.length; at += 1) {
    if (states.length > mostStates) return undefined;
    const row = new Uint32Array(256);
    for (const bytes of alike) {
      const moved = (states[at] ?? []).filter((step) => steps[step]?.bytes?.has(bytes[0] ?? 0));
      const key = moved.join();
      // A match may begin at any byte.
      const next =
        known.get(key) ??
        numberOf(closure([...moved.flatMap((step) => steps[step]?.next ?? []), ...start]));
      known.set(key, next);
      for (const byte of bytes) row[byte] = next * 256;
    }
    rows.push(row);
  }
  const table = new Uint32Array(rows.length * 256);
  for (const [number, row] of rows.entries()) table.set(row, number * 256);
  return table;
}

/** All bytes, those together that no step tells apart. */
function bytesAlike(steps: readonly Step[]): readonly (readonly number[])[] {
  let groups: readonly (readonly number[])[] = [Array.from({ length: 256 }, (_, byte) => byte)];
  for (const { bytes } of steps) {
    if (!bytes) continue;
    groups = groups
      .flatMap((group) => [
        group.filter((byte) => bytes.has(byte)),
        group.filter((byte) => !bytes.has(byte)),
      ])
      .filter((group) => group.length > 0);
  }
  return groups;
}
