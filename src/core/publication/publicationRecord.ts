import * as v from 'valibot';
import type { ApiFailure } from '../../api/errors';
import { storedAsset, storedFailure, storedFinding } from '../journal/journalSchema';
import { notBackedUpSchema } from '../recovery/backup';
import { readLines, said } from '../storedLines';
import {
  isOpenOutcome,
  type PublicationChange,
  type PublicationOutcome,
  type PublicationTarget,
} from './publication';
import type { PublicationRequest } from './publicationRun';

/** A quarantine: what is backed up, unpublished and tagged now is offered for deletion later. */
export interface Quarantine {
  /** ISO 8601: from then on its files are offered. */
  readonly dueAt: string;
  /** The folder below which they are backed up first. */
  readonly folder: string;
  /** Whether older versions are backed up, too. */
  readonly withVersions: boolean;
}

/** What is written down of a publication before anything else. */
export interface PublicationHeader {
  readonly publicationId: string;
  readonly account: { readonly id: string; readonly name: string };
  /** ISO 8601. */
  readonly createdAt: string;
  readonly change: PublicationChange;
  readonly quarantine?: Quarantine | undefined;
  /** The publication that this one takes back. */
  readonly undoes?: string | undefined;
}

/** What a record says. */
export interface PublicationRecord {
  readonly header: PublicationHeader;
  readonly targets: readonly PublicationTarget[];
  /** By file ID. */
  readonly outcomes: ReadonlyMap<string, PublicationOutcome>;
  /** File IDs for which something was sent. */
  readonly sent: ReadonlySet<string>;
  /** When something was sent that spends quota, in ms since 1970. */
  readonly sentAt: readonly number[];
  /** Whether all targets were written down: nothing was sent before that. */
  readonly hasBegun: boolean;
}

/** Thrown for a record that is not of a publication, or not whole; the message is for the log. */
export class PublicationUnreadable extends Error {
  override readonly name = 'PublicationUnreadable';
}

const text = v.pipe(v.string(), v.nonEmpty());

const changeSchema: v.GenericSchema<unknown, PublicationChange> = v.object({
  isPublished: v.boolean(),
  withVersions: v.boolean(),
  tag: said(v.object({ change: v.picklist(['add', 'remove']), name: text })),
});

const headerSchema: v.GenericSchema<unknown, PublicationHeader> = v.object({
  publicationId: text,
  account: v.object({ id: text, name: v.string() }),
  createdAt: text,
  change: changeSchema,
  quarantine: said(v.object({ dueAt: text, folder: text, withVersions: v.boolean() })),
  undoes: said(text),
});

const targetSchema: v.GenericSchema<unknown, PublicationTarget> = v.object({
  asset: storedAsset,
  olderVersions: said(v.number()),
});

const afterSchema = v.object({
  path: text,
  versionId: said(v.string()),
  size: said(v.number()),
  updatedAt: said(v.string()),
  tags: v.array(v.string()),
});

const failure: v.GenericSchema<unknown, ApiFailure> = storedFailure;

const outcomeSchema: v.GenericSchema<unknown, PublicationOutcome> = v.variant('kind', [
  v.object({ kind: v.literal('done'), after: afterSchema, olderBefore: said(v.number()) }),
  v.object({ kind: v.literal('changed'), what: v.picklist(['path', 'version', 'size']) }),
  v.object({ kind: v.literal('kept'), finding: storedFinding }),
  v.object({ kind: v.literal('notBackedUp'), why: notBackedUpSchema }),
  v.object({ kind: v.picklist(['already', 'gone', 'notDone']) }),
  v.object({ kind: v.picklist(['failed', 'unknown']), failure }),
  v.object({ kind: v.picklist(['untagged', 'notAttempted']), failure: said(failure) }),
]);

const requests = ['publish', 'tag'] as const satisfies readonly PublicationRequest[];

const lineSchema = v.union([
  v.object({
    sending: v.object({ fileId: text, request: v.picklist(requests), at: v.number() }),
  }),
  v.object({ ended: v.object({ fileId: text, outcome: outcomeSchema }) }),
  v.object({ target: targetSchema }),
  v.object({ begun: v.number() }),
  v.object({ format: v.literal(1), publication: headerSchema }),
]);

/** The lines that begin a record. */
export function beginningLines(
  header: PublicationHeader,
  targets: readonly PublicationTarget[],
): string {
  return [
    lineOf({ format: 1, publication: header }),
    ...targets.map((target) => lineOf({ target })),
    lineOf({ begun: targets.length }),
  ].join('');
}

/** The line that stands before a request; `at` in ms since 1970. */
export function sendingLine(fileId: string, request: PublicationRequest, at: number): string {
  return lineOf({ sending: { fileId, request, at } });
}

/** The line that says how it ended for a file. */
export function endedLine(fileId: string, outcome: PublicationOutcome): string {
  return lineOf({ ended: { fileId, outcome } });
}

/** A record, read: a torn last line is left out. Throws `PublicationUnreadable`. */
export function parsePublication(content: string): PublicationRecord {
  const [first, ...rest] = readLines(
    content,
    lineSchema,
    (message) => new PublicationUnreadable(message),
  );
  if (!first || !('publication' in first)) {
    throw new PublicationUnreadable('it has no beginning');
  }
  const header = first.publication;
  const targets: PublicationTarget[] = [];
  const outcomes = new Map<string, PublicationOutcome>();
  const sent = new Set<string>();
  const sentAt: number[] = [];
  let hasBegun = false;
  for (const line of rest) {
    if ('publication' in line) throw new PublicationUnreadable('it begins twice');
    if ('target' in line) targets.push(line.target);
    else if ('begun' in line) hasBegun = line.begun === targets.length;
    else if ('ended' in line) outcomes.set(line.ended.fileId, line.ended.outcome);
    else {
      const { fileId, request, at } = line.sending;
      sent.add(fileId);
      outcomes.delete(fileId);
      if (request === 'publish' && !header.change.isPublished) sentAt.push(at);
    }
  }
  return { header, targets, outcomes, sent, sentAt, hasBegun };
}

/** What a resumed publication goes on with: what has no end, or one that may still be another. */
export function openTargets({
  targets,
  outcomes,
}: PublicationRecord): readonly PublicationTarget[] {
  return targets.filter(({ asset }) => {
    const outcome = outcomes.get(asset.fileId);
    return !outcome || isOpenOutcome(outcome);
  });
}

/** Whether the program ended before the publication did. */
export function isInterrupted({ targets, outcomes }: PublicationRecord): boolean {
  return outcomes.size < targets.length;
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
