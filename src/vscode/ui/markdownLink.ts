import type * as vscode from 'vscode';
import { plainMarkdown } from './appendPlain';

/** A link that runs a command of ours; the card must trust that command. */
export function commandLink(label: string, command: string, argument?: unknown): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${plainMarkdown(label)}](command:imagekitCleanup.${command}${bracketed(query)})`;
}

/** A link that opens a file at a line, counted from 1. */
export function fileLink(label: string, file: vscode.Uri, line: number): string {
  return `[${plainMarkdown(label)}](${bracketed(file.with({ fragment: `L${line}` }).toString())})`;
}

/** An address that can't end the brackets it stands in. */
function bracketed(address: string): string {
  return address.replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}
