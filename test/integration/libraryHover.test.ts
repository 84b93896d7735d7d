import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rowTooltip } from '../../src/vscode/tree/libraryItem';
import { fileNode } from '../support/library/nodes';

const now = Date.parse('2026-03-01T12:00:00.000Z');

suite('the hover of a row of the library, as VS Code renders it', () => {
  const hostile = [
    '[x](command:workbench.action.quit)',
    '![x](https://evil.example/track.png)',
    '<img src="https://evil.example/track.png">',
    'www.evil.example',
    'https://evil.example',
    'me@evil.example',
    '**bold** `code` # title',
  ];
  for (const name of hostile) {
    test(`shows ${name} as the text that it is`, async () => {
      const node = fileNode('/a.png', { name, filePath: `/${name}`, tags: [name] });
      const tooltip = rowTooltip(node, { now, picture: undefined, usage: undefined });
      assert.ok(tooltip);
      assert.ok(!tooltip.isTrusted && !tooltip.supportHtml);
      const html = await vscode.commands.executeCommand<string>(
        'markdown.api.render',
        tooltip.value,
      );
      assert.doesNotMatch(html, /<(a|img|code|h1|em)[\s>]/, html);
      // An address that only a bare one would be made into a link by.
      assert.doesNotMatch(tooltip.value, /www\.|https?:\/\/|\w@\w/);
    });
  }
});
