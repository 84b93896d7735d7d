import type { Asset } from '../../api/asset';
import type { PublicationTarget, SeenAfter } from './publication';
import type { PublicationRecord } from './publicationRecord';
import { standingFiles } from './undone';

/** A file that waits in a quarantine, as it was seen after everything that was done to it. */
export interface QuarantinedFile {
  readonly target: PublicationTarget;
  readonly after: SeenAfter;
  /** ISO 8601. */
  readonly quarantinedAt: string;
  /** ISO 8601. */
  readonly dueAt: string;
}

/** The files of an account that were quarantined here and not published back, each once. */
export function quarantinedFiles(
  records: readonly PublicationRecord[],
  accountId: string,
): readonly QuarantinedFile[] {
  const own = records.filter(({ header }) => header.account.id === accountId);
  const newestFirst = own.toSorted((a, b) => (a.header.createdAt < b.header.createdAt ? 1 : -1));
  const files = new Map<string, QuarantinedFile>();
  for (const record of newestFirst) {
    const { quarantine, createdAt } = record.header;
    if (!quarantine) continue;
    for (const target of standingFiles(record, records)) {
      const outcome = record.outcomes.get(target.asset.fileId);
      if (outcome?.kind !== 'done' || files.has(target.asset.fileId)) continue;
      const { after } = outcome;
      const { dueAt } = quarantine;
      files.set(target.asset.fileId, { target, after, dueAt, quarantinedAt: createdAt });
    }
  }
  return [...files.values()];
}

/** Whether a file has waited long enough; `now` in ms since 1970. */
export function isDue({ dueAt }: Pick<QuarantinedFile, 'dueAt'>, now: number): boolean {
  return Date.parse(dueAt) <= now;
}

/** What is another than after the quarantine; `date`: something that no field shows. */
export type ChangeSince = 'published' | 'path' | 'version' | 'size' | 'tags' | 'date';

/** Everything that others did to a file since our own last request; empty for nothing. */
export function changesSince(
  { after }: Pick<QuarantinedFile, 'after'>,
  now: Asset,
): readonly ChangeSince[] {
  const sorted = (tags: readonly string[]) => JSON.stringify([...tags].sort());
  const changes: readonly (readonly [ChangeSince, boolean])[] = [
    ['published', now.isPublished],
    ['path', now.filePath !== after.path],
    ['version', now.versionId !== after.versionId],
    ['size', now.size !== after.size],
    ['tags', sorted(now.tags) !== sorted(after.tags)],
  ];
  const seen = changes.filter(([, isChanged]) => isChanged).map(([change]) => change);
  return seen.length === 0 && now.updatedAt !== after.updatedAt ? ['date'] : seen;
}

/** What is known of a file that is due. */
export interface DueEvidence {
  readonly changes: readonly ChangeSince[];
  /** Where the workspace mentions it; `undefined` where nothing was searched. */
  readonly usage:
    { readonly references: readonly unknown[]; readonly hints: readonly unknown[] } | undefined;
  /** How often it was asked for, as far as the API tells; `undefined` where it doesn't. */
  readonly requests: number | undefined;
}

/** Whether a workspace was searched, and nothing speaks against the deletion of a file that is due. */
export function isQuiet({ changes, usage, requests }: DueEvidence): boolean {
  const isUnmentioned = usage?.references.length === 0 && usage.hints.length === 0;
  return changes.length === 0 && isUnmentioned && !requests;
}
