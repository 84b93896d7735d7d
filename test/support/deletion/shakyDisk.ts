import { open, type FileHandle } from 'node:fs/promises';

/** A disk that fails on demand, and tells what was done to it; all else is the real one's work. */
export class ShakyDisk {
  /** What was done, in order: `open`, `write`, `datasync`, `truncate`, `sync`, `close`. */
  readonly log: string[] = [];
  /** Bytes that still fit; a write beyond them is cut off, and the next one fails. */
  space = Infinity;
  /** The operations that fail from now on. */
  readonly broken = new Set<string>();
  /** How they fail. */
  code = 'EIO';

  readonly open = async (file: string, flags: string, mode?: number): Promise<FileHandle> => {
    this.#enter('open');
    return this.#shaky(await open(file, flags, mode));
  };

  #shaky(handle: FileHandle): FileHandle {
    const write = async (bytes: Buffer, offset: number, length: number, position: number) => {
      this.#enter('write');
      if (this.space <= 0) throw systemError('ENOSPC', 'no space left on device, write');
      const written = await handle.write(bytes, offset, Math.min(length, this.space), position);
      this.space -= written.bytesWritten;
      return written;
    };
    const plain = (name: 'datasync' | 'sync' | 'close') => async () => {
      this.#enter(name);
      await handle[name]();
    };
    const truncate = async (length: number) => {
      this.#enter('truncate');
      await handle.truncate(length);
    };
    const shaky = { write, truncate, datasync: plain('datasync'), sync: plain('sync') };
    const look: FileHandle['stat'] = handle.stat.bind(handle);
    return { ...shaky, stat: look, close: plain('close') } as unknown as FileHandle;
  }

  #enter(operation: string): void {
    this.log.push(operation);
    if (this.broken.has(operation)) throw systemError(this.code, `i/o error, ${operation}`);
  }
}

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
