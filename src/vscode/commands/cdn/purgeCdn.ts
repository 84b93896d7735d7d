import * as vscode from 'vscode';
import { listBelow } from '../../../core/plan/listBelow';
import { noBackup } from '../../../core/plan/plan';
import { targetsOf } from '../../../core/journal/runTargets';
import type { Target } from '../../../core/target';
import { requireAccount, type Connection } from '../../account/connections';
import type { App, Command } from '../../app';
import { askForUrl } from '../../cdn/askForUrl';
import { purgeRun, purgeTargets, purgeUrl } from '../../cdn/purgeFiles';
import { chosenRun } from '../../sources/chosenRun';
import { chosenNodes } from '../../sources/treeSelection';
import { isRunNode } from '../../tree/historyNode';
import { isLibraryNode, type LibraryNode } from '../../tree/libraryNode';
import { withLookUpProgress } from '../../ui/progress';

/** Purges what a run deleted, the chosen rows of the library, or a URL that is asked for. */
export const purgeCdn: Command = {
  id: 'imagekitCleanup.purgeCdn',
  async run(app, clicked, selected) {
    if (isRunNode(clicked) || typeof clicked === 'string') return purgeChosenRun(app, clicked);
    if (isLibraryNode(clicked)) {
      return purgeRows(app, chosenNodes(clicked, selected, app.libraryView.selection));
    }
    const { account } = await app.connections.connect();
    const url = await askForUrl(account);
    if (url !== undefined) await purgeUrl(app, account, url);
  },
};

async function purgeChosenRun(app: App, chosen: unknown): Promise<void> {
  const entry = await chosenRun(app, chosen, 'purge');
  if (!entry) return;
  const { runId } = entry.run;
  const record = await app.runs.records.read(runId);
  const account = requireAccount(app.accounts, record.header.account);
  const backup = record.header.backup ?? noBackup;
  await purgeRun(app, { runId, account, targets: targetsOf(record), backup });
}

async function purgeRows(app: App, nodes: readonly LibraryNode[]): Promise<void> {
  const connection = await app.connections.connect();
  const { account } = connection;
  if (nodes.some((node) => node.account.id !== account.id)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Nothing was purged: the library view switched to another account.'),
    );
    return;
  }
  const targets = await withLookUpProgress(
    vscode.l10n.t('looking up files…'),
    async (_say, signal) =>
      (await Promise.all(nodes.map((node) => targetsBelow(node, connection, signal)))).flat(),
  );
  if (targets) await purgeTargets(app, account, targets);
}

async function targetsBelow(
  node: LibraryNode,
  { client }: Connection,
  signal: AbortSignal,
): Promise<readonly Target[]> {
  switch (node.kind) {
    case 'folder':
      return listBelow(node.folder.folderPath, { client, signal });
    case 'file':
      return [{ kind: 'asset', asset: node.asset, olderVersions: undefined }];
    case 'version':
      return [{ kind: 'version', version: node.row.version }];
    case 'more':
    case 'failure':
      return [];
  }
}
