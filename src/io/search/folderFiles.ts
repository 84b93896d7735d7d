import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { resolve } from 'node:path';

/** A folder's files, by paths relative to it, with `/`; its own is `''`. */
export interface FolderFiles {
  /**
   * The folder's absolute path where it is on this machine's disk. Then files elsewhere can be read,
   * too, by their absolute paths.
   */
  readonly onDisk: string | undefined;
  readonly readFolder: (path: string) => readonly FolderEntry[] | Promise<readonly FolderEntry[]>;
  /** Throws when nothing is there. */
  readonly kindOf: (path: string) => FolderEntry['kind'] | Promise<FolderEntry['kind']>;
  /**
   * A file's bytes, which hold until the next file is read; `undefined` when there are more of them than `most`. Throws when there is no such
   * file, when it is none, or when it can't be read.
   */
  readonly read: (
    path: string,
    most: number,
  ) => Uint8Array | undefined | Promise<Uint8Array | undefined>;
}

/** What a folder holds; devices, sockets and pipes are `other`. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Larger files get memory of their own. */
const sharedSize = 1024 * 1024;

/** A folder on this machine's disk. It holds the thread while it reads. */
export function diskFiles(folder: string): FolderFiles {
  const root = realpathSync(folder);
  const shared = Buffer.allocUnsafeSlow(sharedSize);
  return {
    onDisk: root,
    readFolder: (path) =>
      readdirSync(resolve(root, path), { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: kindOf(entry),
      })),
    kindOf: (path) => kindOf(lstatSync(resolve(root, path))),
    read: (path, most) => {
      // A pipe would keep whoever opens it waiting for the other end.
      const file = openSync(resolve(root, path), constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        const stat = fstatSync(file);
        if (!stat.isFile()) throw new Error(`${path} is no file`);
        if (stat.size > most) return undefined;
        // With room for one byte more, the end shows without another try.
        const buffer = stat.size < sharedSize ? shared : Buffer.allocUnsafeSlow(stat.size + 1);
        return readWhole(file, buffer.subarray(0, stat.size + 1), most);
      } finally {
        closeSync(file);
      }
    },
  };
}

/** Reads to the end of a file, however long it is by now. */
function readWhole(file: number, buffer: Buffer, most: number): Uint8Array | undefined {
  let bytes = buffer;
  let length = 0;
  for (;;) {
    const count = readSync(file, bytes, length, bytes.length - length, null);
    length += count;
    if (length > most) return undefined;
    if (count === 0 || (bytes === buffer && length === bytes.length - 1)) {
      return bytes.subarray(0, length);
    }
    if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length);
  }
}

function kindOf(entry: Dirent | Stats): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** A path below a folder of the same tree. */
export function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
