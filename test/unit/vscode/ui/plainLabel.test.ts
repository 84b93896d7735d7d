import assert from 'node:assert/strict';
import { plainMarkdown } from '../../../../src/vscode/ui/appendPlain';
import { plainLabel, plainRow } from '../../../../src/vscode/ui/plainLabel';

/** VS Code's own reading of a label: icons go, escaped ones stay as their text. */
function drawn(label: string): string {
  return label.replace(
    /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g,
    (_, escaped: string | undefined, name: string) => (escaped ? `$(${name})` : ''),
  );
}

const names = [
  '$(trash)',
  'a $(sync~spin) b.jpg',
  '$$(trash)$(edit)',
  '\\$(trash)',
  '$(not an icon) $( $()',
  '<b a=c>hero.jpg',
  'plain.jpg',
];

suite('a foreign text', () => {
  for (const name of names) {
    test(`reads as it is in a label: ${name}`, () => {
      assert.equal(drawn(plainLabel(name)), name);
      const row = { label: name, description: name, detail: name, more: name };
      const { label, description, detail, more } = plainRow(row);
      assert.deepEqual(
        [label, description, detail].map((each) => drawn(each)),
        [name, name, name],
      );
      assert.equal(more, name);
    });
  }

  test('leaves nothing in Markdown that could mean something', () => {
    const markdown = plainMarkdown(
      '<b a=c>*x*_y_ [z](command:q) $(trash) &lt; www.x.y a@b #1. ~~s~~',
    );
    assert.doesNotMatch(markdown.replace(/&#\d+;/g, ''), /[^\w ]/);
    assert.equal(plainMarkdown('  a  b c '), '&nbsp;&nbsp;a&nbsp;&nbsp;b c&nbsp;');
  });
});
