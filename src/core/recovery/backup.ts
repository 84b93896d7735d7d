import * as v from 'valibot';
import { parsedJson, readLines, said } from '../storedLines';

/** The bytes of one version as a backup holds them. */
export interface BackedUpVersion {
  readonly versionId: string | undefined;
  /** `Version N`, as ImageKit numbers it. */
  readonly versionName: string | undefined;
  /** Bytes: the server's word, and what was read back from the disk. */
  readonly size: number;
  /** Lower-case hex, of what was read back from the disk. */
  readonly sha256: string;
  /** The file that holds them, such as `bytes/000012`, from the backup's folder. */
  readonly bytes: string;
  /** Its delivery URL, never signed. */
  readonly url: string;
  /** ISO 8601. */
  readonly createdAt: string | undefined;
}

/** A file as a backup holds it: what a restore needs, and nothing that a key was needed to make. */
export interface BackedUpFile {
  readonly fileId: string;
  /** Decoded path from the library's root. */
  readonly path: string;
  readonly mime: string | undefined;
  readonly fileType: string | undefined;
  readonly tags: readonly string[];
  readonly customMetadata: Readonly<Record<string, unknown>>;
  /** `x,y,width,height`. */
  readonly customCoordinates: string | undefined;
  readonly description: string | undefined;
  readonly isPrivate: boolean;
  readonly isPublished: boolean;
  /** ISO 8601. */
  readonly updatedAt: string | undefined;
  /** Oldest first. What was backed up of a file as a whole ends with its current version. */
  readonly versions: readonly BackedUpVersion[];
  /** Older versions that the file had and the backup leaves out; `undefined` when not counted. */
  readonly versionsLeftOut: number | undefined;
}

/** Whose library a backup is of; never the key. */
export interface BackupAccount {
  readonly id: string;
  readonly name: string;
  readonly urlEndpoints: readonly string[];
}

/** Why a file could not be backed up; it is not deleted then, when a backup was asked for. */
export type NotBackedUp =
  /** The library does not show it, or no longer. */
  | { readonly kind: 'notFound' }
  /** It has another version or size than what was agreed to. */
  | { readonly kind: 'changed' }
  /** Nobody can fetch it: ImageKit serves only what is published. */
  | { readonly kind: 'unpublished' }
  /** ImageKit takes no empty upload, so it could never come back. */
  | { readonly kind: 'empty' }
  /** The server did not say how long it is, so what arrives can't be verified. */
  | { readonly kind: 'unknownSize' }
  /** Its address is not one of the account's delivery URLs. */
  | { readonly kind: 'foreignAddress' }
  /** The CDN answered something else than the file. */
  | { readonly kind: 'notDelivered'; readonly status: number; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'wrongLength'; readonly expected: number; readonly received: number }
  /** What was read back from the disk is not what was received. */
  | { readonly kind: 'altered' }
  /** The disk refused it; no further file is tried. */
  | { readonly kind: 'disk'; readonly reason: string }
  | { readonly kind: 'diskFull'; readonly neededBytes: number; readonly freeBytes: number }
  /** Its versions could not be listed completely. */
  | { readonly kind: 'versionsUnknown'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** The first line of a manifest. */
export interface BackupHeader {
  readonly backupId: string;
  /** The run that it was made for; `undefined` for a backup on its own. */
  readonly runId: string | undefined;
  readonly account: BackupAccount;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly withVersions: boolean;
  /** What was to be backed up. */
  readonly files: number;
  readonly bytes: number;
}

/** A file of a manifest: its sidecar by name, and enough to list it without opening that. */
export interface BackupEntry {
  /** `targetKey` of what was to be deleted. */
  readonly key: string;
  readonly fileId: string;
  readonly path: string;
  /** The sidecar, such as `files/000012.json`, from the backup's folder. */
  readonly sidecar: string;
  readonly versions: number;
  readonly bytes: number;
}

/** A file that is not in the backup. */
export interface BackupGap {
  readonly key: string;
  readonly fileId: string;
  readonly path: string;
  readonly why: NotBackedUp;
}

/** How a backup ended; `undefined` where its manifest has no end: it was interrupted. */
export type BackupEnd = 'complete' | 'incomplete';

/** Everything that a manifest says. */
export interface BackupRecord {
  readonly header: BackupHeader;
  readonly entries: readonly BackupEntry[];
  readonly gaps: readonly BackupGap[];
  readonly end: BackupEnd | undefined;
}

/** One version's bytes on their way into a backup. */
export interface IncomingVersion extends Omit<BackedUpVersion, 'bytes' | 'sha256'> {
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A file on its way into a backup; its versions come one after the other, oldest first. */
export interface IncomingFile extends Omit<BackedUpFile, 'versions'> {
  /** `targetKey` of what is to be deleted. */
  readonly key: string;
  readonly versions: AsyncIterable<IncomingVersion>;
}

/** Where a backup is put; what it throws of its own has a `why` that says so. */
export interface BackupStore {
  /** Resolves when the file is verified and on the disk. */
  add(file: IncomingFile): Promise<BackedUpFile>;
  skip(gap: BackupGap): Promise<void>;
}

/** Thrown when a file could not be stored and verified; nothing of it is left then. */
export class BytesRefused extends Error {
  override readonly name = 'BytesRefused';

  constructor(
    readonly why: NotBackedUp,
    options?: ErrorOptions,
  ) {
    super(`not backed up: ${why.kind}`, options);
  }
}

/** Thrown for a manifest or a sidecar that is not ours, or not whole; the message is for the log. */
export class BackupUnreadable extends Error {
  override readonly name = 'BackupUnreadable';
}

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const libraryPath = v.pipe(v.string(), v.startsWith('/'));

/** Names of ours and no others: no name of a server or of a stranger's manifest leaves the folder. */
const bytesName = v.pipe(v.string(), v.regex(/^bytes\/\d{6,9}$/));
const sidecarName = v.pipe(v.string(), v.regex(/^files\/\d{6,9}\.json$/));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const account = v.object({ id: text, name: text, urlEndpoints: v.array(v.string()) });

const fileSchema: v.GenericSchema<unknown, BackedUpFile> = v.object({
  fileId: text,
  path: libraryPath,
  mime: said(v.string()),
  fileType: said(v.string()),
  tags: v.array(v.string()),
  customMetadata: v.record(v.string(), v.unknown()),
  customCoordinates: said(v.string()),
  description: said(v.string()),
  isPrivate: v.boolean(),
  isPublished: v.boolean(),
  updatedAt: said(v.string()),
  versions: v.pipe(
    v.array(
      v.object({
        versionId: said(v.string()),
        versionName: said(v.string()),
        size: count,
        sha256,
        bytes: bytesName,
        url: v.string(),
        createdAt: said(v.string()),
      }),
    ),
    v.minLength(1),
  ),
  versionsLeftOut: said(count),
});

const reason = v.string();
/** A reason as a record keeps it. */
export const notBackedUpSchema: v.GenericSchema<unknown, NotBackedUp> = v.variant('kind', [
  v.object({ kind: v.picklist(['notFound', 'changed', 'unpublished', 'empty']) }),
  v.object({ kind: v.picklist(['unknownSize', 'foreignAddress', 'altered', 'cancelled']) }),
  v.object({ kind: v.literal('notDelivered'), status: v.number(), reason }),
  v.object({ kind: v.picklist(['unreachable', 'disk', 'versionsUnknown']), reason }),
  v.object({ kind: v.literal('wrongLength'), expected: count, received: count }),
  v.object({ kind: v.literal('diskFull'), neededBytes: count, freeBytes: count }),
]);

const headerSchema: v.GenericSchema<unknown, BackupHeader> = v.object({
  backupId: text,
  runId: said(text),
  account,
  createdAt: text,
  withVersions: v.boolean(),
  files: count,
  bytes: count,
});

const entrySchema: v.GenericSchema<unknown, BackupEntry> = v.object({
  key: text,
  fileId: text,
  path: libraryPath,
  sidecar: sidecarName,
  versions: count,
  bytes: count,
});

const gapSchema: v.GenericSchema<unknown, BackupGap> = v.object({
  key: text,
  fileId: text,
  path: libraryPath,
  why: notBackedUpSchema,
});

/** The format of manifests and sidecars; raised when an older reader would misread them. */
const format = 1;

const lineSchema = v.union([
  v.object({ file: entrySchema }),
  v.object({ gap: gapSchema }),
  v.object({ end: v.picklist(['complete', 'incomplete']) }),
  v.object({ format: v.literal(format), backup: headerSchema }),
]);

/** The line that begins a manifest. */
export function headerLine(header: BackupHeader): string {
  return lineOf({ format, backup: header });
}

/** The line that says where a file's bytes are; written only once they are verified. */
export function entryLine(entry: BackupEntry): string {
  return lineOf({ file: entry });
}

/** The line that says why a file is not there. */
export function gapLine(gap: BackupGap): string {
  return lineOf({ gap });
}

/** The line that ends a manifest. */
export function endLine(end: BackupEnd): string {
  return lineOf({ end });
}

/** A sidecar's text. */
export function sidecarText(file: BackedUpFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** A sidecar, checked. Throws `BackupUnreadable`. */
export function parseSidecar(content: string): BackedUpFile {
  const result = v.safeParse(fileSchema, parsedJson(content), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new BackupUnreadable(`the sidecar is not whole: ${v.getDotPath(issue) ?? 'no object'}`);
}

/**
 * A manifest, checked. A last line without its end was being written when the backup was interrupted
 * and is left out; a later entry of a key replaces an earlier one. Throws `BackupUnreadable`.
 */
export function parseManifest(content: string): BackupRecord {
  const [first, ...rest] = readLines(
    content,
    lineSchema,
    (message) => new BackupUnreadable(message),
  );
  if (!first || !('backup' in first)) throw new BackupUnreadable('the manifest has no beginning');
  const entries = new Map<string, BackupEntry>();
  const gaps = new Map<string, BackupGap>();
  let end: BackupEnd | undefined;
  for (const line of rest) {
    if ('backup' in line) throw new BackupUnreadable('the manifest begins twice');
    if ('end' in line) end = line.end;
    else if ('file' in line) {
      entries.set(line.file.key, line.file);
      gaps.delete(line.file.key);
      end = undefined;
    } else if (!entries.has(line.gap.key)) gaps.set(line.gap.key, line.gap);
  }
  return { header: first.backup, entries: [...entries.values()], gaps: [...gaps.values()], end };
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
