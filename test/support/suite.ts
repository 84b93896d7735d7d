import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Counts } from './countingReporter';
import { startOwned } from './host/ownedProcess';
import { outFolder, root } from './paths';

/** One line of the test run: a check that passes or fails, or a mocha run that counts its tests. */
export interface Suite {
  readonly name: string;
  readonly kind: 'check' | 'tests';
  /** The program of node_modules or of this folder to run with Node, and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** What must have worked before: the first that didn't is the reason this suite can't run. */
  readonly needs: readonly Step[];
}

/** Something a suite stands on: an install or a build. Done once, however many suites need it. */
export interface Step {
  readonly name: string;
  run(): void | Promise<void>;
  /** Why this system can't have it, ever. */
  readonly problem?: string | undefined;
}

/** The suites that this system can run, and the others with the reason. */
export function sortOut(suites: readonly Suite[]): {
  readonly able: readonly Suite[];
  readonly unable: readonly { readonly suite: Suite; readonly problem: string }[];
} {
  const problemOf = ({ needs }: Suite) => needs.find(({ problem }) => problem)?.problem;
  return {
    able: suites.filter((suite) => problemOf(suite) === undefined),
    unable: suites.flatMap((suite) => {
      const problem = problemOf(suite);
      return problem === undefined ? [] : [{ suite, problem }];
    }),
  };
}

/** How a suite ended. `problem` is set when the numbers alone don't tell. */
export interface SuiteResult extends Counts {
  readonly name: string;
  readonly seconds: number;
  readonly log: string;
  readonly problem?: string;
}

/** A suite that hangs is ended after this long, in ms: no suite takes a third of it. */
const limit = 30 * 60_000;

/** Runs a suite in a process of its own. Its output goes to a log, and to the screen if `live`. */
export async function runSuite(suite: Suite, live: boolean): Promise<SuiteResult> {
  const log = path.join(outFolder, 'logs', `${suite.name}.log`);
  const countsFile = path.join(outFolder, 'logs', `${suite.name}.counts.json`);
  mkdirSync(path.dirname(log), { recursive: true });
  rmSync(countsFile, { force: true });

  const start = performance.now();
  const [program, ...args] = suite.command;
  const owned = startOwned(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TEST_COUNTS_FILE: countsFile },
  });
  const file = createWriteStream(log);
  for (const stream of [owned.child.stdout, owned.child.stderr]) {
    stream?.pipe(file, { end: false });
    if (live) stream?.pipe(process.stdout, { end: false });
  }
  const timer = setTimeout(() => void owned.stop(), limit);
  const code = await owned.exited;
  clearTimeout(timer);
  const hung = performance.now() - start >= limit;
  await new Promise((resolve) => file.end(resolve));

  const seconds = (performance.now() - start) / 1000;
  const counts = suite.kind === 'tests' ? readCounts(countsFile) : undefined;
  const verdict = hung
    ? failure(`was ended after ${limit / 60_000} minutes`, counts)
    : suite.kind === 'check'
      ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
      : judgeTests(code, counts);
  return { name: suite.name, seconds, log, ...verdict };
}

/** Turns what a mocha run left behind into a verdict: silence and an empty run are failures. */
export function judgeTests(
  code: number | null,
  counts: Counts | undefined,
): Counts & { readonly problem?: string } {
  if (counts === undefined) return failure(`ended with code ${code ?? 'none'} before it counted`);
  if (counts.passed + counts.failed === 0) return failure('ran no test');
  if (code !== 0 && counts.failed === 0) {
    return failure(`ended with code ${code ?? 'none'} though no test failed`, counts);
  }
  return counts;
}

function failure(problem: string, counts: Counts = { passed: 0, failed: 0 }) {
  return { passed: counts.passed, failed: counts.failed + 1, problem };
}

function readCounts(file: string): Counts | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Counts) : undefined;
}
