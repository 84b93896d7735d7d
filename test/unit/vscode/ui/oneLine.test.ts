import assert from 'node:assert/strict';
import { oneLine } from '../../../../src/vscode/ui/oneLine';

suite('a name inside a sentence', () => {
  const names = [
    ['hero.jpg', 'hero.jpg'],
    ['a\r\nb\tc\u2028d', 'a b c d'],
    ['exe.\u202egpj', 'exe.gpj'],
    ['x\u0000y\u001b[31m', 'x y [31m'],
    ['[free](command:workbench.action.quit)', '[free] (command:workbench.action.quit)'],
    ['[a]\u202e(https://evil.test)', '[a] (https://evil.test)'],
    ['[a](b)[c](d)', '[a] (b)[c] (d)'],
    ['[draft] (final).jpg', '[draft] (final).jpg'],
  ] as const;
  for (const [name, shown] of names) {
    test(`${JSON.stringify(name)} is shown as ${JSON.stringify(shown)}`, () => {
      assert.equal(oneLine(name), shown);
    });
  }

  test('a very long one is cut in its middle', () => {
    const shown = oneLine(`${'a'.repeat(5000)}.jpg`);
    assert.equal(shown.length, 201);
    assert.match(shown, /^a+…a+\.jpg$/);
  });
});
