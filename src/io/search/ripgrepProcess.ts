import { runProgram } from '../program';
import type { ProgramEnd, ProgramRun } from '../program';

/** One run of ripgrep. */
export interface RipgrepRun extends Pick<ProgramRun, 'program' | 'folder' | 'args' | 'signal'> {
  /** What ends each record of the output. */
  readonly separator: '\n' | '\0';
  /** Told about each file or folder that could not be read, by its path where ripgrep gives it. */
  readonly onUnreadable?: (path: string | undefined) => void;
}

/**
 * Runs ripgrep and yields its records as they come, in groups, so that whoever takes them sets the
 * pace; who stops taking them ends the process. Throws when it could not run at all.
 */
export async function* runRipgrep({
  separator,
  onUnreadable,
  ...run
}: RipgrepRun): AsyncGenerator<readonly string[], void> {
  const onComplaint = (line: string) =>
    onUnreadable?.(/^rg: (?:\.[\\/])?(.+): .*\(os error \d+\)$/.exec(line)?.[1]);
  const { code, complaint } = yield* groups(runProgram({ ...run, onComplaint }), separator);
  if (code !== 0 && code !== 1 && !isAboutFiles(complaint)) {
    throw new Error(`ripgrep ended with ${String(code)}: ${complaint}`);
  }
}

/** Errors of the operating system are about single files; the search went on. */
function isAboutFiles(complaint: string): boolean {
  return /\(os error \d+\)/.test(complaint);
}

/** Whole records; a record may be many chunks long, and is put together only once. */
async function* groups(
  chunks: AsyncGenerator<Buffer, ProgramEnd>,
  separator: string,
): AsyncGenerator<readonly string[], ProgramEnd> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  let step = await chunks.next();
  try {
    for (; step.done !== true; step = await chunks.next()) {
      const text = decoder.decode(step.value, { stream: true });
      const last = text.lastIndexOf(separator);
      if (last < 0) {
        open.push(text);
        continue;
      }
      open.push(text.slice(0, last));
      yield open.join('').split(separator);
      open = [text.slice(last + 1)];
    }
  } finally {
    // Who stops taking records stops the program, too.
    if (step.done !== true) await chunks.return({ code: null, complaint: '' });
  }
  const rest = open.join('');
  if (rest !== '') yield [rest];
  return step.value;
}
