import type { AssetRecord, VersionRecord } from '../../api/recovery/assetRecord';
import { ApiError, type ApiFailure } from '../../api/errors';
import type { GuardFinding } from '../plan/guards';
import type { NotBackedUp } from '../recovery/backup';
import {
  differenceFrom,
  seenAfter,
  type PublicationChange,
  type PublicationOutcome,
  type PublicationTarget,
} from './publication';

/** What a publication asks ImageKit for. Throws `ApiError`, or the signal's reason. */
export interface PublicationClient {
  details(fileId: string, signal: AbortSignal): Promise<AssetRecord>;
  versionRecords(fileId: string, signal: AbortSignal): Promise<readonly VersionRecord[]>;
  setPublished(
    fileId: string,
    isPublished: boolean,
    withVersions: boolean,
    signal: AbortSignal,
  ): Promise<void>;
  changeTag(
    change: 'add' | 'remove',
    fileId: string,
    tag: string,
    signal: AbortSignal,
  ): Promise<void>;
}

/** What is sent for a file: each is written down before it leaves. */
export type PublicationRequest = 'publish' | 'tag';

/** What is written down before and after each request. */
export interface PublicationJournal {
  /** Resolves when the disk has it; the request is sent only then. */
  sending(fileId: string, request: PublicationRequest): Promise<void>;
  ended(fileId: string, outcome: PublicationOutcome): Promise<void>;
}

/** A target with how it ended. */
export interface Published {
  readonly target: PublicationTarget;
  readonly outcome: PublicationOutcome;
}

/** What a publication is run with. */
export interface PublicationOptions {
  readonly client: PublicationClient;
  readonly change: PublicationChange;
  readonly journal: PublicationJournal;
  /** IDs of files for which a request of this run was sent before: its own traces are no change. */
  readonly inDoubt?: ReadonlySet<string>;
  /** What keeps a file from being unpublished, by what it is right before that. */
  readonly guard?: (asset: AssetRecord) => GuardFinding | undefined;
  /** What must be safe before a file can't be fetched any more: why it isn't. */
  readonly ensure?: (target: PublicationTarget) => Promise<NotBackedUp | undefined>;
  readonly signal: AbortSignal;
}

/**
 * Publishes or unpublishes files, one after the other, and yields each as it ends. It counts as done
 * when a look afterwards shows it, not when the change was answered, and only then it is tagged. A
 * refusal of the first one ends the run: an account whose plan lacks this refuses all of them. Throws
 * what the journal throws; nothing is sent that could not be written down.
 */
export async function* runPublication(
  targets: readonly PublicationTarget[],
  options: PublicationOptions,
): AsyncGenerator<Published> {
  let stop: { readonly failure: ApiFailure | undefined } | undefined;
  let isTaken = false;
  for (const target of targets) {
    if (options.signal.aborted) stop ??= { failure: undefined };
    const file = new OneFile(target, options);
    const outcome: PublicationOutcome = stop
      ? { kind: 'notAttempted', failure: stop.failure }
      : await file.end();
    await options.journal.ended(target.asset.fileId, outcome);
    yield { target, outcome };
    if ('failure' in outcome && outcome.failure && outcome.kind !== 'notAttempted') {
      const isRefusedFirst = outcome.kind === 'failed' && file.wasSent && !isTaken;
      if (isRefusedFirst || isFinal(outcome.failure)) stop ??= outcome;
    }
    if (outcome.kind === 'done' || outcome.kind === 'untagged') isTaken = true;
  }
}

/** What is seen of a file: as it is now, and how many of its older versions are as wanted. */
interface Seen {
  readonly kind: 'seen';
  readonly record: AssetRecord;
  readonly isWanted: boolean;
  readonly olderWanted: number | undefined;
}

type Look = Seen | { readonly kind: 'gone' } | { readonly kind: 'failed'; failure: ApiFailure };

/** One file on its way. */
class OneFile {
  /** Whether the change was asked for, whatever the answer. */
  wasSent = false;

  constructor(
    private readonly target: PublicationTarget,
    private readonly options: PublicationOptions,
  ) {}

  async end(): Promise<PublicationOutcome> {
    const { signal } = this.options;
    try {
      return await this.publish();
    } catch (error) {
      // Only what comes before the change is given the signal: nothing was sent.
      if (signal.aborted && error === signal.reason) return cancelled;
      throw error;
    }
  }

  private async publish(): Promise<PublicationOutcome> {
    const { ensure, inDoubt, guard, signal, change } = this.options;
    const why = await ensure?.(this.target);
    if (why) return why.kind === 'cancelled' ? cancelled : { kind: 'notBackedUp', why };
    const before = await this.look(signal);
    if (before.kind !== 'seen') return before;
    const what = differenceFrom(this.target, before.record);
    if (what) return { kind: 'changed', what };
    const wasTried = inDoubt?.has(this.fileId) ?? false;
    const finding = wasTried ? undefined : guard?.(before.record);
    if (finding) return { kind: 'kept', finding };
    const olderBefore = wasTried ? undefined : before.olderWanted;
    if (before.isWanted) {
      if (!wasTried && !change.tag) return { kind: 'already' };
      return this.tag(before.record, olderBefore);
    }
    const lost = await this.send();
    if (lost?.mayHaveActed === 'no') return { kind: 'failed', failure: lost };
    // The change is out: what has come of it is looked up, cancelled or not.
    const after = await this.look(new AbortController().signal);
    if (after.kind === 'failed') return { kind: 'unknown', failure: lost ?? after.failure };
    if (after.kind !== 'seen') return after;
    if (!after.isWanted) return lost ? { kind: 'unknown', failure: lost } : { kind: 'notDone' };
    return this.tag(after.record, olderBefore);
  }

  /** Asks for the change; returns the failure of it. */
  private async send(): Promise<ApiFailure | undefined> {
    const { client, change, journal, signal } = this.options;
    signal.throwIfAborted();
    await journal.sending(this.fileId, 'publish');
    return this.asked(
      client.setPublished(this.fileId, change.isPublished, change.withVersions, signal),
    );
  }

  /** What comes after the publication is seen: the tag, and a last look, which later ones compare with. */
  private async tag(
    record: AssetRecord,
    olderBefore: number | undefined,
  ): Promise<PublicationOutcome> {
    const { client, change, journal } = this.options;
    const { tag } = change;
    const done = (as: AssetRecord) =>
      ({ kind: 'done', after: seenAfter(as), olderBefore }) as const;
    const isTagged = ({ tags }: AssetRecord) =>
      tag === undefined || tags.includes(tag.name) === (tag.change === 'add');
    if (!tag || isTagged(record)) return done(record);
    // It belongs to the change that was made, so a cancellation doesn't leave it out.
    const { signal } = new AbortController();
    await journal.sending(this.fileId, 'tag');
    const failure = await this.asked(client.changeTag(tag.change, this.fileId, tag.name, signal));
    const after = await this.look(signal);
    if (after.kind === 'gone') return after;
    if (after.kind === 'failed') return { kind: 'untagged', failure: failure ?? after.failure };
    return isTagged(after.record) ? done(after.record) : { kind: 'untagged', failure };
  }

  private async asked(request: Promise<void>): Promise<ApiFailure | undefined> {
    this.wasSent = true;
    try {
      await request;
      return undefined;
    } catch (error) {
      if (error instanceof ApiError) return error.failure;
      throw error;
    }
  }

  private async look(signal: AbortSignal): Promise<Look> {
    const { client, change } = this.options;
    const { isPublished, withVersions } = change;
    const isAs = (each: Pick<AssetRecord, 'isPublished'>) => each.isPublished === isPublished;
    try {
      const record = await client.details(this.fileId, signal);
      const rows = withVersions ? await client.versionRecords(this.fileId, signal) : [];
      const older = rows.filter(({ versionId }) => versionId !== record.versionId);
      return {
        kind: 'seen',
        record,
        isWanted: isAs(record) && older.every(isAs),
        olderWanted: withVersions ? older.filter(isAs).length : undefined,
      };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { failure } = error;
      return failure.kind === 'notFound' ? { kind: 'gone' } : { kind: 'failed', failure };
    }
  }

  private get fileId(): string {
    return this.target.asset.fileId;
  }
}

const cancelled: PublicationOutcome = { kind: 'notAttempted', failure: undefined };

/** Failures after which no request of the run can succeed. */
function isFinal({ kind }: ApiFailure): boolean {
  return (
    kind === 'unauthorized' ||
    kind === 'forbidden' ||
    kind === 'rateLimited' ||
    kind === 'unreachable'
  );
}
