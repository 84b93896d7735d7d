import { stat, type FileHandle } from 'node:fs/promises';
import { JournalError, journalError } from '../../core/journal/journalError';

/** What a journal's file is written through. */
export type JournalHandle = Pick<FileHandle, 'write' | 'datasync' | 'truncate' | 'stat' | 'close'>;

/**
 * A file that only grows, by whole lines: a write that fails half-way leaves nothing that a later
 * one would be glued to. Everything it throws is a `JournalError`.
 */
export class JournalFile {
  /** Bytes of the file that are whole lines. */
  private end: number;
  /** Whether something stands behind the whole lines. */
  private torn = true;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * `handle` is open on what is at `path`. `end`: where the next line goes; what stands behind it was
   * torn, and goes.
   */
  constructor(
    private readonly handle: JournalHandle,
    private readonly path: string,
    end = 0,
  ) {
    this.end = end;
  }

  /** Resolves when the lines are the operating system's: a crash of this process keeps them. */
  append(lines: string): Promise<void> {
    return this.inTurn(async () => {
      await this.write(lines);
      await this.assertFound();
    });
  }

  /** Resolves when the lines, and all before them, are on the disk: a power cut keeps them. */
  appendDurably(lines: string): Promise<void> {
    return this.inTurn(async () => {
      await this.write(lines);
      await this.handle.datasync();
      await this.assertFound();
    });
  }

  /** Ends the file's use, after everything that is still to be written. */
  close(): Promise<void> {
    return this.inTurn(() => this.handle.close());
  }

  private async write(lines: string): Promise<void> {
    if (this.torn) await this.handle.truncate(this.end);
    else await this.assertUnchanged();
    this.torn = true;
    const bytes = Buffer.from(lines);
    for (let done = 0; done < bytes.length;) {
      const rest = bytes.length - done;
      const { bytesWritten } = await this.handle.write(bytes, done, rest, this.end + done);
      done += bytesWritten;
    }
    this.end += bytes.length;
    this.torn = false;
  }

  /** What somebody else wrote to is no record. */
  private async assertUnchanged(): Promise<void> {
    const { size } = await this.handle.stat();
    if (size !== this.end) throw new JournalError('changed', 'size');
  }

  /**
   * A file that was removed or replaced can still be written to, elsewhere than on Windows, and nobody
   * would ever read it.
   */
  private async assertFound(): Promise<void> {
    const [written, found] = await Promise.all([
      this.handle.stat({ bigint: true }),
      stat(this.path, { bigint: true }),
    ]);
    if (written.ino !== found.ino || written.dev !== found.dev) {
      throw new JournalError('changed', 'file');
    }
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    const turn = this.last.then(task).catch((error: unknown) => {
      throw journalError(error);
    });
    // The next one has its own chance, and its own failure.
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
