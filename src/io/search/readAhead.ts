import { closedFolders } from '../../core/scope/searchScope';
import type { FolderEntry, FolderFiles } from './folderFiles';
import { joined } from './folderFiles';

/** So many requests are under way at a time where each takes its time, as in a virtual workspace. */
export const mostAtOnce = 8;

/**
 * The same files, where each answer comes from afar: the folders in a folder that was asked for are
 * listed before they are asked for themselves.
 */
export function readAhead(files: FolderFiles): FolderFiles {
  const listed = new Map<string, Promise<readonly FolderEntry[]>>();
  const waiting: (() => void)[] = [];
  let going = 0;

  const inTurn = async (path: string): Promise<readonly FolderEntry[]> => {
    if (going >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    going += 1;
    try {
      return await files.readFolder(path);
    } finally {
      going -= 1;
      waiting.shift()?.();
    }
  };
  const begin = (path: string) => {
    const listing = inTurn(path);
    // Whoever asks for it hears of a failure; perhaps nobody does.
    listing.catch(() => undefined);
    listed.set(path, listing);
    return listing;
  };

  return {
    ...files,
    readFolder: async (path) => {
      const entries = await (listed.get(path) ?? begin(path));
      listed.delete(path);
      for (const { name, kind } of entries) {
        if (kind === 'folder' && !closedFolders.includes(name)) void begin(joined(path, name));
      }
      return entries;
    },
  };
}
