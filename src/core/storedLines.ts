import * as v from 'valibot';

/** What may be missing from stored data, as `undefined`: JSON has no other way to leave it out. */
export function said<I, O>(schema: v.GenericSchema<I, O>) {
  return v.optional(schema, () => undefined);
}

/**
 * The lines of a record that only grows, each checked. What stands behind the last line break was
 * being written when the program ended, and is left out. `unreadable` makes what is thrown for a line
 * that isn't one of ours; the first is number 1.
 */
export function readLines<T>(
  content: string,
  schema: v.GenericSchema<unknown, T>,
  unreadable: (message: string) => Error,
): readonly T[] {
  const lines = content.split('\n');
  lines.pop();
  return lines.map((line, at) => {
    const result = v.safeParse(schema, parsedJson(line), { abortEarly: true });
    if (result.success) return result.output;
    throw unreadable(`line ${at + 1} is unreadable`);
  });
}

/** A text as JSON; `undefined` when it is none, which no schema of ours accepts. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
