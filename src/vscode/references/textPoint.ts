import type * as vscode from 'vscode';

/** A place in an open text, as an argument of a command: counted from 0, as VS Code does. */
export interface TextPoint {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** The place as a command's argument. */
export function textPoint(
  { uri }: Pick<vscode.TextDocument, 'uri'>,
  { line, character }: Pick<vscode.Position, 'line' | 'character'>,
): TextPoint {
  return { uri: uri.toString(), line, character };
}

/** Whether an argument is a place: anybody may run a command with anything. */
export function isTextPoint(value: unknown): value is TextPoint {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, line, character } = value as Partial<Record<keyof TextPoint, unknown>>;
  const isCount = (each: unknown) => Number.isSafeInteger(each) && Number(each) >= 0;
  return typeof uri === 'string' && isCount(line) && isCount(character);
}
