import { spawn } from 'node:child_process';

/** A folder of a Git work tree, and the program that reads it. */
export interface GitFolder {
  /** Absolute. */
  readonly folder: string;
  /** `git`, or its path. */
  readonly program: string;
  /** Aborting it ends the process and throws the reason. */
  readonly signal: AbortSignal;
}

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

/** More is not kept of what Git complains about. */
const firstComplaint = 500;

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
  { folder, program, signal }: GitFolder,
  args: readonly string[],
  input = '',
): AsyncGenerator<Buffer, void> {
  signal.throwIfAborted();
  const env = Object.entries(process.env).filter(([name]) => !ofHooks.includes(name));
  const child = spawn(program, ['-c', 'core.fsmonitor=false', ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(env), ...quietly },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stop = () => child.kill();
  signal.addEventListener('abort', stop);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // Awaited below; without this, a failed start would count as unhandled until then.
  ended.catch(() => undefined);
  let complaint = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    complaint = (complaint + text).slice(0, firstComplaint);
  });
  // A process that ends early says why by its exit, not by the broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    const code = await exitOf(ended, program);
    signal.throwIfAborted();
    if (code !== 0) throw failureOf(complaint.trim(), code);
  } finally {
    signal.removeEventListener('abort', stop);
    child.kill();
  }
}

/** All that a Git command prints. Throws as `streamGit` does. */
export async function readGit(git: GitFolder, args: readonly string[]): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit(git, args)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function exitOf(ended: Promise<number | null>, program: string): Promise<number | null> {
  try {
    return await ended;
  } catch (cause) {
    throw new GitError('noGit', `${program} could not be started`, { cause });
  }
}

function failureOf(complaint: string, code: number | null): GitError {
  const isElsewhere = complaint.includes('not a git repository');
  return new GitError(
    isElsewhere ? 'noRepository' : 'failed',
    complaint === '' ? `git ended with ${String(code)}` : complaint,
    code === null ? undefined : { exitCode: code },
  );
}
