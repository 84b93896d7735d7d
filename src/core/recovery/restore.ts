import * as v from 'valibot';
import type { ApiFailure } from '../../api/errors';
import { readLines, said } from '../storedLines';

/** What to do with a file whose path is taken again. The existing file is never overwritten. */
export type ConflictRule = 'skip' | 'rename';

/** The file that lies where a restored one belongs. */
export interface ExistingFile {
  readonly fileId: string;
  readonly size: number | undefined;
  /** ISO 8601. */
  readonly updatedAt: string | undefined;
}

/** What a restored file lacks of what it was. */
export interface RestoreLosses {
  /** Custom metadata fields that the account no longer has, or whose values it no longer takes. */
  readonly metadataFields: readonly string[];
  /** Older versions that the backup holds and that did not come back. */
  readonly versions: number;
}

/** How the restore of a file ended: exactly one for each file of a restore. */
export type RestoreOutcome =
  | {
      readonly kind: 'restored';
      readonly fileId: string;
      /** Where it is now: another path than before where the rule was to rename. */
      readonly path: string;
      readonly lost: RestoreLosses;
    }
  /** It was uploaded and lies elsewhere than it belongs; it does not count as restored. */
  | { readonly kind: 'elsewhere'; readonly fileId: string; readonly path: string }
  /** Its path is taken, and the rule was to leave it. */
  | { readonly kind: 'skipped'; readonly existing: ExistingFile }
  /** Bytes of the backup are missing or changed; nothing was sent. */
  | { readonly kind: 'damaged'; readonly bytes: string }
  /** ImageKit refused it; nothing of it was uploaded. */
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  /** It was uploaded, and not all of its versions followed; the newest one may be missing. */
  | {
      readonly kind: 'partial';
      readonly fileId: string;
      readonly versions: number;
      readonly failure: ApiFailure | undefined;
    }
  /** The answer to an upload was lost, and it could not be looked up. */
  | { readonly kind: 'unknown'; readonly failure: ApiFailure }
  | { readonly kind: 'notAttempted' };

/** A version that was uploaded. */
export interface UploadedVersion {
  readonly fileId: string;
  readonly versionId: string | undefined;
  /** Where the server put it. */
  readonly path: string;
}

/** How far the restore of one file has come; what a resumed restore goes on with. */
export interface FileProgress {
  /** Oldest first. */
  readonly uploaded: readonly UploadedVersion[];
  /** Whether an upload was sent whose answer is not known. */
  readonly inDoubt: boolean;
  /** Where its first version was sent to. */
  readonly sentTo: string | undefined;
}

/** A file of which nothing was sent. */
export const nothingSent: FileProgress = { uploaded: [], inDoubt: false, sentTo: undefined };

/** What is written down of a restore before and after each request. */
export interface RestoreJournal {
  /** Resolves when the disk has it; the upload is sent only then. */
  sending(key: string, path: string): Promise<void>;
  uploaded(key: string, version: UploadedVersion): Promise<void>;
  ended(key: string, outcome: RestoreOutcome): Promise<void>;
}

/** What a restore was begun with. */
export interface RestoreHeader {
  readonly restoreId: string;
  readonly backupId: string;
  readonly accountId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly rule: ConflictRule;
  /** `BackupEntry.key` of what is to be restored. */
  readonly keys: readonly string[];
}

/** What the journal of a restore says. */
export interface RestoreRecord {
  readonly header: RestoreHeader;
  readonly progress: ReadonlyMap<string, FileProgress>;
  readonly outcomes: ReadonlyMap<string, RestoreOutcome>;
}

/** Thrown for a journal that is not a restore's, or not whole; the message is for the log. */
export class RestoreUnreadable extends Error {
  override readonly name = 'RestoreUnreadable';
}

const text = v.pipe(v.string(), v.nonEmpty());
const path = v.pipe(v.string(), v.startsWith('/'));

const uploadedSchema = v.object({ fileId: text, versionId: said(text), path });
const headerSchema: v.GenericSchema<unknown, RestoreHeader> = v.object({
  restoreId: text,
  backupId: text,
  accountId: text,
  createdAt: text,
  rule: v.picklist(['skip', 'rename']),
  keys: v.array(text),
});

/** An outcome as far as a resumed restore needs it: the rest of it is for people. */
const outcomeSchema = v.custom<RestoreOutcome>(
  (value) =>
    typeof value === 'object' && value !== null && 'kind' in value && kinds.has(value.kind),
);
const kinds: ReadonlySet<unknown> = new Set<RestoreOutcome['kind']>([
  'restored',
  'elsewhere',
  'skipped',
  'damaged',
  'failed',
  'partial',
  'unknown',
  'notAttempted',
]);

const lineSchema = v.union([
  v.object({ sending: v.object({ key: text, path }) }),
  v.object({ uploaded: v.object({ key: text, version: uploadedSchema }) }),
  v.object({ ended: v.object({ key: text, outcome: outcomeSchema }) }),
  v.object({ format: v.literal(1), restore: headerSchema }),
]);

/** A line of a restore's journal. */
export type RestoreLine =
  | { readonly format: 1; readonly restore: RestoreHeader }
  | { readonly sending: { readonly key: string; readonly path: string } }
  | { readonly uploaded: { readonly key: string; readonly version: UploadedVersion } }
  | { readonly ended: { readonly key: string; readonly outcome: RestoreOutcome } };

/** The line as text. */
export function restoreLine(line: RestoreLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** A restore's journal, read; a torn last line is left out. Throws `RestoreUnreadable`. */
export function parseRestore(content: string): RestoreRecord {
  const [first, ...rest] = readLines(
    content,
    lineSchema,
    (message) => new RestoreUnreadable(message),
  );
  if (!first || !('restore' in first)) throw new RestoreUnreadable('it has no beginning');
  const progress = new Map<string, FileProgress>();
  const outcomes = new Map<string, RestoreOutcome>();
  for (const line of rest) {
    if ('sending' in line) {
      const { key, path: to } = line.sending;
      const before = progress.get(key) ?? nothingSent;
      progress.set(key, { ...before, inDoubt: true, sentTo: before.sentTo ?? to });
    } else if ('uploaded' in line) {
      const { key, version } = line.uploaded;
      const before = progress.get(key) ?? nothingSent;
      progress.set(key, { ...before, inDoubt: false, uploaded: [...before.uploaded, version] });
    } else if ('ended' in line) outcomes.set(line.ended.key, line.ended.outcome);
  }
  return { header: first.restore, progress, outcomes };
}

/**
 * The keys that a resumed restore goes on with: without an end, or with one that is open. A file whose
 * newer versions are missing goes on where it stopped.
 */
export function openKeys({ header, outcomes }: RestoreRecord): readonly string[] {
  return header.keys.filter((key) => openKinds.has(outcomes.get(key)?.kind));
}

const openKinds: ReadonlySet<RestoreOutcome['kind'] | undefined> = new Set([
  undefined,
  'unknown',
  'notAttempted',
  'partial',
]);
