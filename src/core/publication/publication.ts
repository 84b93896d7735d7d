import type { Asset } from '../../api/asset';
import type { ApiFailure } from '../../api/errors';
import type { AssetRecord } from '../../api/recovery/assetRecord';
import type { GuardFinding } from '../plan/guards';
import type { NotBackedUp } from '../recovery/backup';

/** What is done to files: to each of a run the same. */
export interface PublicationChange {
  readonly isPublished: boolean;
  /** All versions, and not only the current one. */
  readonly withVersions: boolean;
  /** What is tagged or untagged once that is seen to be done. */
  readonly tag?: TagChange | undefined;
}

/** A tag that each file gets or loses. */
export interface TagChange {
  readonly change: 'add' | 'remove';
  readonly name: string;
}

/** A file that is to be published or unpublished, as it was when the person agreed. */
export interface PublicationTarget {
  readonly asset: Asset;
  /** Versions besides the current one; `undefined` when not counted. */
  readonly olderVersions: number | undefined;
}

/** A file as it was seen after everything that was done to it: what happens later shows against this. */
export interface SeenAfter {
  readonly path: string;
  readonly versionId: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  /** As ImageKit wrote it. */
  readonly updatedAt: string | undefined;
  readonly tags: readonly string[];
}

/** How it ended for a file: exactly one for each. */
export type PublicationOutcome =
  /** A look afterwards shows it. */
  | {
      readonly kind: 'done';
      readonly after: SeenAfter;
      /** Older versions that were so before: the way back changes them, too. `undefined` if unknown. */
      readonly olderBefore: number | undefined;
    }
  /** It was so before; nothing was sent. */
  | { readonly kind: 'already' }
  /** It isn't what was agreed to; nothing was sent. */
  | { readonly kind: 'changed'; readonly what: 'path' | 'version' | 'size' }
  | { readonly kind: 'gone' }
  /** A guard keeps it; nothing was sent. */
  | { readonly kind: 'kept'; readonly finding: GuardFinding }
  /** It has to be backed up first, and could not be; nothing was sent. */
  | { readonly kind: 'notBackedUp'; readonly why: NotBackedUp }
  /** ImageKit answered that it is done, and a look afterwards shows that it isn't. */
  | { readonly kind: 'notDone' }
  /** It is published or unpublished as it should be, and its tag isn't; `undefined`: despite a 200. */
  | { readonly kind: 'untagged'; readonly failure: ApiFailure | undefined }
  /** Refused; it is as it was. */
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  /** It was sent, and whether it is done could not be seen. */
  | { readonly kind: 'unknown'; readonly failure: ApiFailure }
  /** The run was stopped before, by the person or by a failure. */
  | { readonly kind: 'notAttempted'; readonly failure: ApiFailure | undefined };

/** Outcomes by how many files had them. */
export type PublicationCounts = Readonly<Record<PublicationOutcome['kind'], number>>;

/** Counts outcomes. */
export function countOutcomes(outcomes: Iterable<PublicationOutcome>): PublicationCounts {
  const counts: Record<PublicationOutcome['kind'], number> = {
    ...{ done: 0, already: 0, changed: 0, gone: 0, kept: 0, notBackedUp: 0, notDone: 0 },
    ...{ untagged: 0, failed: 0, unknown: 0, notAttempted: 0 },
  };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}

/** Whether another try may still end otherwise: what was refused for its own sake is left alone. */
export function isOpenOutcome({ kind }: PublicationOutcome): boolean {
  return openKinds.has(kind);
}

const openKinds: ReadonlySet<PublicationOutcome['kind']> = new Set([
  'notDone',
  'untagged',
  'failed',
  'unknown',
  'notAttempted',
] as const);

/** What is kept of a look. */
export function seenAfter(record: AssetRecord): SeenAfter {
  const { filePath: path, versionId, size, updatedAt, tags } = record;
  return { path, versionId, size, updatedAt, tags };
}

/** How a file differs from the one that was agreed to; its own tags and dates may be others. */
export function differenceFrom(
  { asset }: PublicationTarget,
  now: Pick<Asset, 'filePath' | 'versionId' | 'size'>,
): 'path' | 'version' | 'size' | undefined {
  if (now.filePath !== asset.filePath) return 'path';
  if (now.versionId !== asset.versionId) return 'version';
  return now.size === asset.size ? undefined : 'size';
}
