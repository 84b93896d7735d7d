import assert from 'node:assert/strict';
import { has, testWith } from '../../support/testWith';
import { useOtherSystem } from '../../support/otherSystem';

suite('a test that a system can’t run', () => {
  const system = useOtherSystem();
  const log = console.log;
  teardown(() => (console.log = log));

  test('is left out there, and that is said', () => {
    const said: string[] = [];
    console.log = (line: string) => said.push(line);
    system.is('win32');
    testWith('pipes', 'reads a pipe', () => assert.fail('it ran'));
    assert.deepEqual(said, ['left out, since win32 has no pipes: reads a pipe']);
  });

  test('runs everywhere else', () => {
    for (const platform of ['linux', 'darwin']) assert.equal(has('file modes', platform), true);
  });
});
