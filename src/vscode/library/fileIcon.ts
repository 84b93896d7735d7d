import * as vscode from 'vscode';
import type { Asset, AssetVersion } from '../../api/asset';

/** A file's picture, where there is one that VS Code may show; else an icon for what it is. */
export function fileIcon(
  file: Asset | AssetVersion,
  picture: string | undefined,
): vscode.Uri | vscode.ThemeIcon {
  return picture === undefined
    ? new vscode.ThemeIcon(iconName(file))
    : vscode.Uri.parse(picture, true);
}

/** A codicon for what the file is. */
function iconName({ mime = '', fileType }: Asset | AssetVersion): string {
  const [family] = mime.split('/', 1);
  if (mime === 'application/pdf') return 'file-pdf';
  if (/zip|compressed|x-tar/.test(mime)) return 'file-zip';
  if (fileType === 'image' || family === 'image' || family === 'video') return 'file-media';
  if (family === 'audio') return 'unmute';
  return family === 'text' || /json|xml|javascript/.test(mime) ? 'file-code' : 'file';
}
