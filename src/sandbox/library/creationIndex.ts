/** What a library is ordered by: creation, then id, so that equal times keep one order. */
export interface Created {
  readonly createdAt: number;
  readonly id: string;
}

/** Orders oldest first. */
export function byCreation(a: Created, b: Created): number {
  if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * Items in the order of their creation. Changes are noted and applied at the next look, so that a
 * page of 100,000 items costs no sort and deleting them all costs one pass.
 */
export class CreationIndex<T extends Created> {
  private items: T[] = [];
  private readonly added = new Set<T>();
  private readonly removed = new Set<T>();

  add(item: T): void {
    this.added.add(item);
  }

  remove(item: T): void {
    if (!this.added.delete(item)) this.removed.add(item);
  }

  /** All items, oldest first. */
  all(): readonly T[] {
    if (this.removed.size > 0) this.items = this.items.filter((item) => !this.removed.has(item));
    if (this.added.size > 0) this.items = [...this.items, ...this.added].sort(byCreation);
    this.added.clear();
    this.removed.clear();
    return this.items;
  }
}
