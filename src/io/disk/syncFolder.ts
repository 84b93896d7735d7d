import { open, type FileHandle } from 'node:fs/promises';

/** What a system says that can't take a folder to the disk; its names are kept in its own way. */
const unable = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EISDIR'];

/**
 * Takes the names in a folder to the disk, so that they outlive a power cut. Windows and some network
 * and FUSE file systems do that by themselves and know no other way. Throws the system error.
 */
export async function syncFolder(
  folder: string,
  openFile: (file: string, flags: string) => Promise<FileHandle> = open,
): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await openFile(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && unable.includes(String(error.code)))) {
      throw error;
    }
  }
}
