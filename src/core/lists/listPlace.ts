import type { Place } from '../reference';

/** The place of a row in a list: a line, and nothing in it. JSON has rows, but no lines of them. */
export function listPlace(file: string, line: number | undefined): Place {
  return { file, line: line ?? 1, column: 1, length: 0 };
}

/** What was asked for, with where that stands. */
interface Asked {
  readonly source: Place | undefined;
}

/** The lists that something was asked for in: they name it to have it deleted, and don't use it. */
export function listFilesOf(asked: Iterable<Asked>): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { source } of asked) if (source?.length === 0) files.add(source.file);
  return files;
}
