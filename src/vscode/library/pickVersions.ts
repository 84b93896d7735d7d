import * as vscode from 'vscode';
import type { Asset, AssetVersion } from '../../api/asset';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';
import { formatAge, formatBytes } from '../ui/quantity';

/** Lets a person pick versions to delete; the current one is shown, with why it can't be picked. */
export async function pickVersions(
  asset: Asset,
  versions: readonly AssetVersion[],
): Promise<readonly AssetVersion[] | undefined> {
  const older = versions.filter(({ versionId }) => versionId !== asset.versionId);
  const name = oneLine(asset.name);
  if (older.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has no older version. To remove the current one, delete the file.', name),
    );
    return undefined;
  }
  const current: vscode.QuickPickItem = {
    label: vscode.l10n.t(
      '{0} is current; delete the file to remove it',
      oneLine(asset.versionName ?? ''),
    ),
    kind: vscode.QuickPickItemKind.Separator,
  };
  const rows = older.map((version) => ({
    label: oneLine(version.versionName ?? version.versionId),
    description: [
      version.size === undefined ? '' : formatBytes(version.size),
      formatAge(version.createdAt, Date.now()) ?? '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
    version,
  }));
  const picked = await vscode.window.showQuickPick<
    vscode.QuickPickItem & { readonly version?: AssetVersion }
  >([current, ...rows].map(plainRow), {
    title: vscode.l10n.t('Delete Versions of {0}', name),
    placeHolder: vscode.l10n.t('Choose the versions to delete'),
    canPickMany: true,
  });
  const chosen = picked?.flatMap(({ version }) => version ?? []);
  return chosen && chosen.length > 0 ? chosen : undefined;
}
