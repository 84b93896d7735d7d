import * as vscode from 'vscode';
import type { App } from '../app';
import type { FileNode, VersionNode } from '../tree/libraryNode';
import { oneLine } from '../ui/oneLine';
import { versionLabel } from './versionLabel';
import { fetchOriginal, type PreviewParts, type ReadableFile } from './fetchOriginal';

/** Shows a file, or a version of one, in VS Code's own editor for it. Throws as `fetchOriginal` does. */
export async function showAsset(parts: PreviewParts, node: FileNode | VersionNode): Promise<void> {
  const shown = await fetchOriginal(parts, previewedOf(node));
  if (shown) await vscode.commands.executeCommand('vscode.open', shown.uri, { preview: true });
}

/**
 * Shows an older version beside the current one: as a diff where both are text or pictures, else in
 * two editors. Throws as `fetchOriginal` does.
 */
export async function compareWithCurrent(
  app: PreviewParts & Pick<App, 'library'>,
  node: VersionNode,
): Promise<void> {
  const { account, row, parent } = node;
  const versions = await app.library.versions(parent.asset.fileId);
  const current = versions.find((each) => each.current);
  if (!current) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "Couldn't find the current version of {0}. Refresh the library, and try again.",
        oneLine(parent.asset.filePath),
      ),
    );
    return;
  }
  const old = await fetchOriginal(app, previewedOf(node));
  const now =
    old &&
    (await fetchOriginal(app, {
      account,
      file: current.version,
      label: vscode.l10n.t('{0}, current', versionLabel(current)),
    }));
  if (!old || !now) return;
  const { mime = '', fileType } = parent.asset;
  const isPicture = fileType === 'image' || mime.startsWith('image/');
  if (isPicture || (isText(old) && isText(now))) {
    const name = oneLine(parent.asset.name);
    const title = vscode.l10n.t('{0}: {1} ↔ current', name, versionLabel(row));
    await vscode.commands.executeCommand('vscode.diff', old.uri, now.uri, title);
    return;
  }
  await vscode.commands.executeCommand('vscode.open', old.uri, { preview: false });
  const beside = { preview: false, viewColumn: vscode.ViewColumn.Beside };
  await vscode.commands.executeCommand('vscode.open', now.uri, beside);
}

function previewedOf(node: FileNode | VersionNode) {
  const { account } = node;
  return node.kind === 'file'
    ? { account, file: node.asset, label: '' }
    : { account, file: node.row.version, label: versionLabel(node.row) };
}

/** As Git decides it: no zero byte among the first ones. */
function isText({ bytes }: ReadableFile): boolean {
  return !bytes.subarray(0, 8000).includes(0);
}
