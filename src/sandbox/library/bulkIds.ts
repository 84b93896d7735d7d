import type { Call } from '../http/call';
import { Refusal } from '../http/exchange';
import { isWellFormedId } from './ids';
import type { StoredFile } from './storedFile';

/** The form of a bulk call's `fileIds`, checked in the documented order. */
export function bulkIds(value: unknown, max: number, tooMany: string): readonly string[] {
  if (value === undefined || value === null)
    throw new Refusal(400, 'fileIds parameter is missing.');
  if (!Array.isArray(value)) throw new Refusal(400, 'fileIds should be an Array.');
  if (value.length === 0) throw new Refusal(400, 'fileIds is empty.');
  if (value.length > max) throw new Refusal(400, tooMany);
  return [...new Set(value.map(String))];
}

/**
 * The files of a bulk call: all of them, or a refusal that names every missing one and leaves the
 * library as it is. What an ill-formed id among them does isn't documented, so it is a knob.
 */
export function bulkFiles(ids: readonly string[], { account }: Call): readonly StoredFile[] {
  const { knobs, library } = account;
  const wellFormed = ids.every((id) => isWellFormedId(id, knobs.lenientIds));
  if (!wellFormed && knobs.malformedBulkIds === 'invalid') {
    throw new Refusal(400, 'Your request contains invalid fileId parameter.');
  }
  const missingFileIds = ids.filter((id) => !library.files.has(id));
  if (missingFileIds.length > 0) {
    throw new Refusal(404, 'The requested file(s) does not exist.', { missingFileIds });
  }
  return ids.map((id) => library.files.get(id)).filter((file) => file !== undefined);
}

/** Runs `act` on each file that no fault holds back, and sorts the ids by their fate. */
export function bulkOutcome(
  files: readonly StoredFile[],
  { failing }: Call,
  error: string,
  act: (file: StoredFile) => void,
): { readonly done: readonly string[]; readonly errors: readonly BulkError[] } {
  const held = files.filter(({ id }) => failing.has(id));
  const free = files.filter(({ id }) => !failing.has(id));
  for (const file of free) act(file);
  return {
    done: free.map(({ id }) => id),
    errors: held.map(({ id }) => ({ fileId: id, error: failing.get(id) ?? error })),
  };
}

interface BulkError {
  readonly fileId: string;
  readonly error: string;
}
