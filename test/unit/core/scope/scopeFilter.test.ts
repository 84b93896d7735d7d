import assert from 'node:assert/strict';
import { globsOn } from '../../../../src/core/scope/glob';
import { defaultScope, scopeFilter } from '../../../../src/core/scope/searchScope';

suite('the filter of a scope', () => {
  test('reads a backslash as a slash on Windows, and nowhere else', () => {
    assert.deepEqual(globsOn('win32', ['src\\**\\*.ts', 'a/b']), ['src/**/*.ts', 'a/b']);
    assert.deepEqual(globsOn('linux', ['src\\*.ts']), ['src\\*.ts']);
    const include = globsOn('win32', ['src\\**']);
    const { reasonOf } = scopeFilter({ ...defaultScope, include });
    assert.equal(reasonOf('src/a/b.ts'), undefined);
    assert.equal(reasonOf('lib/b.ts'), 'excluded');
  });

  test('takes any case where the disk does', () => {
    const scope = { ...defaultScope, include: ['SRC/**/*.[T]s'], exclude: ['src/Old'] };
    const folded = scopeFilter({ ...scope, ignoreCase: true });
    assert.equal(folded.reasonOf('Src/a.TS'), undefined);
    assert.equal(folded.reasonOf('src/OLD/a.ts'), 'excluded');
    assert.equal(folded.leavesOut('SRC/old'), true);
    assert.equal(scopeFilter(scope).reasonOf('Src/a.TS'), 'excluded');
  });

  test('tells which globs matched nothing, each by itself', () => {
    const scope = {
      ...defaultScope,
      include: ['src/**', 'scr/**', '*.{md,mdx}'],
      exclude: ['dist', 'src/old/**', '*.old'],
    };
    const { reasonOf, leavesOut, unmatched } = scopeFilter(scope);
    for (const path of ['src/a.ts', 'src/old/b.ts', 'c.mdx']) reasonOf(path);
    leavesOut('dist');
    assert.deepEqual(unmatched(), [
      { list: 'include', glob: 'scr/**' },
      { list: 'exclude', glob: '*.old' },
    ]);
    // One that only matches what another has left out has matched as well.
    reasonOf('src/old/c.old');
    assert.deepEqual(unmatched(), [{ list: 'include', glob: 'scr/**' }]);
  });
});
