import type { Knobs } from '../control/knobs';
import type { Folder } from './folder';
import type { StoredFile, Version } from './storedFile';

/** What a list can show: a version (current or not) or a folder. */
export type Entry = Version | Folder;

/** How far list and search are behind: what is gone but still shown, what is there but not yet. */
export class Lag {
  private readonly gone = new Map<Entry, number>();
  private readonly late = new Map<StoredFile, number>();

  constructor(private readonly knobs: () => Pick<Knobs, 'deleteLagMs' | 'uploadLagMs'>) {}

  /** Keeps deleted entries in the lists for as long as the knob says. */
  deleted(entries: Iterable<Entry>, now: number): void {
    const { deleteLagMs } = this.knobs();
    if (deleteLagMs === 0) return;
    for (const entry of entries) this.gone.set(entry, now + deleteLagMs);
  }

  /** Keeps a new file out of the lists for as long as the knob says. */
  uploaded(file: StoredFile, now: number): void {
    const { uploadLagMs } = this.knobs();
    if (uploadLagMs > 0) this.late.set(file, now + uploadLagMs);
  }

  /** Deleted entries that still show. */
  ghosts(now: number): readonly Entry[] {
    dropPast(this.gone, now);
    return [...this.gone.keys()];
  }

  /** Files that don't show yet. */
  hidden(now: number): ReadonlySet<StoredFile> {
    dropPast(this.late, now);
    return new Set(this.late.keys());
  }
}

function dropPast<T>(until: Map<T, number>, now: number): void {
  for (const [item, end] of until) if (end <= now) until.delete(item);
}
