import { runProgram } from '../program';
import type { ProgramEnd, ProgramRun } from '../program';

/** One run of ripgrep. */
export interface RipgrepRun extends Pick<ProgramRun, 'program' | 'folder' | 'args' | 'signal'> {
  /** Told about each file or folder that could not be read, by its path where ripgrep gives it. */
  readonly onUnreadable?: (path: string | undefined) => void;
}

/**
 * Runs ripgrep and yields its lines as they come, in groups, so that whoever takes them sets the
 * pace; who stops taking them ends the process. A very long one is cut: it holds a zero then. Throws
 * when it could not run at all.
 */
export async function* runRipgrep({
  onUnreadable,
  ...run
}: RipgrepRun): AsyncGenerator<readonly string[], void> {
  const onComplaint = (line: string) =>
    onUnreadable?.(/^rg: (?:\.[\\/])?(.+): .*\(os error \d+\)$/.exec(line)?.[1]);
  const { code, complaint } = yield* groups(runProgram({ ...run, onComplaint }));
  if (code !== 0 && code !== 1 && !isAboutFiles(complaint)) {
    throw new Error(`ripgrep ended with ${String(code)}: ${complaint}`);
  }
}

/** Errors of the operating system are about single files; the search went on. */
function isAboutFiles(complaint: string): boolean {
  return /\(os error \d+\)/.test(complaint);
}

/** No more characters of a line are kept. */
const longestRecord = 500_000;

/** Whole lines; one may be many chunks long, and is put together only once. */
async function* groups(
  chunks: AsyncGenerator<Buffer, ProgramEnd>,
): AsyncGenerator<readonly string[], ProgramEnd> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  let size = 0;
  let step = await chunks.next();
  try {
    for (; step.done !== true; step = await chunks.next()) {
      const text = decoder.decode(step.value, { stream: true });
      const last = text.lastIndexOf('\n');
      if (last < 0) {
        if (size <= longestRecord) open.push(size + text.length > longestRecord ? '\0' : text);
        size += text.length;
        continue;
      }
      open.push(text.slice(0, last));
      const group = open.join('').split('\n');
      open = [text.slice(last + 1)];
      size = text.length - last;
      yield group;
    }
  } finally {
    // Who stops taking records stops the program, too.
    if (step.done !== true) await chunks.return({ code: null, complaint: '' });
  }
  const rest = open.join('');
  if (rest !== '') yield [rest];
  return step.value;
}
