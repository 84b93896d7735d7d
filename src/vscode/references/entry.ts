import type { Place } from '../../core/reference';
import type {
  AssetReference,
  MissingStatus,
  ReferenceStatus,
} from '../../core/lookup/referenceStatus';
import type { Located } from './place';

/** A reference, where it stands as a person reads it, and how it stands with the library. */
export interface ReferenceEntry {
  readonly located: Located<AssetReference>;
  /** The file with its folder's name in front, where several folders are open. */
  readonly place: Place;
  readonly status: ShownStatus;
}

/** Ids of other systems are counted, not shown; what settings ignore is no longer called missing. */
export type ShownStatus =
  | Exclude<ReferenceStatus, { readonly kind: 'unrelated' }>
  | { readonly kind: 'ignored'; readonly status: MissingStatus };

/** The ways to stand, in the order in which they are told. */
export const statusKinds = [
  ...(['found', 'missing', 'ambiguous', 'otherAccount', 'folder', 'unknown', 'ignored'] as const),
] as const;

/** What of the references is shown. */
export interface ReferenceFilter {
  /** `undefined` shows all. */
  readonly status: ShownStatus['kind'] | undefined;
  /** Part of a file's path, of the text itself, or of the asset's path; case does not matter. */
  readonly text: string;
}

/** Nothing is left out. */
export const noFilter: ReferenceFilter = { status: undefined, text: '' };
