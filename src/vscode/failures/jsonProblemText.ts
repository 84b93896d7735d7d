import * as vscode from 'vscode';

/** A mistake in a JSON file, by the parser's word for it, as the end of a sentence. */
export function jsonProblemText(code: string | undefined): string {
  switch (code) {
    case 'PropertyNameExpected':
      return vscode.l10n.t('a key in quotation marks is missing');
    case 'ValueExpected':
      return vscode.l10n.t('a value is missing');
    case 'ColonExpected':
      return vscode.l10n.t('a colon is missing');
    case 'CommaExpected':
      return vscode.l10n.t('a comma is missing');
    case 'CloseBraceExpected':
      return vscode.l10n.t('a closing brace is missing');
    case 'CloseBracketExpected':
      return vscode.l10n.t('a closing bracket is missing');
    case 'EndOfFileExpected':
      return vscode.l10n.t("something follows the JSON that doesn't belong there");
    case 'UnexpectedEndOfComment':
      return vscode.l10n.t("a comment isn't closed");
    case 'UnexpectedEndOfString':
      return vscode.l10n.t("a string isn't closed");
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return vscode.l10n.t('a string has an invalid escape');
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return vscode.l10n.t("a number isn't valid");
    case 'InvalidCharacter':
      return vscode.l10n.t('a string has a character that must be escaped');
    default:
      return vscode.l10n.t("it isn't valid JSON");
  }
}
