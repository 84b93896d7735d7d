import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
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

/** The first and the last whole line of a file, as far as they are no longer than `most` bytes. */
export async function readEnds(
  file: string,
  most: number,
): Promise<{ readonly first: string | undefined; readonly last: string | undefined }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = await part(0, Math.min(size, most));
    const tail = await part(Math.max(0, size - most), size);
    const [first, ...more] = head.split('\n');
    // What follows the last line break is empty or torn; what precedes the first may be half a line.
    const last = tail.split('\n').slice(1, -1).at(-1);
    return { first: more.length > 0 ? first : undefined, last };

    async function part(from: number, to: number): Promise<string> {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
      return buffer.toString('utf8', 0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
