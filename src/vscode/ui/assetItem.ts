import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import { oneLine } from './oneLine';
import { formatAge, formatBytes } from './quantity';

/** A file as a row of a quick pick: its picture, name, folder, size and age. */
export function assetItem<T extends object>(asset: Asset, more: T): vscode.QuickPickItem & T {
  const folder = asset.filePath.slice(0, asset.filePath.lastIndexOf('/') + 1);
  return {
    label: oneLine(asset.name).replaceAll('$(', '$ ('),
    description: [
      oneLine(folder),
      asset.size === undefined ? '' : formatBytes(asset.size),
      formatAge(asset.createdAt, Date.now()) ?? '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
    iconPath: pictureOf(asset),
    // The server has already decided that it fits; VS Code would filter by the label again.
    alwaysShow: true,
    ...more,
  };
}

/** The thumbnail of a public picture, from the account's delivery host; else a plain icon. */
function pictureOf({ thumbnail, fileType, isPrivate, isPublished }: Asset) {
  const shown = fileType === 'image' && !isPrivate && isPublished ? thumbnail : undefined;
  return shown === undefined ? new vscode.ThemeIcon('file-media') : vscode.Uri.parse(shown, true);
}
