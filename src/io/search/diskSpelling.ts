import type { KeyOf } from '../../core/scope/fileKeys';
import { joined, type FolderFiles } from './folderFiles';

/**
 * A path as the disk spells it, which an editor that was given another spelling doesn't know;
 * `undefined` where it isn't there. The spelling that is there exactly comes first: some disks hold
 * both.
 */
export async function diskSpelling(
  path: string,
  { readFolder }: Pick<FolderFiles, 'readFolder'>,
  keyOf: NonNullable<KeyOf>,
): Promise<string | undefined> {
  let spelled = '';
  for (const part of path.split('/')) {
    let entries: Awaited<ReturnType<FolderFiles['readFolder']>>;
    try {
      entries = await readFolder(spelled);
    } catch {
      // Gone, or no folder.
      return undefined;
    }
    const exactly = entries.find(({ name }) => name === part);
    const found = exactly ?? entries.find(({ name }) => keyOf(name) === keyOf(part));
    if (!found) return undefined;
    spelled = joined(spelled, found.name);
  }
  return spelled;
}
