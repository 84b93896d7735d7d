import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folders = new Set<string>();
let isWatched = false;

/** Makes a folder that is gone, with all in it, when this process ends. */
export function temporaryFolder(purpose: string): string {
  if (!isWatched) process.once('exit', removeAll);
  isWatched = true;
  const folder = mkdtempSync(path.join(os.tmpdir(), `imagekit-cleanup-${purpose}-`));
  folders.add(folder);
  return folder;
}

/** Removes such a folder before that. */
export function removeTemporary(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
}

function removeAll(): void {
  for (const folder of folders) removeTemporary(folder);
}
