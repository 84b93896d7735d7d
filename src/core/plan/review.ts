import { addAmounts, amountOf, type Amount } from './amount';
import { confirmPlan, type ConfirmedPlan, type DeletionPlan } from './plan';
import { otherHints, otherReferences, targetPath, type PlannedTarget } from '../target';

/** What may be deleted, by whether the workspace still mentions it: `possible` if it may. */
export type ReviewGroup = (typeof reviewGroups)[number];

/** The groups, what is surest to be unused first. */
export const reviewGroups = ['safe', 'possible', 'referenced'] as const;

/** What becomes of a row when the review ends now. */
export type RowDecision =
  | { readonly kind: 'delete' }
  | { readonly kind: 'keep' }
  /** Its box is checked, but something in the folder stays: `path`. */
  | { readonly kind: 'keepFolder'; readonly path: string };

/** A row, its path, and the stretch of rows that are inside it: none unless it is a folder. */
interface Row {
  readonly planned: PlannedTarget;
  readonly path: string;
  readonly group: ReviewGroup;
  readonly start: number;
  readonly end: number;
}

/**
 * A plan under review: which of its targets a person has checked. Made for 100,000 rows: a change is
 * a few passes over flat arrays.
 */
export class PlanReview {
  /** By path, so that the rows inside a folder follow each other. */
  private readonly allRows: readonly Row[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly groups: Readonly<Record<ReviewGroup, readonly PlannedTarget[]>>;
  /** 1 for a checked row, 0 for the others. */
  private readonly checked: Uint8Array;
  private touched = false;
  private askedAmount: Amount | undefined;
  /** What follows from the boxes; made when it is asked for. */
  private derived: Derived | undefined;

  /**
   * `boxes` says what is checked at first: all that is safe, nothing, or what was checked in an
   * earlier review; there, what is mentioned only now is not.
   */
  constructor(
    readonly plan: DeletionPlan,
    boxes: 'safe' | 'none' | PlanReview = 'safe',
  ) {
    const rows = rowsOf(plan.targets);
    const inGroup = (group: ReviewGroup) =>
      rows.filter((row) => row.group === group).map(({ planned }) => planned);
    this.allRows = rows;
    this.places = new Map(rows.map(({ planned }, place) => [planned.key, place]));
    this.groups = inEach(inGroup);
    const isChecked = ({ planned, group }: Row) =>
      typeof boxes === 'object' ? boxes.holds(planned.key, group) : group === boxes;
    this.touched = typeof boxes === 'object' && boxes.isChanged;
    this.checked = Uint8Array.from(rows, (row) => (isChecked(row) ? 1 : 0));
  }

  /** Whether a person has checked or unchecked anything. */
  get isChanged(): boolean {
    return this.touched;
  }

  /** The rows of a group, by path. */
  rows(group: ReviewGroup): readonly PlannedTarget[] {
    return this.groups[group];
  }

  /**
   * Checks a row or unchecks it. A folder stands for what is in it: unchecked, all of that stays;
   * checked, all of it goes but what is, or may be, mentioned: that is only ever checked by itself.
   */
  check(key: string, on: boolean): void {
    const place = this.places.get(key) ?? -1;
    const row = this.allRows[place];
    if (!row) return;
    this.set(place, on);
    for (let inner = row.start; inner < row.end; inner += 1) {
      if (!on || this.allRows[inner]?.group === 'safe') this.set(inner, on);
    }
  }

  /** Checks all rows of a group, or unchecks them. */
  checkGroup(group: ReviewGroup, on: boolean): void {
    for (const [place, row] of this.allRows.entries()) if (row.group === group) this.set(place, on);
  }

  /** What becomes of the row with this key. */
  decision(key: string): RowDecision {
    const place = this.places.get(key) ?? -1;
    const row = this.allRows[place];
    if (!row || this.checked[place] !== 1) return { kind: 'keep' };
    const staying = this.now.nextStaying[row.start] ?? row.end;
    if (staying >= row.end) return { kind: 'delete' };
    return { kind: 'keepFolder', path: this.allRows[staying]?.path ?? row.path };
  }

  /** All that was asked for, whatever becomes of it; what was not found counts as a file. */
  get asked(): Amount {
    const { targets, refused, unresolved } = this.plan;
    this.askedAmount ??= addAmounts(
      amountOf([...targets, ...refused.map(({ planned }) => planned)].map(({ target }) => target)),
      { files: unresolved.length, versions: 0, folders: 0, bytes: 0 },
    );
    return this.askedAmount;
  }

  /** How much of a group goes. */
  going(group: ReviewGroup): Amount {
    return this.now.going[group];
  }

  /** Whether every box of a group is checked; a folder that is kept may be among them. */
  allChecked(group: ReviewGroup): boolean {
    return this.allRows.every((row, place) => row.group !== group || this.checked[place] === 1);
  }

  /** How much goes of all. */
  get goingInAll(): Amount {
    return reviewGroups.map((group) => this.now.going[group]).reduce(addAmounts);
  }

  /** What runs when the person agrees: what goes now, and nothing else. */
  confirm(): ConfirmedPlan {
    const checked = this.allRows.filter((_, place) => this.checked[place] === 1);
    return confirmPlan(this.plan, new Set(checked.map(({ planned }) => planned.key)));
  }

  /** Whether a row was checked, and by somebody who knew no less about it. */
  private holds(key: string, group: ReviewGroup): boolean {
    const place = this.places.get(key) ?? -1;
    const before = this.allRows[place]?.group ?? group;
    const isNews = reviewGroups.indexOf(group) > reviewGroups.indexOf(before);
    return this.checked[place] === 1 && !isNews;
  }

  private set(place: number, on: boolean): void {
    this.checked[place] = on ? 1 : 0;
    this.touched = true;
    this.derived = undefined;
  }

  private get now(): Derived {
    return (this.derived ??= derivedFrom(this.allRows, this.checked));
  }
}

interface Derived {
  readonly going: Readonly<Record<ReviewGroup, Amount>>;
  /** For each place, the first one from there on whose row is not checked. */
  readonly nextStaying: Int32Array;
}

function derivedFrom(rows: readonly Row[], checked: Uint8Array): Derived {
  const nextStaying = new Int32Array(rows.length + 1).fill(rows.length);
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    nextStaying[place] = checked[place] === 1 ? (nextStaying[place + 1] ?? rows.length) : place;
  }
  const keepsContent = ({ start, end }: Row) => (nextStaying[start] ?? end) < end;
  const going = (group: ReviewGroup) =>
    amountOf(
      rows
        .filter((row, place) => row.group === group && checked[place] === 1 && !keepsContent(row))
        .map(({ planned }) => planned.target),
    );
  return { going: inEach(going), nextStaying };
}

function rowsOf(targets: readonly PlannedTarget[]): readonly Row[] {
  const sorted = targets
    .map((planned) => ({ planned, path: targetPath(planned.target) }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  /** The first place whose path is not before this one. */
  const placeOf = (path: string) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.path ?? '') < path) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return sorted.map(({ planned, path }) => {
    const isFolder = planned.target.kind === 'folder';
    return {
      planned,
      path,
      group: groupOf(planned),
      start: isFolder ? placeOf(`${path}/`) : 0,
      // `0` is the character after the slash: no path inside the folder comes that late.
      end: isFolder ? placeOf(`${path}0`) : 0,
    };
  });
}

function groupOf(planned: PlannedTarget): ReviewGroup {
  if (otherReferences(planned).length > 0) return 'referenced';
  return otherHints(planned).length > 0 ? 'possible' : 'safe';
}

function inEach<T>(of: (group: ReviewGroup) => T): Readonly<Record<ReviewGroup, T>> {
  return { safe: of('safe'), possible: of('possible'), referenced: of('referenced') };
}
