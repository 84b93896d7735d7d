import * as vscode from 'vscode';

/**
 * Adds foreign text to a hover as nothing but text. `appendText` alone leaves addresses in it, which
 * Markdown then turns into links.
 */
export function appendPlain(card: vscode.MarkdownString, text: string): vscode.MarkdownString {
  const escaped = new vscode.MarkdownString().appendText(text).value;
  return card.appendMarkdown(
    escaped.replace(/[@:.]/g, (character) => `&#${character.charCodeAt(0)};`),
  );
}
