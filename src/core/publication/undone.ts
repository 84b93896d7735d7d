import type { PublicationTarget } from './publication';
import type { PublicationRecord } from './publicationRecord';

/** The files that a publication changed: what taking it back is about. */
export function changedFiles({
  targets,
  outcomes,
}: PublicationRecord): readonly PublicationTarget[] {
  return targets.filter(({ asset }) => {
    const kind = outcomes.get(asset.fileId)?.kind;
    return kind === 'done' || kind === 'untagged';
  });
}

/** IDs of files that later records took back for this one. */
function takenBack(
  { header }: PublicationRecord,
  records: readonly PublicationRecord[],
): ReadonlySet<string> {
  const back = records.filter((other) => other.header.undoes === header.publicationId);
  return new Set(
    back.flatMap(({ outcomes }) =>
      [...outcomes].flatMap(([fileId, { kind }]) =>
        kind === 'done' || kind === 'already' || kind === 'gone' ? [fileId] : [],
      ),
    ),
  );
}

/** What of a publication still stands: changed, and not taken back. */
export function standingFiles(
  record: PublicationRecord,
  records: readonly PublicationRecord[],
): readonly PublicationTarget[] {
  const back = takenBack(record, records);
  return changedFiles(record).filter(({ asset }) => !back.has(asset.fileId));
}

/** Whether a publication changed files and all of that was taken back. */
export function isUndone(
  record: PublicationRecord,
  records: readonly PublicationRecord[],
): boolean {
  return changedFiles(record).length > 0 && standingFiles(record, records).length === 0;
}
