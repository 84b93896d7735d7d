import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { JournalError } from '../../core/journal/journal';
import { Replay, type RunRecord } from '../../core/journal/runRecord';
import { journalError } from './journalFile';

const lineBreak = 0x0a;

/** Reads a whole journal. `end`: the bytes of its whole lines. Throws `JournalError`. */
export async function replayFile(file: string): Promise<{ record: RunRecord; end: number }> {
  const replay = new Replay();
  const end = await readLines(file, (line) => replay.add(line)).catch((error: unknown) => {
    throw journalError(error);
  });
  const { record } = replay;
  if (!record) throw new JournalError('The record is empty');
  return { record, end };
}

/**
 * Hands over the lines of a file one by one, without their line breaks, and resolves with the bytes
 * they take up: what follows the last line break was torn off while it was written.
 */
async function readLines(file: string, take: (line: string) => void): Promise<number> {
  let lines = 0;
  let whole = 0;
  let rest: readonly Buffer[] = [];
  for await (const data of createReadStream(file, { highWaterMark: chunkBytes })) {
    const chunk = data as Buffer;
    let start = 0;
    for (let end = chunk.indexOf(lineBreak); end >= 0; end = chunk.indexOf(lineBreak, start)) {
      const part = chunk.subarray(start, end);
      const line = rest.length > 0 ? Buffer.concat([...rest, part]) : part;
      rest = [];
      lines += 1;
      if (!isUtf8(line)) throw new JournalError(`Line ${lines} is not UTF-8`, { line: lines });
      take(line.toString());
      whole += line.length + 1;
      start = end + 1;
    }
    if (start < chunk.length) rest = [...rest, chunk.subarray(start)];
  }
  return whole;
}

const chunkBytes = 256 * 1024;

/** The first and the last whole line of a file, as far as they are not too long for such a line. */
export async function readEnds(
  file: string,
): Promise<{ readonly first: string | undefined; readonly last: string | undefined }> {
  const handle = await open(file);
  try {
    return { first: await firstLine(handle), last: await lastLine(handle) };
  } finally {
    await handle.close();
  }
}

/** The last whole line of a file, as far as it is not too long for a last line. */
export async function readLastLine(file: string): Promise<string | undefined> {
  const handle = await open(file);
  try {
    return await lastLine(handle);
  } finally {
    await handle.close();
  }
}

/** What is read of an end at first, and at most: far above the longest first or last line of ours. */
const endBytes = [1024, 16 * 1024] as const;

async function firstLine(handle: FileHandle): Promise<string | undefined> {
  for (const bytes of endBytes) {
    const [first, ...more] = (await part(handle, 0, bytes)).split('\n');
    if (more.length > 0) return first;
  }
  return undefined;
}

async function lastLine(handle: FileHandle): Promise<string | undefined> {
  const { size } = await handle.stat();
  for (const bytes of endBytes) {
    const from = Math.max(0, size - bytes);
    // What follows the last line break is empty or torn; what precedes the first may be half a line.
    const last = (await part(handle, from, size)).split('\n').slice(1, -1).at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}

async function part(handle: FileHandle, from: number, to: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.toString('utf8', 0, bytesRead);
}
