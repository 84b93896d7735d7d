import { dirname } from 'node:path';
import { runProgram } from '../program';
import type { ProgramEnd, ProgramRun } from '../program';

/** A folder of a Git work tree, and the program that reads it: `git`, or its path. */
export type GitFolder = Pick<ProgramRun, 'folder' | 'program' | 'signal'>;

/**
 * Why Git gave no answer: it could not be started, the folder is in no repository, two branches
 * have no commit in common, or something else that Git says itself.
 */
export type GitProblem = 'noGit' | 'noRepository' | 'nothingInCommon' | 'failed';

/** A Git command that gave no answer. */
export class GitError extends Error {
  readonly exitCode: number | undefined;

  constructor(
    readonly problem: GitProblem,
    message: string,
    options?: ErrorOptions & { readonly exitCode?: number },
  ) {
    super(message, options);
    this.name = 'GitError';
    this.exitCode = options?.exitCode;
  }
}

/** Only reading: nothing is fetched, locked, asked for or started beside it. */
const quietly = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** What a Git hook sets for the commands that it starts; here it would lead to another repository. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** Runs Git and yields what it prints, as it comes. Throws `GitError`, or the signal's reason. */
export async function* streamGit(
  git: GitFolder,
  args: readonly string[],
  input?: string,
): AsyncGenerator<Buffer, void> {
  const inherited = Object.entries(process.env).filter(([name]) => !ofHooks.includes(name));
  const env = { ...Object.fromEntries(inherited), ...quietly };
  const inert = ['-C', git.folder, '-c', 'core.fsmonitor=false', ...args];
  // Windows looks for a program here before it does in PATH: a repository must not bring its own.
  const folder = dirname(process.execPath);
  const run = { ...git, folder, args: inert, env, ...(input === undefined ? {} : { input }) };
  const { code, complaint } = yield* started(runProgram(run), git.program);
  if (code !== 0) throw failureOf(complaint, code);
}

/** All that a Git command prints. Throws as `streamGit` does. */
export async function readGit(git: GitFolder, args: readonly string[]): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit(git, args)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The same, where a program that is not there is `GitError`'s affair. */
async function* started(
  run: AsyncGenerator<Buffer, ProgramEnd>,
  program: string,
): AsyncGenerator<Buffer, ProgramEnd> {
  try {
    return yield* run;
  } catch (cause) {
    if (!isNotThere(cause)) throw cause;
    throw new GitError('noGit', `${program} could not be started`, { cause });
  }
}

function isNotThere(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EACCES';
}

function failureOf(complaint: string, code: number | null): GitError {
  const isElsewhere = complaint.includes('not a git repository');
  return new GitError(
    isElsewhere ? 'noRepository' : 'failed',
    complaint === '' ? `git ended with ${String(code)}` : complaint,
    code === null ? undefined : { exitCode: code },
  );
}
