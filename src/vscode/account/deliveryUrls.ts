import * as vscode from 'vscode';
import { parseUrlEndpoints } from '../../core/account/urlEndpoint';
import { oneLine } from '../ui/oneLine';

/** Stands in an empty box for delivery URLs. */
export const deliveryUrlsExample = 'https://ik.imagekit.io/acme, https://images.example.com';

/** What is wrong with typed delivery URLs; `undefined` when nothing is. */
export function deliveryUrlsProblem(text: string): vscode.InputBoxValidationMessage | undefined {
  const urls = parseUrlEndpoints(text);
  if (urls.kind === 'urls') return undefined;
  return {
    message: vscode.l10n.t(
      '"{0}" isn\'t a valid URL. Remove everything after "?".',
      oneLine(urls.text),
    ),
    severity: vscode.InputBoxValidationSeverity.Error,
  };
}
