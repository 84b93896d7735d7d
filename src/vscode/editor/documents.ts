import type * as vscode from 'vscode';

/** The texts that people work on: files wherever they are, drafts, cells, and what Git shows. */
export const documents: vscode.DocumentSelector = [
  'file',
  'untitled',
  'vscode-vfs',
  'vscode-notebook-cell',
  'git',
].map((scheme) => ({ scheme }));

/** Longer texts, in characters, are data: searching them while somebody types takes too long. */
export const longest = 2_000_000;
