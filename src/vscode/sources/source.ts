import type { Claim } from '../../core/request';
import type { App } from '../app';

/** What a source found. */
export interface Collected {
  readonly claims: readonly Claim[];
  /**
   * Whether somebody named each of them. What was merely found in texts may belong to any other
   * system: those that ImageKit does not know are counted, and not offered.
   */
  readonly named: boolean;
  /** Sentences about what was not understood or not searched. */
  readonly notes: readonly string[];
  /** Whether the person has chosen among them already: no list is shown for that. */
  readonly isChosen?: boolean;
}

/** Where ids to delete come from. */
export interface Source {
  readonly id: string;
  readonly label: () => string;
  readonly detail: () => string;
  readonly icon: string;
  /** Whether there is anything to collect from now; left out where there always is. */
  readonly isOffered?: (app: App) => boolean | Promise<boolean>;
  /** `undefined` when the person backed out, or was told why there is nothing. */
  collect(app: App): Promise<Collected | undefined>;
}
