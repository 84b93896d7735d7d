import * as vscode from 'vscode';
import type { Command } from '../../app';
import { drive } from '../../deletion/drive';
import { sources } from '../../sources/all';
import type { Source } from '../../sources/source';
import { plainRow } from '../../ui/plainLabel';

/** The sources that have anything to collect from. */
async function offered(): Promise<readonly Source[]> {
  const all = sources.map(async (source) =>
    ((await source.isOffered?.()) ?? true) ? [source] : [],
  );
  return (await Promise.all(all)).flat();
}

/** Deletes many files: from a list, or from what texts mention. */
export const deleteFiles: Command = {
  id: 'imagekitCleanup.deleteFiles',
  async run(app) {
    await app.connections.connect();
    const source = await vscode.window.showQuickPick(
      (await offered())
        .map((each) => ({
          label: each.label(),
          iconPath: new vscode.ThemeIcon(each.icon),
          detail: each.detail(),
          collect: () => each.collect(app),
        }))
        .map(plainRow),
      {
        title: vscode.l10n.t('Delete Files'),
        placeHolder: vscode.l10n.t('Select where the files come from'),
      },
    );
    const collected = await source?.collect();
    if (!collected) return;
    const { claims, named, notes } = collected;
    const options = {
      named,
      versionUrls: named ? ('version' as const) : ('file' as const),
      choose: { notes },
    };
    await drive(app, { kind: 'delete', claims, options });
  },
};
