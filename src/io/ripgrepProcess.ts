import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** One run of ripgrep. */
export interface RipgrepRun {
  readonly program: string;
  readonly folder: string;
  readonly args: readonly string[];
  /** What ends each record of the output. */
  readonly separator: '\n' | '\0';
  /** Aborting it ends the process and throws the reason. */
  readonly signal: AbortSignal;
  /** Told about each file or folder that could not be read, by its path where ripgrep gives it. */
  readonly onUnreadable?: (path: string | undefined) => void;
}

/** More is not kept of what ripgrep complains about. */
const firstComplaint = 500;

/**
 * Runs ripgrep and yields its records as they come, in groups, so that whoever takes them sets the
 * pace; who stops taking them ends the process. Throws when it could not run at all.
 */
export async function* runRipgrep({
  program,
  folder,
  args,
  separator,
  signal,
  onUnreadable,
}: RipgrepRun): AsyncGenerator<readonly string[], void> {
  signal.throwIfAborted();
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
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
    onUnreadable?.(/^rg: (?:\.[\\/])?(.+): .*\(os error \d+\)$/.exec(line)?.[1]);
    if (complaint.length < firstComplaint) complaint += `${line}\n`;
  });
  try {
    for await (const records of groups(child.stdout, separator)) {
      signal.throwIfAborted();
      yield records;
    }
    const code = await ended;
    signal.throwIfAborted();
    if (code !== 0 && code !== 1 && !isAboutFiles(complaint)) {
      throw new Error(
        `ripgrep ended with ${String(code)}: ${complaint.trim().slice(0, firstComplaint)}`,
      );
    }
  } finally {
    signal.removeEventListener('abort', stop);
    child.kill();
  }
}

/** Errors of the operating system are about single files; the search went on. */
function isAboutFiles(complaint: string): boolean {
  return /\(os error \d+\)/.test(complaint);
}

/** Whole records; a record may be many chunks long, and is put together only once. */
async function* groups(
  chunks: AsyncIterable<Buffer>,
  separator: string,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    const last = text.lastIndexOf(separator);
    if (last < 0) {
      open.push(text);
      continue;
    }
    open.push(text.slice(0, last));
    yield open.join('').split(separator);
    open = [text.slice(last + 1)];
  }
  const rest = open.join('');
  if (rest !== '') yield [rest];
}
