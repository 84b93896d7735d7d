import * as vscode from 'vscode';
import { versionNumber, type FileVersion } from '../../core/library/fileVersions';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';

/** `version 2`, or its ID where it isn't numbered. */
export function versionLabel({ version }: Pick<FileVersion, 'version'>): string {
  const number = versionNumber(version);
  return vscode.l10n.t(
    'version {0}',
    number === undefined ? oneLine(version.versionId) : formatCount(number),
  );
}
