import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderFiles } from '../io/search/workspaceWalk';

/** A folder on disk, read without an editor. Links are not followed. */
export function folderFiles(folder: string): FolderFiles {
  return {
    readFolder: async (path) => {
      const entries = await readdir(join(folder, path), { withFileTypes: true });
      return entries.map((entry) => ({
        name: entry.name,
        kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
      }));
    },
    size: async (path) => (await stat(join(folder, path))).size,
    read: (path) => readFile(join(folder, path)),
  };
}
