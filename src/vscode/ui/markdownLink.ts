import * as vscode from 'vscode';

/** A link that runs a command of ours; the card must trust that command. */
export function commandLink(label: string, command: string, argument?: unknown): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${escaped(label)}](command:imagekitCleanup.${command}${bracketed(query)})`;
}

/** A link that opens a file at a line, counted from 1. */
export function fileLink(label: string, file: vscode.Uri, line: number): string {
  return `[${escaped(label)}](${bracketed(file.with({ fragment: `L${line}` }).toString())})`;
}

function escaped(label: string): string {
  return new vscode.MarkdownString().appendText(label).value;
}

/** An address that can't end the brackets it stands in. */
function bracketed(address: string): string {
  return address.replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
