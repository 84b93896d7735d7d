import type { Place } from '../reference';

/** Stretches of text that have been counted: what lies over one of them is no further mention. */
export class Places {
  private readonly taken = new Map<string, Place[]>();

  constructor(taken: readonly { readonly place: Place }[]) {
    for (const { place } of taken) this.put(place);
  }

  /** Takes a place; `false` when a part of it is taken already. */
  add(place: Place): boolean {
    const others = this.taken.get(lineOf(place)) ?? [];
    const overlaps = others.some(
      ({ column, length }) =>
        column < place.column + place.length && place.column < column + length,
    );
    if (!overlaps) this.put(place);
    return !overlaps;
  }

  private put(place: Place): void {
    const line = lineOf(place);
    const others = this.taken.get(line);
    if (others) others.push(place);
    else this.taken.set(line, [place]);
  }
}

function lineOf({ file, line }: Place): string {
  return `${file}:${line}`;
}
