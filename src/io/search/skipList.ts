import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LeftPath } from './folderListing';

/** A file that tells ripgrep what not to search. */
export interface SkipList {
  readonly args: readonly string[];
  readonly remove: () => Promise<void>;
}

/** Writes down paths for ripgrep, each as a pattern that fits nothing else. */
export async function writeSkipList(left: readonly LeftPath[]): Promise<SkipList> {
  if (left.length === 0) return { args: [], remove: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'imagekit-cleanup-'));
  const file = join(folder, 'skipped');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await writeFile(file, left.map(patternOf).join(''));
  } catch (error) {
    await remove();
    throw error;
  }
  return { args: ['--ignore-file', file], remove };
}

function patternOf({ path, isFolder }: LeftPath): string {
  // A line break can't be written, nor can what no one could read of a name: any character will do.
  const literal = path.replace(/[\\*?[\]{}!# ]/g, '\\$&').replace(/[\r\n\ufffd]/g, '?');
  return `/${literal}${isFolder ? '/' : ''}\n`;
}
