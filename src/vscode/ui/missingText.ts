import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import type { AssetRef } from '../../core/reference';
import { oneLine } from './oneLine';

/** That the library has no file for a reference, as one sentence. */
export function missingText(ref: AssetRef, account: Account): string {
  const name = oneLine(account.name);
  switch (ref.kind) {
    case 'id':
      return vscode.l10n.t('{0} has no file with the ID {1}.', name, oneLine(ref.fileId));
    case 'version':
      return vscode.l10n.t(
        '{0} has no version {1} of the file {2}.',
        name,
        oneLine(ref.versionId),
        oneLine(ref.fileId),
      );
    case 'url':
    case 'path':
      return vscode.l10n.t('{0} has no file {1}.', name, oneLine(ref.path));
  }
}
