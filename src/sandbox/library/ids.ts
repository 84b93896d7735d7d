import { createHash } from 'node:crypto';

/** The middle of every id: constant, so that the same library gets the same ids each time. */
const MACHINE = '5a9db0c5e1';

/** Makes ids in the form of all real examples: 24 lower-case hex, the first 8 the creation seconds. */
export class IdSource {
  private counter = 0;

  /** The next id for something created at `at` (milliseconds). */
  next(at: number): string {
    this.counter += 1;
    return hex(Math.floor(at / 1000), 8) + MACHINE + hex(this.counter, 6);
  }
}

/** True for an id ImageKit could have made. Anything else answers 400, not 404 (presumably). */
export function isWellFormedId(id: string, lenient: boolean): boolean {
  return lenient ? /^[A-Za-z0-9_-]{1,64}$/.test(id) : /^[0-9a-f]{24}$/i.test(id);
}

/**
 * The `ik-obj-version` token of a version: 32 characters with `.` and `_` among them. It changes
 * each time the version is published or unpublished.
 */
export function versionToken(versionId: string, publications: number): string {
  const digest = createHash('sha256').update(`${versionId}/${publications}`).digest('base64');
  return digest.slice(0, 32).replaceAll('/', '_').replaceAll('+', '.');
}

/** A short suffix that makes an upload's name unique, different for each id. */
export function uniqueSuffix(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 9);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').slice(-digits);
}
