import { statfs } from 'node:fs/promises';
import path from 'node:path';

/** Bytes that a folder's disk still takes, whether the folder is there yet or not. Throws the system error. */
export async function freeBytes(folder: string): Promise<number> {
  for (let each = path.resolve(folder); ; each = path.dirname(each)) {
    try {
      const { bavail, bsize } = await statfs(each);
      return bavail * bsize;
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isMissing || path.dirname(each) === each) throw error;
    }
  }
}
