import * as v from 'valibot';
import { notBackedUpSchema } from '../recovery/backup';
import { JournalError, journalProblems } from './journalError';

/** What may be missing from a line, as `undefined`: JSON has no other way to leave it out. */
function said<I, O>(schema: v.GenericSchema<I, O>) {
  return v.optional(schema, () => undefined);
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const bytes = v.pipe(v.number(), v.minValue(0));
const text = v.pipe(v.string(), v.nonEmpty());

/** What ImageKit's support can search for; anything else in that place is not kept, wherever it came from. */
const requestId = v.pipe(
  said(v.string()),
  v.transform((id) => (id !== undefined && /^[\w.:-]{1,128}$/.test(id) ? id : undefined)),
);

const fileEntries = {
  fileId: text,
  versionName: said(v.string()),
  name: v.string(),
  filePath: v.pipe(v.string(), v.startsWith('/')),
  url: v.string(),
  thumbnail: said(v.string()),
  size: said(v.number()),
  mime: said(v.string()),
  fileType: said(v.string()),
  width: said(v.number()),
  height: said(v.number()),
  tags: v.array(v.string()),
  isPrivate: v.boolean(),
  isPublished: v.boolean(),
  createdAt: said(v.string()),
  updatedAt: said(v.string()),
};

/** A file as a record keeps it. */
export const storedAsset = v.object({
  type: v.literal('file'),
  versionId: said(v.string()),
  ...fileEntries,
});

const version = v.object({
  type: v.literal('file-version'),
  versionId: text,
  ...fileEntries,
});

const target = v.variant('kind', [
  v.object({ kind: v.literal('asset'), asset: storedAsset, olderVersions: said(count) }),
  v.object({ kind: v.literal('version'), version }),
  v.object({ kind: v.literal('folder'), folderPath: v.pipe(v.string(), v.startsWith('/')) }),
]);

const place = v.object({
  file: v.string(),
  line: v.number(),
  column: v.number(),
  length: v.number(),
});

const failureEntries = {
  message: v.string(),
  status: said(v.number()),
  requestId,
  mayHaveActed: v.picklist(['no', 'maybe']),
};

/** A failure as a record keeps it. */
export const storedFailure = v.variant('kind', [
  v.object({ kind: v.literal('unauthorized'), ...failureEntries }),
  v.object({ kind: v.literal('forbidden'), ...failureEntries }),
  v.object({
    kind: v.literal('notFound'),
    ...failureEntries,
    missingFileIds: v.array(v.string()),
  }),
  v.object({ kind: v.literal('rateLimited'), ...failureEntries, retryAfterMs: v.number() }),
  v.object({
    kind: v.literal('rejected'),
    ...failureEntries,
    reason: said(v.string()),
    maxItems: said(v.number()),
  }),
  v.object({ kind: v.literal('server'), ...failureEntries }),
  v.object({ kind: v.literal('unreachable'), ...failureEntries }),
  v.object({ kind: v.literal('malformed'), ...failureEntries }),
]);

const runFailure = v.union([
  storedFailure,
  v.variant('kind', [
    v.object({ kind: v.literal('interrupted') }),
    v.object({ kind: v.literal('notLookedUp') }),
    v.object({ kind: v.literal('unmentioned'), requestId }),
  ]),
]);

/** What a guard found, as a record keeps it. */
export const storedFinding = v.variant('kind', [
  v.object({ kind: v.literal('protectedTag'), tag: v.string() }),
  v.object({ kind: v.literal('protectedPath'), pattern: v.string() }),
  v.object({ kind: v.literal('protectedId'), id: v.string() }),
  v.object({ kind: v.literal('tooYoung'), minAgeHours: v.number() }),
  v.object({ kind: v.literal('currentVersion') }),
  v.object({
    kind: v.literal('changed'),
    what: v.picklist(['path', 'version', 'size', 'date']),
  }),
  v.object({ kind: v.literal('unsendable') }),
  v.object({ kind: v.literal('added') }),
  v.object({ kind: v.literal('unseen') }),
  v.object({ kind: v.literal('mentioned'), place }),
  v.object({ kind: v.literal('occupied'), holds: v.string() }),
]);

const reason = v.variant('kind', [
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('stopped'), failure: storedFailure }),
  v.object({ kind: v.literal('silent') }),
  v.object({
    kind: v.literal('noRecord'),
    problem: v.optional(v.picklist(journalProblems), 'disk'),
    message: v.string(),
  }),
  v.object({ kind: v.literal('kept'), finding: storedFinding }),
  v.object({ kind: v.literal('notEmpty'), paths: v.array(v.string()) }),
  v.object({ kind: v.literal('unchecked'), failure: storedFailure }),
  v.object({ kind: v.literal('notBackedUp'), why: notBackedUpSchema }),
]);

const outcome = v.variant('kind', [
  v.object({ kind: v.literal('deleted'), requestId }),
  v.object({ kind: v.literal('alreadyGone'), requestId }),
  v.object({ kind: v.literal('failed'), failure: runFailure }),
  v.object({ kind: v.literal('unknown'), failure: runFailure }),
  v.object({ kind: v.literal('notAttempted'), reason }),
]);

const library = said(
  v.object({ apiHost: text, urlEndpoints: v.array(v.string()), keyPrint: text }),
);

/** The format that is written; a line of any other is not read. */
export const journalFormat = 1;

/** One line of a journal. What else a line holds is for people and other tools to read. */
const entrySchema = v.variant('kind', [
  v.object({
    kind: v.literal('run'),
    format: v.literal(journalFormat),
    runId: text,
    planId: text,
    account: v.object({ id: text, name: v.string() }),
    library,
    at: text,
    targets: count,
    targetKind: said(v.picklist(['asset', 'version', 'folder'])),
    only: said(v.object({ path: text, versionName: said(v.string()) })),
    bytes,
    backup: said(v.object({ withVersions: v.boolean(), folder: text })),
  }),
  v.object({
    kind: v.literal('target'),
    key: text,
    target,
    source: said(place),
    references: v.array(place),
  }),
  v.object({ kind: v.literal('planned'), targets: count }),
  v.object({ kind: v.literal('intent'), at: text, keys: v.pipe(v.array(text), v.minLength(1)) }),
  v.object({ kind: v.literal('outcome'), at: text, key: text, outcome }),
  v.object({ kind: v.literal('resumed'), at: text, library }),
  v.object({
    kind: v.literal('end'),
    at: text,
    counts: v.object({
      deleted: count,
      alreadyGone: count,
      failed: count,
      unknown: count,
      notAttempted: count,
    }),
    deletedBytes: bytes,
  }),
]);

/** A line of a journal, read. */
export type JournalEntry = v.InferOutput<typeof entrySchema>;

/** Reads one line. Throws a `JournalError` that says what is wrong with it. */
export function parseEntry(line: string): JournalEntry {
  const result = v.safeParse(entrySchema, json(line), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new JournalError('damaged', place ?? 'notALine');
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new JournalError('damaged', 'notJson', { cause: error });
  }
}
