import { ApiError, type ApiFailure } from '../../api/errors';
import type { AssetRecord } from '../../api/assetRecord';

/** A file that is to be published or unpublished, as it was when the person agreed. */
export interface PublicationTarget {
  readonly fileId: string;
  readonly path: string;
  readonly versionId: string | undefined;
}

/** What a publication asks ImageKit for. Throws `ApiError`. */
export interface PublicationClient {
  details(fileId: string, signal: AbortSignal): Promise<AssetRecord>;
  setPublished(
    fileId: string,
    isPublished: boolean,
    withVersions: boolean,
    signal: AbortSignal,
  ): Promise<void>;
}

/** How the publication of a file ended: exactly one for each target. */
export type PublicationOutcome =
  /** A look afterwards shows it. */
  | { readonly kind: 'done'; readonly record: AssetRecord }
  /** It was so before; nothing was sent. */
  | { readonly kind: 'already'; readonly record: AssetRecord }
  /** It has another version than what was agreed to, or another path; nothing was sent. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone' }
  /** ImageKit answered that it is done, and a look afterwards shows that it isn't. */
  | { readonly kind: 'notDone' }
  /** Refused; it is as it was. */
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  /** It was sent, and whether it is done could not be seen. */
  | { readonly kind: 'unknown'; readonly failure: ApiFailure }
  | { readonly kind: 'notAttempted'; readonly failure: ApiFailure | undefined };

/** A target with how it ended. */
export interface Published {
  readonly target: PublicationTarget;
  readonly outcome: PublicationOutcome;
}

/** What a publication is run with. */
export interface PublicationOptions {
  readonly client: PublicationClient;
  readonly isPublished: boolean;
  /** All versions, not only the current one. */
  readonly withVersions: boolean;
  /**
   * Called before each request, and what it throws stops the run: for the journal, and for what has
   * to be safe before a file can't be fetched any more.
   */
  readonly before: (target: PublicationTarget) => Promise<void>;
  readonly after: (published: Published) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Publishes or unpublishes files, one after the other, and yields each as it ends. It counts as done
 * when a look afterwards shows it, not when the change was answered. A refusal of the first one ends
 * the run: an account whose plan lacks this refuses all of them.
 */
export async function* runPublication(
  targets: readonly PublicationTarget[],
  options: PublicationOptions,
): AsyncGenerator<Published> {
  let stop: { readonly failure: ApiFailure | undefined } | undefined;
  let isTaken = false;
  for (const target of targets) {
    if (options.signal.aborted) stop ??= { failure: undefined };
    const outcome: PublicationOutcome = stop
      ? { kind: 'notAttempted', failure: stop.failure }
      : await publishOne(target, options);
    const published = { target, outcome };
    await options.after(published);
    yield published;
    if (outcome.kind === 'failed' && (!isTaken || isFinal(outcome.failure))) stop ??= outcome;
    if (outcome.kind === 'unknown' && isFinal(outcome.failure)) stop ??= outcome;
    if (outcome.kind === 'done') isTaken = true;
  }
}

async function publishOne(
  target: PublicationTarget,
  options: PublicationOptions,
): Promise<PublicationOutcome> {
  const { client, isPublished, withVersions, signal, before } = options;
  const now = await look(target, client, signal);
  if (now.kind !== 'seen') return now;
  const { record } = now;
  if (record.filePath !== target.path || record.versionId !== target.versionId) {
    return { kind: 'changed' };
  }
  if (record.isPublished === isPublished && !withVersions) return { kind: 'already', record };
  await before(target);
  let lost: ApiFailure | undefined;
  try {
    await client.setPublished(target.fileId, isPublished, withVersions, signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason)
      return { kind: 'notAttempted', failure: undefined };
    if (!(error instanceof ApiError)) throw error;
    if (error.failure.mayHaveActed === 'no') return { kind: 'failed', failure: error.failure };
    lost = error.failure;
  }
  // The change is out: what has come of it is looked up, cancelled or not.
  const after = await look(target, client, new AbortController().signal);
  if (after.kind === 'failed') return { kind: 'unknown', failure: lost ?? after.failure };
  if (after.kind !== 'seen') return after;
  if (after.record.isPublished === isPublished) return { kind: 'done', record: after.record };
  return lost ? { kind: 'unknown', failure: lost } : { kind: 'notDone' };
}

type Look =
  | { readonly kind: 'seen'; readonly record: AssetRecord }
  | { readonly kind: 'gone' }
  | { readonly kind: 'notAttempted'; readonly failure: undefined }
  | { readonly kind: 'failed'; readonly failure: ApiFailure };

async function look(
  { fileId }: PublicationTarget,
  client: PublicationClient,
  signal: AbortSignal,
): Promise<Look> {
  try {
    return { kind: 'seen', record: await client.details(fileId, signal) };
  } catch (error) {
    if (signal.aborted && error === signal.reason)
      return { kind: 'notAttempted', failure: undefined };
    if (!(error instanceof ApiError)) throw error;
    const { failure } = error;
    return failure.kind === 'notFound' ? { kind: 'gone' } : { kind: 'failed', failure };
  }
}

/** Failures after which no request of the run can succeed. */
function isFinal({ kind }: ApiFailure): boolean {
  return (
    kind === 'unauthorized' ||
    kind === 'forbidden' ||
    kind === 'rateLimited' ||
    kind === 'unreachable'
  );
}
