/** A text as JSON; `undefined`, which no JSON is, when it isn't. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A broken body is the caller's mistake, to be answered, not thrown.
  }
}

/** A JSON object, and not an array or null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
