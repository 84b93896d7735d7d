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
import { isAbsolute } from 'node:path';

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
  /** As `read`, but a large file is only opened, where that can be: whoever asks closes it. */
  readonly open?: (path: string, most: number) => Uint8Array | OpenFile | undefined;
}

/** Bytes that are read piece by piece. */
export interface ByteSource {
  readonly size: number;
  /** They hold until the next call; none are left behind the end of a file that has been cut. */
  readonly bytes: (from: number, to: number) => Uint8Array;
}

/** A large file that is read piece by piece. */
export interface OpenFile extends ByteSource {
  readonly close: () => void;
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
      readdirSync(placeOf(root, path), { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: kindOf(entry),
      })),
    kindOf: (path) => kindOf(lstatSync(placeOf(root, path))),
    read: (path, most) => {
      const file = openSync(placeOf(root, path), flags);
      try {
        const size = sizeOf(file, path);
        return size > most ? undefined : readWhole(file, bufferFor(size), most);
      } finally {
        closeSync(file);
      }
    },
    open: (path, most) => {
      const file = openSync(placeOf(root, path), flags);
      let isKept = false;
      try {
        // What a small file is shows by reading it, which takes less time than to ask for its size.
        const length = readInto(shared, file);
        if (length < sharedSize) return length > most ? undefined : shared.subarray(0, length);
        const size = sizeOf(file, path);
        isKept = size <= most;
        return isKept ? pieces(file, size) : undefined;
      } finally {
        if (!isKept) closeSync(file);
      }
    },
  };

  /** With room for one byte more, the end shows without another try. */
  function bufferFor(size: number): Buffer {
    const buffer = size < sharedSize ? shared : Buffer.allocUnsafeSlow(size + 1);
    return buffer.subarray(0, size + 1);
  }
}

/** A pipe would keep whoever opens it waiting for the other end. */
const flags = constants.O_RDONLY | constants.O_NONBLOCK;

/** `resolve` would look at every part of the path. */
function placeOf(root: string, path: string): string {
  return isAbsolute(path) ? path : `${root}/${path}`;
}

function sizeOf(file: number, path: string): number {
  const stat = fstatSync(file);
  if (!stat.isFile()) throw new Error(`${path} is no file`);
  return stat.size;
}

/** Reads from where the file was read to until the buffer is full or the file ends. */
function readInto(buffer: Buffer, file: number): number {
  let length = 0;
  for (let count = -1; count !== 0 && length < buffer.length; length += count) {
    count = readSync(file, buffer, length, buffer.length - length, null);
  }
  return length;
}

function pieces(file: number, size: number): OpenFile {
  let buffer = Buffer.allocUnsafeSlow(0);
  return {
    size,
    bytes: (from, to) => {
      if (to - from > buffer.length) buffer = Buffer.allocUnsafeSlow(to - from);
      let length = 0;
      for (let count = -1; count !== 0 && length < to - from; length += count) {
        count = readSync(file, buffer, length, to - from - length, from + length);
      }
      return buffer.subarray(0, length);
    },
    close: () => closeSync(file),
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
