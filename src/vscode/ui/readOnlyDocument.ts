import * as vscode from 'vscode';

const scheme = 'imagekit-cleanup';

/** What is open, by its URI; forgotten when its tab is closed. */
const texts = new Map<string, string>();
let provider: vscode.Disposable | undefined;
let opened = 0;

/** Opens Markdown that can be read and not changed, such as a report; `name` is on its tab. */
export async function showReadOnly(name: string, markdown: string): Promise<void> {
  provider ??= vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => texts.get(uri.toString()),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
  opened += 1;
  const path = `/${name.replaceAll(/[/\\]/g, '-')}.md`;
  const uri = vscode.Uri.from({ scheme, path, query: String(opened) });
  texts.set(uri.toString(), markdown);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Foreign text of one line as Markdown that reads just so, also as it is written. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Foreign text inside a sentence of Markdown, with as few marks as that takes. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>&#|~]/g, (character) => `\\${character}`);
}
