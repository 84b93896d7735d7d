import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** How many tests of a run passed and failed. A hook that fails counts as a failed test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Mocha's spec reporter, which also leaves the counts in the file named by TEST_COUNTS_FILE. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env['TEST_COUNTS_FILE'];
    if (file === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const counts: Counts = { passed: this.stats.passes, failed: this.stats.failures };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}
