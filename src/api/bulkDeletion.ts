import * as v from 'valibot';
import { oneLine } from './errors';
import type { ApiFailure } from './errors';

/**
 * What a bulk deletion is known to have done. Every id in it was asked for; one that is in none of
 * the lists was not accounted for by the server and has to be looked up.
 */
export interface BulkDeletion {
  readonly deleted: readonly string[];
  /** Not deleted, with the server's own words. */
  readonly errors: readonly BulkError[];
  /** Did not exist; when there are any, nothing at all was deleted. */
  readonly missing: readonly string[];
  readonly requestId: string | undefined;
}

/** An id that the server could not delete. */
interface BulkError {
  readonly fileId: string;
  readonly message: string;
}

const itemErrors = v.array(v.object({ fileId: v.string(), error: v.nullish(v.string(), '') }));
const deletedIds = v.array(v.string());

/** A success has no sentence: with one, the ids beside it may be those of something else. */
const noSentence = { message: v.optional(v.undefined()), error: v.optional(v.undefined()) };

/** The body of a 200: all were deleted. */
export const bulkDeletedSchema = v.object({
  successfullyDeletedFileIds: deletedIds,
  errors: v.nullish(itemErrors, []),
  ...noSentence,
});

/** The body of a 207: some were not. The official SDK's type leaves `errors` out. */
export const bulkPartlySchema = v.object({
  successfullyDeletedFileIds: deletedIds,
  errors: itemErrors,
  ...noSentence,
});

/** The body of a 200 or 207, parsed. */
export type BulkAnswer = v.InferOutput<typeof bulkPartlySchema>;

/**
 * Takes an answer at its word only where that word is clear: an id that was not asked for is left
 * out, and so is one that was both deleted and not. `key` is the one the request was sent with.
 */
export function bulkDeletionOf(
  body: BulkAnswer,
  asked: ReadonlySet<string>,
  requestId: string | undefined,
  key?: string,
): BulkDeletion {
  const deleted = new Set(body.successfullyDeletedFileIds);
  const errors = new Map(body.errors.map(({ fileId, error }) => [fileId, error]));
  return {
    deleted: [...asked].filter((id) => deleted.has(id) && !errors.has(id)),
    errors: [...asked].flatMap((fileId) => {
      const message = errors.get(fileId);
      if (message === undefined || deleted.has(fileId)) return [];
      return [{ fileId, message: oneLine(message, key) }];
    }),
    missing: [],
    requestId,
  };
}

/** Every id that an answer names, whatever it says of it. */
export function idsIn(body: BulkAnswer): readonly string[] {
  return [...body.successfullyDeletedFileIds, ...body.errors.map(({ fileId }) => fileId)];
}

/** The ids that a refused call named as missing, as far as they were asked for. */
export function missingOf(failure: ApiFailure, asked: ReadonlySet<string>): readonly string[] {
  if (failure.kind !== 'notFound') return [];
  const missing = new Set(failure.missingFileIds);
  return [...asked].filter((id) => missing.has(id));
}
