/** Rows in one listing request: the most that ImageKit allows. */
export const pageSize = 1000;

/** Some rows of a listing, and whether they reach its end. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly last: boolean;
}

/**
 * One listing, read page by page over offsets while rows come and go. It relies on one thing only:
 * rows that are here and not gone stand before those that were not read yet. So it starts at their
 * number, one row back; when that row isn't met again, others were deleted behind our back and it
 * steps back until it meets one that it knows.
 */
export class PagedRows<Row> {
  private readonly rows = new Map<string, Row>();
  /** Every row ever met, so that one which is gone but still listed tells where we are, too. */
  private readonly met = new Set<string>();
  private ended = false;
  private pages = 0;

  constructor(private readonly idOf: (row: Row) => string) {}

  /** Whether the listing was read to its end. */
  get complete(): boolean {
    return this.ended;
  }

  /** Whether one reading was enough for all of it. */
  get fitsOnePage(): boolean {
    return this.ended && this.pages === 1;
  }

  /** The rows read so far in the order of the listing, each once, without those that are gone. */
  get all(): readonly Row[] {
    return [...this.rows.values()];
  }

  get(id: string): Row | undefined {
    return this.rows.get(id);
  }

  /** Drops a row that was deleted; whether it was here. */
  drop(id: string): boolean {
    return this.rows.delete(id);
  }

  /** Reads until there is at least one new row, or the listing ends. */
  async loadMore(
    read: (skip: number) => Promise<Page<Row>>,
    isGone: (row: Row) => boolean,
  ): Promise<void> {
    let skip = Math.max(0, this.rows.size - 1);
    let added = 0;
    while (!this.ended && added === 0) {
      const { rows, last } = await read(skip);
      this.pages += 1;
      if (skip > 0 && !rows.some((row) => this.met.has(this.idOf(row)))) {
        skip = Math.max(0, skip - pageSize + 1);
        continue;
      }
      for (const row of rows) if (this.keep(row, isGone)) added += 1;
      this.ended = last;
      skip += pageSize - 1;
    }
  }

  /** Takes in a row as it is now; whether it is a new one. */
  private keep(row: Row, isGone: (row: Row) => boolean): boolean {
    const id = this.idOf(row);
    this.met.add(id);
    if (isGone(row)) return false;
    const isNew = !this.rows.has(id);
    this.rows.set(id, row);
    return isNew;
  }
}
