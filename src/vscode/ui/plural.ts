import * as vscode from 'vscode';

const rules = new Intl.PluralRules(vscode.env.language);

/** The words for one thing and for other numbers of it; a language may count 21 as one. */
export interface PluralWords {
  readonly one: string;
  readonly other: string;
}

/** Those of the words that fit a number in the display language: `1 file`, `3 files`. */
export function plural(count: number, { one, other }: PluralWords): string {
  return rules.select(count) === 'one' ? one : other;
}
