import * as vscode from 'vscode';

/** Begins the next line of a paragraph. */
export const nextLine = '  \n';

/** Adds foreign text to a hover as nothing but text. */
export function appendPlain(card: vscode.MarkdownString, text: string): vscode.MarkdownString {
  return card.appendMarkdown(plainMarkdown(text));
}

/**
 * Foreign text as Markdown that reads just so. `appendText` alone leaves addresses in it, which
 * Markdown then turns into links, and makes every blank one that a line can't be broken at.
 */
export function plainMarkdown(text: string): string {
  return new vscode.MarkdownString()
    .appendText(text)
    .value.replace(/(?<!^|&nbsp;)&nbsp;(?!$|&nbsp;)/g, ' ')
    .replace(/[@:.]/g, (character) => `&#${character.charCodeAt(0)};`);
}
