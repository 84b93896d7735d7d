import { ApiError, refusal, type ApiFailure } from '../../api/errors';
import type { AssetRecord } from '../../api/recovery/assetRecord';
import type { BackedUpFile, BackedUpVersion } from './backup';
import type {
  ConflictRule,
  FileProgress,
  RestoreJournal,
  RestoreOutcome,
  UploadedVersion,
} from './restore';
import { freeName, isCreateName, isRenameName, pathParts, uploadPath } from './uploadPath';

/** One upload, as a restore sends it: never with a name of the server's choice. */
export interface RestoreUpload {
  /** The file of the backup that holds the bytes. */
  readonly bytes: string;
  readonly path: string;
  /** Adds a version to the file that is there; without it a taken path is refused. */
  readonly asVersion: boolean;
  readonly tags: readonly string[];
  readonly customMetadata: Readonly<Record<string, unknown>>;
  readonly customCoordinates: string | undefined;
  readonly description: string | undefined;
  readonly isPrivate: boolean;
}

/** What a restore asks ImageKit for. Throws `ApiError`. */
export interface RestoreClient {
  upload(upload: RestoreUpload, signal: AbortSignal): Promise<UploadedVersion>;
  /** The file that lies at exactly this path. */
  fileAt(path: string, signal: AbortSignal): Promise<AssetRecord | undefined>;
  details(fileId: string, signal: AbortSignal): Promise<AssetRecord>;
  folderExists(path: string, signal: AbortSignal): Promise<boolean>;
  createFolder(path: string, signal: AbortSignal): Promise<void>;
  renameFile(path: string, name: string, signal: AbortSignal): Promise<void>;
  moveFile(path: string, folder: string, signal: AbortSignal): Promise<void>;
}

/** What the restore of a file is done with. */
export interface RestoreOptions {
  readonly client: RestoreClient;
  readonly journal: RestoreJournal;
  readonly rule: ConflictRule;
  /** Names of the custom metadata fields that the account has. */
  readonly metadataFields: ReadonlySet<string>;
  /** Whether the bytes of a version are what they were when they were backed up. */
  readonly isIntact: (version: BackedUpVersion) => Promise<boolean>;
  readonly signal: AbortSignal;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A file of the backup on its way back. */
interface Restoring {
  readonly key: string;
  readonly file: BackedUpFile;
  readonly wanted: string;
  readonly fields: Omit<RestoreUpload, 'bytes' | 'path' | 'asVersion'>;
  readonly lostFields: readonly string[];
}

/** Names tried beside a taken one before it is given up. */
const namesTried = 20;

/** How often an upload is tried that was answered "too many requests" or not at all. */
const tries = 5;

/**
 * Puts one file back: its bytes are checked, a taken path is left alone, its versions go up oldest
 * first, and it counts as restored only when a last look finds it where it belongs. Throws the
 * reason of the signal when that comes before anything was sent, or what the journal throws.
 */
export async function restoreFile(
  key: string,
  file: BackedUpFile,
  progress: FileProgress,
  options: RestoreOptions,
): Promise<RestoreOutcome> {
  const { client, signal, isIntact } = options;
  for (const version of file.versions.slice(progress.uploaded.length)) {
    if (!(await isIntact(version))) return { kind: 'damaged', bytes: version.bytes };
  }
  try {
    const place = await placeFor(file, progress, options);
    if (place.kind === 'taken') return { kind: 'skipped', existing: place.existing };
    const known = Object.entries(file.customMetadata).filter(([name]) =>
      options.metadataFields.has(name),
    );
    const restoring: Restoring = {
      key,
      file,
      wanted: place.path,
      fields: {
        tags: file.tags,
        customMetadata: Object.fromEntries(known),
        customCoordinates: file.customCoordinates,
        description: file.description,
        isPrivate: file.isPrivate,
      },
      lostFields: Object.keys(file.customMetadata).filter(
        (name) => !options.metadataFields.has(name),
      ),
    };
    const uploaded = await uploadVersions(restoring, progress, options);
    if (uploaded.kind !== 'uploaded') return uploaded;
    return await bringHome(restoring, uploaded, client, signal);
  } catch (error) {
    // Whatever was sent is told by `uploadVersions`: what arrives here was said before an upload.
    if (!(error instanceof ApiError)) throw error;
    return { kind: 'failed', failure: error.failure };
  }
}

type Place =
  | { readonly kind: 'free'; readonly path: string }
  | {
      readonly kind: 'taken';
      readonly existing: Extract<RestoreOutcome, { kind: 'skipped' }>['existing'];
    };

/** Where the file goes: its own path, or another one where that is taken and the rule says so. */
async function placeFor(
  { path }: BackedUpFile,
  { sentTo, uploaded, inDoubt }: FileProgress,
  { client, rule, signal }: RestoreOptions,
): Promise<Place> {
  // What lies there is our own, or will be told by the upload's own refusal.
  if (uploaded.length > 0 || inDoubt) return { kind: 'free', path: wantedOf(path, sentTo) };
  for (let attempt = 0; ; attempt++) {
    const candidate = attempt === 0 ? path : freeName(path, attempt);
    const existing =
      (await client.fileAt(candidate, signal)) ??
      (candidate === uploadPath(candidate)
        ? undefined
        : await client.fileAt(uploadPath(candidate), signal));
    if (!existing) return { kind: 'free', path: candidate };
    const { fileId, size, updatedAt } = existing;
    if (rule === 'skip' || attempt >= namesTried) {
      return { kind: 'taken', existing: { fileId, size, updatedAt } };
    }
  }
}

/** A resumed restore keeps to the name that it began with. */
function wantedOf(path: string, sentTo: string | undefined): string {
  if (sentTo === undefined || sentTo === uploadPath(path)) return path;
  for (let attempt = 1; attempt <= namesTried; attempt++) {
    const candidate = freeName(path, attempt);
    if (uploadPath(candidate) === sentTo) return candidate;
  }
  return sentTo;
}

interface Uploaded {
  readonly kind: 'uploaded';
  readonly last: UploadedVersion;
}

async function uploadVersions(
  restoring: Restoring,
  progress: FileProgress,
  options: RestoreOptions,
): Promise<Uploaded | RestoreOutcome> {
  const { versions } = restoring.file;
  const done = [...progress.uploaded];
  let inDoubt = progress.inDoubt;
  while (done.length < versions.length) {
    const version = versions[done.length];
    if (!version) break;
    const sent = await uploadOne(restoring, version, done.at(-1), inDoubt, options);
    inDoubt = false;
    if (sent.kind !== 'sent') return endOf(sent, done);
    await options.journal.uploaded(restoring.key, sent.version);
    done.push(sent.version);
  }
  const last = done.at(-1);
  return last ? { kind: 'uploaded', last } : { kind: 'notAttempted' };
}

function endOf(sent: NotSentUp, done: readonly UploadedVersion[]): RestoreOutcome {
  const [first] = done;
  if (!first) return sent;
  return {
    kind: 'partial',
    fileId: first.fileId,
    versions: done.length,
    failure: sent.kind === 'notAttempted' ? undefined : sent.failure,
  };
}

type NotSentUp = Extract<RestoreOutcome, { kind: 'failed' | 'unknown' | 'notAttempted' }>;
type Sent = { readonly kind: 'sent'; readonly version: UploadedVersion } | NotSentUp;

/**
 * Sends one version. A lost answer is looked up before anything is sent again: a first version by
 * its path and size, a later one by whether the current version is still the one sent before. A later
 * version is sent only while a look shows that the current one is ours.
 */
async function uploadOne(
  restoring: Restoring,
  version: BackedUpVersion,
  before: UploadedVersion | undefined,
  inDoubt: boolean,
  options: RestoreOptions,
): Promise<Sent> {
  const { client, journal, signal, pause } = options;
  const path = before?.path ?? uploadPath(restoring.wanted);
  let lost: ApiFailure | undefined = inDoubt ? interrupted() : undefined;
  for (let attempt = 1; ; attempt++) {
    if (lost ?? before) {
      const seen = await lookUp(path, version, before, options);
      if (seen.kind === 'unseen') return lost ? { kind: 'unknown', failure: lost } : seen.end;
      if (seen.kind === 'landed' && lost) return { kind: 'sent', version: seen.version };
      if (seen.kind !== 'absent') return { kind: 'failed', failure: changedMeanwhile() };
    }
    if (signal.aborted) return lost ? { kind: 'unknown', failure: lost } : { kind: 'notAttempted' };
    await journal.sending(restoring.key, path);
    try {
      const upload = { ...restoring.fields, bytes: version.bytes, path };
      const sent = await client.upload({ ...upload, asVersion: before !== undefined }, signal);
      return { kind: 'sent', version: sent };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { failure } = error;
      if (failure.mayHaveActed === 'maybe') lost = failure;
      else if (!lost && !isPassing(failure)) return { kind: 'failed', failure };
      if (attempt >= tries) return { kind: lost ? 'unknown' : 'failed', failure };
      await pause(1000 * 2 ** attempt, signal);
    }
  }
}

/** Worth the same upload later: "too many requests to update the file", and a host out of reach. */
function isPassing({ kind, message }: ApiFailure): boolean {
  return kind === 'unreachable' || (kind === 'rejected' && /too many requests/i.test(message));
}

type Seen =
  | { readonly kind: 'absent' }
  /** A file, or a version, of the size that was sent lies there. */
  | { readonly kind: 'landed'; readonly version: UploadedVersion }
  | { readonly kind: 'foreign' }
  /** Nobody answered. */
  | { readonly kind: 'unseen'; readonly end: NotSentUp };

async function lookUp(
  path: string,
  version: BackedUpVersion,
  before: UploadedVersion | undefined,
  { client, signal }: RestoreOptions,
): Promise<Seen> {
  try {
    const now = before
      ? await client.details(before.fileId, signal)
      : await client.fileAt(path, signal);
    if (!now || (before && now.versionId === before.versionId)) return { kind: 'absent' };
    if (now.size !== version.size) return { kind: 'foreign' };
    const { fileId, versionId, filePath } = now;
    return { kind: 'landed', version: { fileId, versionId, path: filePath } };
  } catch (error) {
    if (signal.aborted) return { kind: 'unseen', end: { kind: 'notAttempted' } };
    if (!(error instanceof ApiError)) throw error;
    return { kind: 'unseen', end: { kind: 'failed', failure: error.failure } };
  }
}

/** Brings an uploaded file to where it belongs, and looks whether it is there. */
async function bringHome(
  { wanted, file, lostFields }: Restoring,
  { last }: Uploaded,
  client: RestoreClient,
  signal: AbortSignal,
): Promise<RestoreOutcome> {
  const { fileId } = last;
  let { path } = last;
  try {
    path = await bringTo(wanted, path, client, signal);
    path = (await client.details(fileId, signal)).filePath;
  } catch (error) {
    // Where it lies is known well enough to be told: it is not where it belongs.
    if (!(error instanceof ApiError)) throw error;
    return { kind: 'elsewhere', fileId, path };
  }
  if (path !== wanted) return { kind: 'elsewhere', fileId, path };
  const versions = file.versionsLeftOut ?? 0;
  return { kind: 'restored', fileId, path, lost: { metadataFields: lostFields, versions } };
}

async function bringTo(
  wanted: string,
  from: string,
  client: RestoreClient,
  signal: AbortSignal,
): Promise<string> {
  let path = from;
  const target = pathParts(wanted);
  const now = pathParts(path);
  if (now.name !== target.name && isRenameName(target.name)) {
    await client.renameFile(path, target.name, signal);
    path = path.slice(0, path.length - now.name.length) + target.name;
  }
  if (now.folder === target.folder) return path;
  if (!(await makeFolder(target.folder, client, signal))) return path;
  // A move onto a taken name would add a version to that file.
  const there = target.folder === '/' ? '/' : `${target.folder}/`;
  if (await client.fileAt(there + pathParts(path).name, signal)) return path;
  await client.moveFile(path, target.folder, signal);
  return there + pathParts(path).name;
}

/** Whether the folder is there, made where that gives it its name. */
async function makeFolder(
  path: string,
  client: RestoreClient,
  signal: AbortSignal,
): Promise<boolean> {
  if (path === '/' || (await client.folderExists(path, signal))) return true;
  const { folder, name } = pathParts(path);
  if (!isCreateName(name) || !(await makeFolder(folder, client, signal))) return false;
  await client.createFolder(path, signal);
  return true;
}

function changedMeanwhile(): ApiFailure {
  return refusal('another version was uploaded meanwhile', 'CHANGED_MEANWHILE').failure;
}

/** What an interrupted restore leaves behind: an upload whose answer was never heard. */
function interrupted(): ApiFailure {
  const { failure } = refusal('interrupted before the answer', 'INTERRUPTED');
  return { ...failure, mayHaveActed: 'maybe' };
}
