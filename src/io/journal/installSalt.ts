import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../disk/wholeFile';

const saltBytes = 32;

/**
 * What the fingerprints of this installation are keyed with: random, kept beside the records and
 * never in one, so that a record alone can't be searched for a key. Made by the first call. Throws
 * the system error.
 */
export async function installSalt(folder: string): Promise<Buffer> {
  const file = path.join(folder, 'fingerprints.salt');
  const known = await readFile(file).catch(() => undefined);
  if (known?.length === saltBytes) return known;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Of two windows at once the later one wins, and the other's fingerprint proves nothing then.
  await writeWhole(file, randomBytes(saltBytes));
  return readFile(file);
}
