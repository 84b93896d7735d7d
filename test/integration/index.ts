import { format } from 'node:util';
import Mocha from 'mocha';
import CountingReporter from '../support/countingReporter';

/**
 * Runs the suite inside VS Code's extension host. `loadTests` defines the tests: the bundler
 * writes it from the files it found, see test/support/host/bundleTests.ts.
 */
export async function runMocha(loadTests: () => void): Promise<void> {
  const grep = process.env['TEST_GREP'];
  const mocha = new Mocha({
    ui: 'tdd',
    color: false,
    timeout: 90_000,
    failZero: true,
    forbidOnly: true,
    forbidPending: true,
    reporter: CountingReporter,
    ...(grep === undefined ? {} : { grep }),
  });
  const mark = process.env['TEST_OUTPUT_MARK'];
  if (mark !== undefined) {
    Mocha.reporters.Base.consoleLog = (...args: readonly unknown[]) => {
      console.log(mark + format(...args));
    };
  }
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  loadTests();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
