import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { BytesRefused } from '../../core/recovery/backup';
import { nameDraft, removeDraft } from '../disk/wholeFile';

/** What bytes are written and read back through; a test gives a disk that fails. */
export interface BytesPorts {
  readonly open: (file: string, flags: string, mode?: number) => Promise<FileHandle>;
}

/** The machine's own disk. */
export const ownDisk: BytesPorts = { open };

/** What the name of a file of a backup ends with until it is verified. */
export const draftSuffix = '.part';

/** Bytes read back at a time. */
const readAtATime = 1024 * 1024;

/**
 * Streams a file's bytes to the disk and verifies them: the length is what the server said, and what
 * is read back after the sync has the hash of what was received. Only then do they get their name.
 * Throws `BytesRefused`, or what `chunks` throws.
 *
 * @returns the SHA-256 of what was read back, in lower-case hex.
 */
export async function storeBytes(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  expected: number,
  ports: BytesPorts = ownDisk,
): Promise<string> {
  const draft = `${file}${draftSuffix}`;
  try {
    const received = await writeDraft(chunks, draft, expected, ports);
    const kept = await onDisk(hashOf(draft, expected, ports));
    if (kept !== received) throw new BytesRefused({ kind: 'altered' });
    await onDisk(nameDraft(draft, file));
    return kept;
  } catch (error) {
    await removeDraft(draft);
    throw error;
  }
}

/** The SHA-256 of a file's bytes; `undefined` where they are more or fewer than `size`. */
export async function hashOf(
  file: string,
  size: number,
  { open: openFile }: BytesPorts = ownDisk,
): Promise<string | undefined> {
  const handle = await openFile(file, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.min(readAtATime, size + 1));
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, length);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      length += bytesRead;
      if (length > size) return undefined;
    }
    return length === size ? hash.digest('hex') : undefined;
  } finally {
    await handle.close();
  }
}

async function writeDraft(
  chunks: AsyncIterable<Uint8Array>,
  draft: string,
  expected: number,
  ports: BytesPorts,
): Promise<string> {
  const handle = await onDisk(ports.open(draft, 'w', 0o600));
  try {
    const hash = createHash('sha256');
    let received = 0;
    for await (const chunk of chunks) {
      if (received + chunk.length > expected) {
        throw new BytesRefused({
          kind: 'wrongLength',
          expected,
          received: received + chunk.length,
        });
      }
      hash.update(chunk);
      await onDisk(writeAll(handle, chunk, received));
      received += chunk.length;
    }
    if (received !== expected) {
      throw new BytesRefused({ kind: 'wrongLength', expected, received });
    }
    await onDisk(handle.sync());
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const rest = chunk.length - done;
    done += (await handle.write(chunk, done, rest, at + done)).bytesWritten;
  }
}

/** A failure of the disk is told apart from one of the stream. */
async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BytesRefused({ kind: 'disk', reason }, { cause: error });
  }
}
