import * as vscode from 'vscode';

/** Begins the next line of a paragraph. */
export const nextLine = '  \n';

/**
 * Adds foreign text to a hover as nothing but text. `appendText` alone leaves addresses in it, which
 * Markdown then turns into links, and makes every blank one that a line can't be broken at.
 */
export function appendPlain(card: vscode.MarkdownString, text: string): vscode.MarkdownString {
  const escaped = new vscode.MarkdownString().appendText(text).value;
  return card.appendMarkdown(
    escaped
      .replace(/(?<!^|&nbsp;)&nbsp;(?!$|&nbsp;)/g, ' ')
      .replace(/[@:.]/g, (character) => `&#${character.charCodeAt(0)};`),
  );
}
