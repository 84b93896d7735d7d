import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { Account } from '../../core/account/account';
import { gapOf, isWrongWorkspace, shelvesOf, type UsageShelves } from '../../core/insight/unused';
import { allFiles } from '../../core/library/allFiles';
import type { Claim } from '../../core/request';
import { targetKey, type Target } from '../../core/target';
import type { App } from '../app';
import type { Connection } from '../account/connections';
import { countedUsages } from '../references/countedUsages';
import { withLookUpProgress } from '../ui/progress';
import { formatCount } from '../ui/quantity';
import { allReferencedText, gapText, shelvesTexts, wrongWorkspaceTexts } from './unusedText';

type FindingApp = Pick<App, 'connections' | 'references'>;

/** Files that nothing refers to, and sentences about what that rests on. */
export interface Unused {
  readonly claims: readonly Claim[];
  readonly notes: readonly string[];
}

/**
 * The files of the active account that nothing in the workspace refers to, those that may be meant
 * last; `undefined` when the person backed out, or was told why none can be called unused. Throws
 * what a listing throws: a part of a library proves nothing.
 */
export async function findUnused(app: FindingApp): Promise<Unused | undefined> {
  if (vscode.workspace.workspaceFolders === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('To find unused files, open the folder of the code that uses them.'),
    );
    return undefined;
  }
  const connection = await app.connections.connect();
  const { account } = connection;
  const shelves = await withLookUpProgress(vscode.l10n.t('listing files…'), (say, signal) =>
    sortFiles(app, connection, say, signal),
  );
  if (!shelves) return undefined;
  const { coverage } = app.references;
  const gap = gapOf(coverage);
  if (!coverage || gap) {
    void vscode.window.showWarningMessage(gapText(gap ?? { kind: 'nothingSearched' }));
    return undefined;
  }
  const unused = [...shelves.noMention, ...shelves.possible];
  if (unused.length === 0) {
    void vscode.window.showInformationMessage(allReferencedText(shelves.referenced, account));
    return undefined;
  }
  if (isWrongWorkspace(shelves) && !(await goesOn(shelves, account))) return undefined;
  return {
    claims: unused.map(claimOf),
    notes: shelvesTexts(shelves, coverage),
  };
}

async function sortFiles(
  { references }: FindingApp,
  { client, account }: Connection,
  say: (message: string) => void,
  signal: AbortSignal,
): Promise<UsageShelves<Asset>> {
  const files: Asset[] = [];
  for await (const page of allFiles(client, signal)) {
    for (const file of page) files.push(file);
    say(vscode.l10n.t('{0} listed', formatCount(files.length)));
  }
  say(vscode.l10n.t('searching the workspace…'));
  const targets = files.map(targetOf);
  const lists = new Set<string>();
  const usages = await countedUsages(references, targets, account, { lists, signal });
  return shelvesOf(files, (file) => usages.get(targetKey(targetOf(file))));
}

function targetOf(asset: Asset): Target {
  return { kind: 'asset', asset, olderVersions: undefined };
}

function claimOf({ fileId }: Asset): Claim {
  return { ref: { kind: 'id', fileId }, source: undefined };
}

/** Asks whether to go on with what is most likely a mistake. */
async function goesOn(shelves: UsageShelves<Asset>, account: Account): Promise<boolean> {
  const { text, detail } = wrongWorkspaceTexts(shelves, account);
  const review = vscode.l10n.t('Review Them Anyway');
  return (await vscode.window.showWarningMessage(text, { modal: true, detail }, review)) === review;
}
