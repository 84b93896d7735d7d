import assert from 'node:assert/strict';
import { expandBraces, globMatches, parseGlob } from '../../../../src/core/scope/glob';

suite('globMatches', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['*.log', ['a.log', 'x/y/.log'], ['a.log.txt', 'log']],
    ['/*.log', ['a.log'], ['x/a.log']],
    ['build', ['build', 'x/build'], ['builds', 'build/x']],
    ['a/b', ['a/b'], ['x/a/b', 'a/b/c']],
    ['**/b', ['b', 'x/y/b'], ['xb']],
    ['a/**', ['a/x', 'a/x/y'], ['b/x']],
    ['a/**/z', ['a/z', 'a/x/y/z'], ['a/zz']],
    ['?.js', ['a.js'], ['ab.js', '.js']],
    ['[a-c]*.ts', ['b1.ts'], ['d1.ts']],
    ['[!a]b', ['xb'], ['ab']],
    ['a\\*b', ['a*b'], ['axb']],
    ['*a*b*', ['xaxbx', 'ab'], ['ba', 'aa']],
  ];
  for (const [glob, hits, misses] of cases) {
    test(`${glob} matches as in Git`, () => {
      for (const path of hits) assert.ok(globMatches(parseGlob(glob), path), path);
      for (const path of misses) assert.ok(!globMatches(parseGlob(glob), path), path);
    });
  }

  test('takes a hostile pattern without hanging', () => {
    const glob = parseGlob(`${'*a'.repeat(60)}b/${'**/'.repeat(40)}x`);
    assert.equal(globMatches(glob, `${'a'.repeat(250)}/${'y/'.repeat(200)}z`), false);
  });

  test('expands choices', () => {
    assert.deepEqual(expandBraces('*.{a,b}/{c,d}'), ['*.a/c', '*.a/d', '*.b/c', '*.b/d']);
    assert.deepEqual(expandBraces('{a,{b,c}d}'), ['a', 'bd', 'cd']);
    assert.deepEqual(expandBraces('{a'), ['{a']);
  });

  test('refuses a glob whose choices multiply', () => {
    assert.equal(expandBraces('{a,b}'.repeat(9)).length, 512);
    for (const glob of ['{a,b}'.repeat(10_000), `{${','.repeat(2000)}x}`.repeat(2)]) {
      const started = process.cpuUsage();
      assert.throws(() => expandBraces(glob), /^RangeError: The glob .{80} has more than 1000/);
      assert.ok(process.cpuUsage(started).user < 2e6);
    }
  });
});
