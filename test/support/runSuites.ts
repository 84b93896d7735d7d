import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildExtension, packageExtension } from './build';
import { installChromium } from './host/chromium';
import { endOwnedOnExit } from './host/ownedProcess';
import { hostProblem, installVsCodeHost } from './host/vsCodeHost';
import { outFolder, root } from './paths';
import { runSuite, sortOut } from './suite';
import type { Step, Suite, SuiteResult } from './suite';

const vsCode: Step = { name: 'VS Code', run: installVsCodeHost, problem: hostProblem() };
const chromium: Step = { name: 'Chromium', run: installChromium };
const vsix: Step = { name: 'the package', run: packageExtension };
const build: Step = { name: 'the build', run: buildExtension };

function check(name: string, program: string, ...args: readonly string[]): Suite {
  const command = [path.join(root, 'node_modules', program), ...args] as const;
  return { name, kind: 'check', command, needs: [] };
}

function tests(name: string, needs: readonly Step[], ...more: readonly string[]): Suite {
  const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
  const reporter = path.join(root, 'test/support/countingReporter.ts');
  const color = process.stdout.isTTY ? '--color' : '--no-color';
  const files = `test/${name}/**/*.test.ts`;
  const command = [mocha, '--reporter', reporter, color, ...more, files] as const;
  return { name, kind: 'tests', command, needs };
}

/**
 * Two run at a time, and the next begins when one ends: the machine has two cores at least, and three
 * take as long, each with less of them. The long ones come first, behind one that passes the time
 * while VS Code is installed.
 */
const suites: readonly Suite[] = [
  check('lint', 'eslint/bin/eslint.js', '.'),
  tests('package', [vsix]),
  tests('unit', []),
  tests('e2e', [vsCode, chromium, vsix], '--require', path.join(root, 'test/e2e/hooks.ts')),
  {
    name: 'integration',
    kind: 'tests',
    command: ['--import', 'tsx', path.join(root, 'test/support/runIntegration.ts')],
    needs: [vsCode, chromium, build],
  },
  tests('conformance', []),
  check('types', 'typescript/bin/tsc'),
  check('page types', 'typescript/bin/tsc', '-p', 'test/e2e'),
  check('format', 'prettier/bin/prettier.cjs', '--check', '.'),
  check('dead code', 'knip/bin/knip.js'),
];

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  const chosen = firstOption === -1 ? args : args.slice(0, firstOption);
  const extra = args.slice(chosen.length).filter((arg) => arg !== '--');
  const known = suites.map((suite) => suite.name);
  const unknown = chosen.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No such suite: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
    return 1;
  }
  const asked = suites
    .filter((suite) => chosen.length === 0 || chosen.includes(suite.name))
    .map((suite): Suite => ({ ...suite, command: [...suite.command, ...extra] }));
  const { able: wanted, unable } = sortOut(asked);
  for (const { suite, problem } of unable) console.log(`not here  ${suite.name}: ${problem}`);
  // Who asks for it by name hears that it failed.
  if (chosen.length > 0 && unable.length > 0) {
    console.log(`0 passed, ${unable.length} failed`);
    return 1;
  }

  // A whole run leaves its own pictures and logs, and none of an earlier one.
  if (chosen.length === 0) rmSync(outFolder, { recursive: true, force: true });
  prepare(wanted.flatMap(({ needs }) => needs));
  const live = chosen.length === 1;
  const results: SuiteResult[] = [];
  const waiting = [...wanted];
  const lane = async () => {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) {
      results.push(await run(suite, live));
    }
  };
  await Promise.all([lane(), lane()]);

  const sum = (part: 'passed' | 'failed') =>
    results.reduce((total, result) => total + result[part], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 && results.length > 0 ? 0 : 1;
}

const prepared = new Map<Step, Promise<void>>();

/** Begins the steps, each once and one after the other: two of them build into the same folder. */
function prepare(steps: readonly Step[]): void {
  let last = Promise.resolve();
  for (const step of new Set(steps)) {
    const done = last.then(() => step.run());
    // Whoever needs it hears of a failure; the next step begins all the same.
    last = done.catch(() => undefined);
    prepared.set(step, done);
  }
}

async function run(suite: Suite, live: boolean): Promise<SuiteResult> {
  for (const step of suite.needs) {
    try {
      await prepared.get(step);
    } catch (error) {
      const problem = `could not run without ${step.name}: ${String(error)}`;
      const result = { name: suite.name, passed: 0, failed: 1, seconds: 0, log: '', problem };
      report(result, true);
      return result;
    }
  }
  const result = await runSuite(suite, live);
  report(result, live);
  return result;
}

/** A log without the list of tests: mocha repeats those that failed after its count. */
function whatFailed(log: string): string {
  const summary = /^ {2}\d+ passing \(/m.exec(log);
  return log.slice(summary?.index ?? 0).trimEnd();
}

function report(result: SuiteResult, shown: boolean): void {
  if (result.failed > 0 && !shown) console.log(whatFailed(readFileSync(result.log, 'utf8')));
  console.log(
    [
      result.failed > 0 ? 'FAILED' : 'ok    ',
      result.name.padEnd(11),
      `${result.passed} passed, ${result.failed} failed`.padEnd(24),
      `${result.seconds.toFixed(1)} s`,
      result.problem ?? '',
    ]
      .join('  ')
      .trimEnd(),
  );
}

endOwnedOnExit();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
