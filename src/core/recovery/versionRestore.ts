import * as v from 'valibot';
import type { AssetRecord } from '../../api/recovery/assetRecord';
import { ApiError, refusal, type ApiFailure } from '../../api/errors';
import { readLines, said } from '../storedLines';

/** A version, as far as making it current goes. */
export interface NamedVersion {
  readonly versionId: string;
  /** `Version N`, as ImageKit numbers it. */
  readonly versionName: string | undefined;
}

/** An older version that is to be the current one, as somebody agreed to it. */
export interface VersionRestoreHeader {
  readonly changeId: string;
  /** Never the key. */
  readonly account: { readonly id: string; readonly name: string };
  /** ISO 8601. */
  readonly createdAt: string;
  readonly fileId: string;
  readonly path: string;
  /** The current version when somebody was asked. */
  readonly from: NamedVersion;
  readonly to: NamedVersion;
}

/** How it ended: exactly one. */
export type VersionRestoreOutcome =
  /** A look afterwards has shown it as the current version. */
  | { readonly kind: 'done' }
  /** The file has another current version than when somebody was asked; nothing was sent. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  /** Sent, and not seen: it may still happen. */
  | { readonly kind: 'unknown'; readonly failure: ApiFailure };

/** What is written down before and after the request. */
export interface VersionRestoreJournal {
  /** Resolves when the disk has it; the request is sent only then. */
  sending(): Promise<void>;
  ended(outcome: VersionRestoreOutcome): Promise<void>;
}

/** What it asks ImageKit for. Throws `ApiError`. */
export interface VersionRestoreClient {
  details(fileId: string, signal?: AbortSignal): Promise<AssetRecord>;
  restoreVersion(fileId: string, versionId: string, signal?: AbortSignal): Promise<void>;
}

/**
 * Makes a version current. It is never sent twice, and counts as done only when a look shows it.
 * Throws what the journal throws.
 */
export async function restoreVersion(
  header: VersionRestoreHeader,
  client: VersionRestoreClient,
  journal: VersionRestoreJournal,
): Promise<VersionRestoreOutcome> {
  const outcome = await outcomeOf(header, client, journal);
  await journal.ended(outcome);
  return outcome;
}

async function outcomeOf(
  { fileId, from, to }: VersionRestoreHeader,
  client: VersionRestoreClient,
  journal: VersionRestoreJournal,
): Promise<VersionRestoreOutcome> {
  const before = await asked(client.details(fileId));
  if ('failure' in before) return { kind: 'failed', ...before };
  if (before.answer.versionId !== from.versionId) return { kind: 'changed' };
  await journal.sending();
  const sent = await asked(client.restoreVersion(fileId, to.versionId));
  if ('failure' in sent && sent.failure.mayHaveActed === 'no') return { kind: 'failed', ...sent };
  const after = await asked(client.details(fileId));
  if ('failure' in after) return { kind: 'unknown', ...('failure' in sent ? sent : after) };
  if (after.answer.versionId === to.versionId) return { kind: 'done' };
  if ('failure' in sent) return { kind: 'unknown', ...sent };
  return { kind: 'unknown', failure: notSeen() };
}

async function asked<T>(
  call: Promise<T>,
): Promise<{ readonly answer: T } | { readonly failure: ApiFailure }> {
  try {
    return { answer: await call };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { failure: error.failure };
  }
}

function notSeen(): ApiFailure {
  const { failure } = refusal('ImageKit shows another current version', 'NOT_CURRENT');
  return { ...failure, mayHaveActed: 'maybe' };
}

/** What the record of such a change says. */
export interface VersionRestoreRecord {
  readonly header: VersionRestoreHeader;
  readonly isSent: boolean;
  /** `undefined` where it was interrupted. */
  readonly outcome: VersionRestoreOutcome['kind'] | undefined;
}

/** Thrown for a record that is not one of these, or not whole; the message is for the log. */
export class VersionRestoreUnreadable extends Error {
  override readonly name = 'VersionRestoreUnreadable';
}

const text = v.pipe(v.string(), v.nonEmpty());
const version = v.object({ versionId: text, versionName: said(text) });
const kind = v.picklist(['done', 'changed', 'failed', 'unknown']);

const lineSchema = v.union([
  v.object({ sending: v.literal(true) }),
  v.object({ ended: v.object({ kind }) }),
  v.object({
    format: v.literal(1),
    versionRestore: v.object({
      changeId: text,
      account: v.object({ id: text, name: text }),
      createdAt: text,
      fileId: text,
      path: v.pipe(v.string(), v.startsWith('/')),
      from: version,
      to: version,
    }),
  }),
]);

/** A line of the record. */
export type VersionRestoreLine =
  | { readonly format: 1; readonly versionRestore: VersionRestoreHeader }
  | { readonly sending: true }
  | { readonly ended: VersionRestoreOutcome };

/** The line as text. */
export function versionRestoreLine(line: VersionRestoreLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** A record, read; a torn last line is left out. Throws `VersionRestoreUnreadable`. */
export function parseVersionRestore(content: string): VersionRestoreRecord {
  const unreadable = (message: string) => new VersionRestoreUnreadable(message);
  const [first, ...rest] = readLines(content, lineSchema, unreadable);
  if (!first || !('versionRestore' in first)) throw unreadable('it has no beginning');
  const ended = rest.find((line) => 'ended' in line);
  return {
    header: first.versionRestore,
    isSent: rest.some((line) => 'sending' in line),
    outcome: ended && 'ended' in ended ? ended.ended.kind : undefined,
  };
}
