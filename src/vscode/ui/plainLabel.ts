import type * as vscode from 'vscode';

/** What VS Code draws as an icon in a label. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

/**
 * Foreign text as a label that reads just so: in rows of a quick pick, the status bar, code lenses and
 * below input boxes VS Code draws `$(trash)` as an icon.
 */
export function plainLabel(text: string): string {
  return text.replace(icon, '\\$&');
}

/** A row of a quick pick that is nothing but text; its icon goes into `iconPath`. */
export function plainRow<Row extends vscode.QuickPickItem>(row: Row): Row {
  // VS Code draws no icons in a separator.
  if (separators.has(row.kind)) return row;
  return {
    ...row,
    label: plainLabel(row.label),
    ...(row.description !== undefined && { description: plainLabel(row.description) }),
    ...(row.detail !== undefined && { detail: plainLabel(row.detail) }),
  };
}

/** `vscode.QuickPickItemKind.Separator`, without the editor. */
const separators: ReadonlySet<number | undefined> = new Set([-1]);
