import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** One run of another program. */
export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** The folder it runs in. */
  readonly folder: string;
  /** This process's own when left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** What it reads; when left out, it has nothing to read from. */
  readonly input?: string;
  /** Aborting it ends the program and throws the reason. */
  readonly signal: AbortSignal;
  /** Told each line that the program complains with. */
  readonly onComplaint?: (line: string) => void;
}

/** How a program ended. */
export interface ProgramEnd {
  /** `null` when it was ended from outside. */
  readonly code: number | null;
  /** The beginning of what it complained about. */
  readonly complaint: string;
}

/** More is not kept of what a program complains about. */
const firstComplaint = 500;

/**
 * Runs a program and yields what it prints as it comes, so that whoever takes it sets the pace; who
 * stops taking it ends the program. Throws when it could not be started, or the signal's reason.
 */
export async function* runProgram(run: ProgramRun): AsyncGenerator<Buffer, ProgramEnd> {
  const { program, args, folder, env, input, signal } = run;
  signal.throwIfAborted();
  const options = { cwd: folder, ...(env && { env }), windowsHide: true };
  const child =
    input === undefined
      ? spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const stop = () => child.kill();
  signal.addEventListener('abort', stop);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // Awaited below; without this, a failed start would count as unhandled until then.
  ended.catch(() => undefined);
  let complaint = '';
  createInterface(child.stderr).on('line', (line) => {
    run.onComplaint?.(line);
    if (complaint.length < firstComplaint) complaint += `${line}\n`;
  });
  // A program that ends early says why by its end, not by the broken pipe.
  child.stdin?.on('error', () => undefined).end(input);
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      yield chunk;
    }
    const code = await ended;
    signal.throwIfAborted();
    return { code, complaint: complaint.trim().slice(0, firstComplaint) };
  } finally {
    signal.removeEventListener('abort', stop);
    child.kill();
  }
}
