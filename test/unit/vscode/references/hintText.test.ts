import assert from 'node:assert/strict';
import type { Hint } from '../../../../src/core/reference';
import { hintText } from '../../../../src/vscode/references/hintText';

const hint = (by: Hint['by'], line: number): Hint => ({
  by,
  place: { file: 'src/a.ts', line, column: 1, length: 9 },
});

suite('what is said of possible references', () => {
  for (const [text, files] of [
    ['Possible reference by file name: src/a.ts:1', [[hint('name', 1)]]],
    ['Possible reference by a pattern: src/a.ts:1', [[hint('pattern', 1)]]],
    ['Possible reference by folder: src/a.ts:1', [[hint('folder', 1)]]],
    [
      'Possible references by a pattern: src/a.ts:1, src/a.ts:2',
      [[hint('pattern', 1), hint('pattern', 2)]],
    ],
    ['Possible references: src/a.ts:1, src/a.ts:2', [[hint('pattern', 1), hint('name', 2)]]],
    [
      'Possible references: src/a.ts:1, src/a.ts:2, src/a.ts:3 and 1 more',
      [[hint('name', 1), hint('pattern', 2), hint('folder', 3), hint('name', 4)]],
    ],
    [
      'Possible references to 2 of them by file name: src/a.ts:1, src/a.ts:2',
      [[hint('name', 1)], [hint('name', 2)]],
    ],
    [
      'Possible references to 2 of them: src/a.ts:1, src/a.ts:2',
      [[hint('name', 1)], [hint('folder', 2)]],
    ],
  ] as const) {
    test(text, () => assert.deepEqual(hintText(files), [text]));
  }

  test('nothing without any', () => assert.deepEqual(hintText([]), []));
});
