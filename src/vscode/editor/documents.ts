import type * as vscode from 'vscode';

/** Texts of every language, wherever they are: on a disk, in a virtual workspace, in a notebook. */
export const documents: vscode.DocumentSelector = { language: '*' };

/** What VS Code shows as a text though nobody works on it, and our own reports. */
const ownSchemes = new Set([
  ...['output', 'debug', 'vscode-scm', 'comment', 'search-editor', 'imagekit-cleanup'],
  ...['chat-session', 'vscode-chat-code-block', 'vscode-chat-input', 'walkThroughSnippet'],
]);

/** Whether a text is one that people work on. */
export function isWorkedOn({ uri }: Pick<vscode.TextDocument, 'uri'>): boolean {
  return !ownSchemes.has(uri.scheme);
}

/** Longer texts, in characters, are data: searching them while somebody types takes too long. */
export const longest = 2_000_000;
