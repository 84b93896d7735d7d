import { randomBytes } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { namesIn } from './namesIn';
import { patience, patiently } from './patiently';

const draftName = /^draft-[0-9a-f]{16}$/;

/** A draft that is older than this was left by a process that is gone, in ms. */
const oldMs = 3_600_000;

/**
 * Writes a file that is whole or not there, whatever happens meanwhile, and replaces what had its
 * name. Throws the system error; then nothing of it is left.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const draft = path.join(path.dirname(file), `draft-${randomBytes(8).toString('hex')}`);
  try {
    await writeFile(draft, content, { flag: 'wx', mode: 0o600 });
    await nameDraft(draft, file);
  } catch (error) {
    await removeDraft(draft);
    throw error;
  }
}

/** Gives a file that is complete its own name, when the system lets it go. Throws the system error. */
export async function nameDraft(draft: string, file: string): Promise<void> {
  await patiently(() => rename(draft, file), patience.rename);
}

/** A draft that can't be removed is swept another day; the failure before it is the one to tell. */
export async function removeDraft(draft: string): Promise<void> {
  await rm(draft, { force: true }).catch(() => undefined);
}

/**
 * Removes drafts that a process which was ended has left in a folder. Those of `isDraft` have no
 * writer but the caller, and go whatever their age.
 */
export async function sweepDrafts(
  folder: string,
  isDraft: (name: string) => boolean = () => false,
): Promise<void> {
  for (const name of await namesIn(folder)) {
    const file = path.join(folder, name);
    if (isDraft(name) || (draftName.test(name) && (await isOld(file)))) await removeDraft(file);
  }
}

async function isOld(file: string): Promise<boolean> {
  // One that is gone, or can't be looked at, is not ours to remove.
  const stats = await stat(file).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > oldMs;
}
