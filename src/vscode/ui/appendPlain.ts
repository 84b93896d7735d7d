import * as vscode from 'vscode';

/** Begins the next line of a paragraph. */
export const nextLine = '  \n';

/** Adds foreign text to a hover as nothing but text. */
export function appendPlain(card: vscode.MarkdownString, text: string): vscode.MarkdownString {
  return card.appendMarkdown(plainMarkdown(text));
}

/** Foreign texts as a hover, each a paragraph of its own. */
export function plainCard(texts: readonly string[]): vscode.MarkdownString {
  const card = new vscode.MarkdownString();
  texts.forEach((text, at) => {
    if (at > 0) card.appendMarkdown('\n\n');
    appendPlain(card, text);
  });
  return card;
}

/** Every character that Markdown, HTML, an address or an icon can begin or end with. */
const meant = /[!-+\-.:-@[-`{-~]/g;

/**
 * Foreign text as Markdown that reads just so. `MarkdownString.appendText` is not enough: it leaves
 * tags, addresses and icons in it.
 */
export function plainMarkdown(text: string): string {
  return text
    .replace(meant, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\n/g, '\n\n')
    .replace(/^ +| +$| {2,}/gm, (blanks) => '&nbsp;'.repeat(blanks.length));
}
