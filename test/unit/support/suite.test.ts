import assert from 'node:assert/strict';
import { judgeTests, sortOut, type Step, type Suite } from '../../support/suite';

suite('a run of tests', () => {
  test('counts what passed and failed', () => {
    assert.deepEqual(judgeTests(0, { passed: 3, failed: 0 }), { passed: 3, failed: 0 });
    assert.deepEqual(judgeTests(1, { passed: 3, failed: 1 }), { passed: 3, failed: 1 });
  });

  test('fails when it found no test', () => {
    const { failed, problem } = judgeTests(0, { passed: 0, failed: 0 });
    assert.deepEqual([failed, problem], [1, 'ran no test']);
  });

  test('fails when it ended before it counted', () => {
    assert.equal(judgeTests(0, undefined).failed, 1);
    assert.equal(judgeTests(null, undefined).failed, 1);
  });

  test('fails when it ended badly although no test did', () => {
    const { passed, failed } = judgeTests(7, { passed: 3, failed: 0 });
    assert.deepEqual([passed, failed], [3, 1]);
  });

  test('leaves out what a system can’t have, and says why', () => {
    const step = (problem?: string): Step => ({ name: 'VS Code', run: () => undefined, problem });
    const suiteOf = (name: string, ...needs: readonly Step[]): Suite => ({
      name,
      kind: 'tests',
      command: ['mocha'],
      needs,
    });
    const { able, unable } = sortOut([
      suiteOf('unit'),
      suiteOf('package', step()),
      suiteOf('e2e', step(), step('not on Windows')),
    ]);
    assert.deepEqual(
      able.map(({ name }) => name),
      ['unit', 'package'],
    );
    assert.deepEqual(
      unable.map(({ suite: { name }, problem }) => `${name}: ${problem}`),
      ['e2e: not on Windows'],
    );
  });
});
