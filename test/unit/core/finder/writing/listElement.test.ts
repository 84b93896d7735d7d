import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listElementAt } from '../../../../../src/core/finder/writing/listElement';

/** The text without the list element that is marked `«so»`; `undefined` when it is none. */
function removed(marked: string): string | undefined {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  const element = listElementAt(text, start, end);
  return element && text.slice(0, element.start) + text.slice(element.end);
}

suite('taking an element out of a list', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['the first', '["«a»", "b", "c"]', '["b", "c"]'],
    ['one in the middle', '["a", "«b»", "c"]', '["a", "c"]'],
    ['the last', '["a", "b", "«c»"]', '["a", "b"]'],
    ['the only one', '["«a»"]', '[]'],
    ['one before a trailing comma', "['a', '«b»',]", "['a', ]"],
    ['a line of its own', '[\n  "a",\n  "«b»",\n  "c"\n]', '[\n  "a",\n  "c"\n]'],
    ['the last line of its own', '[\n  "a",\n  "«b»"\n]', '[\n  "a"\n]'],
    ['the only line of its own', '[\n  "«a»"\n]', '[\n  \n]'],
    ['a line with a trailing comma', "ids = [\n  'a',\n  '«b»',\n]\n", "ids = [\n  'a',\n]\n"],
    ['one in an array in a call', 'deleteAll(["a", "«b»"], x)', 'deleteAll(["a"], x)'],
    ['one beside brackets in strings', '["(", "«b»", ")"]', '["(", ")"]'],
    ['one after an object', '[{ "x": ["y"] }, "«b»"]', '[{ "x": ["y"] }]'],
    ['one beside escaped quotes', '["a\\"b(", "«c»"]', '["a\\"b("]'],
    ['an item of YAML', 'images:\n  - a\n  - «b»\n  - c\n', 'images:\n  - a\n  - c\n'],
    ['a quoted item of YAML', 'images:\n  - "«b»"\n  - c\n', 'images:\n  - c\n'],
    ['the last item of YAML without a line break', '- a\n- «b»', '- a\n'],
    ['a line of a plain list', 'a\n«b»\nc\n', 'a\nc\n'],
    ['with the line breaks of Windows', '- a\r\n- «b»\r\n- c\r\n', '- a\r\n- c\r\n'],
  ];
  for (const [what, text, expected] of cases) {
    test(what, () => assert.equal(removed(text), expected));
  }

  const others: readonly (readonly [string, string])[] = [
    ['a property', '{ "cover": "«a»", "x": "b" }'],
    ['a property that follows another', '{ "x": "b", "cover": "«a»" }'],
    ['an argument', 'remove("x", "«a»")'],
    ['a part of a string', '["see «a» there"]'],
    ['an index', 'files["«a»"]'],
    ['a word in a sentence', 'Look at «a».'],
    ['a key of YAML', 'cover: «a»\n'],
    ['the only line of a text', '«a»\n'],
    ['a set', 'new Set("a", "«b»")'],
  ];
  for (const [what, text] of others) {
    test(`not ${what}`, () => assert.equal(removed(text), undefined));
  }

  test('never throws, and never takes more than a line or the element with its comma', () => {
    const piece = fc.constantFrom('"a"', "'", '[', ']', ',', ' ', '\n', '(', ')', '- ', 'x', '\\');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.array(piece, { maxLength: 40 }),
        (a, b) => {
          const before = `${a.join('')}"`;
          const text = `${before}id"${b.join('')}`;
          const element = listElementAt(text, before.length, before.length + 2);
          if (!element) return;
          assert.ok(element.start < before.length && element.end > before.length + 2);
          const rest = text.slice(0, element.start) + text.slice(element.end);
          assert.equal((rest.match(/"a"/g) ?? []).length, (text.match(/"a"/g) ?? []).length);
        },
      ),
    );
  });
});
