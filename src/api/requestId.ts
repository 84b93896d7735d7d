import { redact } from './redact';

/** Letters, digits and what joins them in a UUID or the like; nothing that a table runs as a formula. */
const plainToken = /^[A-Za-z0-9][\w.:-]{0,99}$/;

/**
 * The id that ImageKit's support asks for, from `x-ik-requestId`: ImageKit documents it for every
 * answer of its API, so it is the mark that an answer is ImageKit's own. It ends in outcomes, logs,
 * journals and tables, so whatever is no plain token, or holds something of the key, is none.
 */
export function requestIdOf(header: string | null, privateKey: string): string | undefined {
  const id = header?.trim() ?? '';
  return plainToken.test(id) && redact(id, privateKey) === id ? id : undefined;
}
