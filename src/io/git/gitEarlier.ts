import { GitError, readGit, streamGit } from './git';
import type { GitFolder } from './git';

/** What a folder held in an earlier commit, and holds differently now. */
export interface EarlierFiles {
  /** The commit, in full. */
  readonly commit: string;
  /** Git's ids of what the files held, by their paths relative to the folder, with `/`. */
  readonly blobs: ReadonlyMap<string, string>;
}

/** A file as it was. */
export interface EarlierFile {
  readonly path: string;
  /** `undefined` when Git does not have it on this machine, as in a partial clone. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * The commit where the current branch left another one (by its full name), and the files of the
 * folder that have changed since, uncommitted changes included. `unsaved` are paths of files that
 * differ in an editor, whatever is on disk. Throws `GitError`.
 */
export async function changedSince(
  git: GitFolder,
  ref: string,
  unsaved: readonly string[],
): Promise<EarlierFiles> {
  const commit = await commonCommit(git, ref);
  const form = ['--raw', '-z', '--no-abbrev', '--no-renames', '--relative', '--no-color'];
  const inert = ['--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
  const changed = (await readGit(git, ['diff', ...form, ...inert, commit, '--'])).split('\0');
  const blobs = new Map<string, string>();
  for (let at = 0; at + 1 < changed.length; at += 2) {
    const [mode, , blob] = changed[at]?.slice(1).split(' ') ?? [];
    const path = changed[at + 1];
    if (isFile(mode) && blob !== undefined && path !== undefined) blobs.set(path, blob);
  }
  if (unsaved.length === 0) return { commit, blobs };
  const listed = await readGit(git, ['ls-tree', '-z', commit, '--', ...unsaved]);
  for (const row of listed.split('\0')) {
    const [facts = '', path] = row.split('\t');
    const [mode, , blob] = facts.split(' ');
    if (isFile(mode) && blob !== undefined && path !== undefined) blobs.set(path, blob);
  }
  return { commit, blobs };
}

/** What the files held, one at a time and in their order. Throws `GitError`. */
export async function* readEarlier(
  git: GitFolder,
  { blobs }: EarlierFiles,
): AsyncGenerator<EarlierFile, void> {
  if (blobs.size === 0) return;
  const ids = [...blobs.values()].map((id) => `${id}\n`).join('');
  const answer = new Answer(streamGit(git, ['cat-file', '--batch'], ids));
  for (const path of blobs.keys()) {
    const [, kind, size] = (await answer.line()).split(' ');
    if (kind === 'blob') yield { path, bytes: await answer.bytes(Number(size)) };
    else yield { path, bytes: undefined };
  }
  await answer.end();
}

async function commonCommit(git: GitFolder, ref: string): Promise<string> {
  try {
    return (await readGit(git, ['merge-base', ref, 'HEAD'])).trim();
  } catch (error) {
    if (!(error instanceof GitError) || error.exitCode !== 1) throw error;
    throw new GitError('nothingInCommon', 'no common commit', { cause: error });
  }
}

/** Links and submodules hold no text of their own. */
function isFile(mode: string | undefined): boolean {
  return mode?.startsWith('100') === true;
}

/** What a process prints, read piece by piece. */
class Answer {
  private held: Buffer = Buffer.alloc(0);

  constructor(private readonly chunks: AsyncGenerator<Buffer, void>) {}

  /** Up to the next line feed, which is left out. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.held.indexOf(0x0a);
      if (end >= 0)
        return this.take(end + 1)
          .subarray(0, end)
          .toString('utf8');
      this.held = Buffer.concat([this.held, await this.more()]);
    }
  }

  /** So many bytes, and the line feed behind them, which is left out. */
  async bytes(count: number): Promise<Uint8Array> {
    const parts = [this.held];
    for (let length = this.held.length; length <= count;) {
      const chunk = await this.more();
      parts.push(chunk);
      length += chunk.length;
    }
    this.held = Buffer.concat(parts);
    return this.take(count + 1).subarray(0, count);
  }

  /** Waits for the process; it throws when that failed. */
  async end(): Promise<void> {
    await this.chunks.next();
  }

  private take(count: number): Buffer {
    const taken = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    return taken;
  }

  private async more(): Promise<Buffer> {
    const { done, value } = await this.chunks.next();
    if (done === true) throw new GitError('failed', 'git said less than it was asked for');
    return value;
  }
}
