import * as vscode from 'vscode';
import type { App } from '../app';
import { dueQuarantine } from './dueQuarantine';
import { plainRow } from '../ui/plainLabel';
import { activeEditor } from './activeEditor';
import { clipboard } from './clipboard';
import { gitBranch } from './gitBranch';
import { listFile } from './listFile';
import { selection } from './selection';
import type { Collected, Source } from './source';
import { typed } from './typed';
import { unusedFiles } from './unusedFiles';
import { workspace } from './workspace';

/** Every source of files, in its order. */
export const sources: readonly Source[] = [
  clipboard,
  selection,
  activeEditor,
  workspace,
  unusedFiles,
  gitBranch,
  listFile,
  typed,
];

/** Those that only a deletion has besides. */
export const deletionSources: readonly Source[] = [...sources, dueQuarantine];

/**
 * Lets a person pick a source that has something, and collects from it; `undefined` when the person
 * backed out.
 */
export async function collectFromSource(
  app: App,
  title: string,
  among: readonly Source[] = sources,
): Promise<Collected | undefined> {
  const source = await vscode.window.showQuickPick(
    (await offered(app, among))
      .map((each) => ({
        label: each.label(),
        iconPath: new vscode.ThemeIcon(each.icon),
        detail: each.detail(),
        collect: () => each.collect(app),
      }))
      .map(plainRow),
    { title, placeHolder: vscode.l10n.t('Select where the files come from') },
  );
  return source?.collect();
}

/** The sources that have anything to collect from. */
async function offered(app: App, among: readonly Source[]): Promise<readonly Source[]> {
  const all = among.map(async (source) =>
    ((await source.isOffered?.(app)) ?? true) ? [source] : [],
  );
  return (await Promise.all(all)).flat();
}
