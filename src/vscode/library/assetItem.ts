import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import { oneLine } from '../ui/oneLine';
import { formatAge, formatBytes } from '../ui/quantity';

/** A file as a row of a quick pick: its picture, where there is one, name, folder, size and age. */
export function assetItem<T extends object>(
  asset: Asset,
  picture: string | undefined,
  more: T,
): vscode.QuickPickItem & T {
  const folder = asset.filePath.slice(0, asset.filePath.lastIndexOf('/') + 1);
  return {
    label: oneLine(asset.name),
    description: [
      oneLine(folder),
      asset.size === undefined ? '' : formatBytes(asset.size),
      formatAge(asset.createdAt, Date.now()) ?? '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
    iconPath:
      picture === undefined
        ? new vscode.ThemeIcon(asset.fileType === 'image' ? 'file-media' : 'file')
        : vscode.Uri.parse(picture, true),
    // The server has already decided that it fits; VS Code would filter by the label again.
    alwaysShow: true,
    ...more,
  };
}
