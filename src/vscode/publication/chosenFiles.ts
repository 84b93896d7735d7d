import * as vscode from 'vscode';
import type { Claim } from '../../core/request';
import type { PlannedTarget } from '../../core/target';
import type { App } from '../app';
import { collectFromSource, sources } from '../sources/all';
import { plannedRow } from '../sources/planSelection';
import { chosenReferences, claimsOf as claimsOfReferences } from '../sources/referencesSelection';
import type { Collected } from '../sources/source';
import { chosenNodes, claimsOf } from '../sources/treeSelection';
import { isLibraryNode } from '../tree/libraryNode';
import { isReferencesNode } from '../tree/referenceNode';

/**
 * The files that a command is about: those of the chosen rows of the library, the plan or the
 * references, or of a source that is picked. `undefined` when the person backed out, or was told why
 * there is nothing.
 */
export async function chosenFiles(
  app: App,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<Collected | undefined> {
  if (isLibraryNode(clicked)) {
    const nodes = chosenNodes(clicked, selected, app.libraryView.selection);
    if (nodes.some(({ account }) => account.id !== app.accounts.active?.id)) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Nothing was changed: the library view switched to another account.'),
      );
      return undefined;
    }
    return wholeFiles(claimsOf(nodes));
  }
  if (isReferencesNode(clicked)) {
    const entries = chosenReferences(clicked, selected, app.referencesView.selection);
    return wholeFiles(claimsOfReferences(entries));
  }
  const planned = plannedRow(clicked);
  if (planned) return wholeFiles(claimsOfPlanned([planned]));
  if (clicked !== undefined) return undefined;
  await app.connections.connect();
  return collectFromSource(app, title, sources);
}

/** What is checked in the plan under review; says so when that is nothing. */
export function checkedFiles({ planReview }: Pick<App, 'planReview'>): Collected | undefined {
  const { current } = planReview;
  if (!current) return undefined;
  const { targets } = current.review.confirm();
  return wholeFiles(claimsOfPlanned(targets));
}

function claimsOfPlanned(targets: readonly PlannedTarget[]): readonly Claim[] {
  return targets.flatMap(({ target, source }): readonly Claim[] => {
    switch (target.kind) {
      case 'asset':
        return [{ ref: { kind: 'id', fileId: target.asset.fileId }, source }];
      case 'version': {
        const { fileId, versionId } = target.version;
        return [{ ref: { kind: 'version', fileId, versionId }, source }];
      }
      case 'folder':
        return [];
    }
  });
}

/** ImageKit publishes the current version of a file or all of them, and never an old one alone. */
function wholeFiles(claims: readonly Claim[]): Collected | undefined {
  const files = claims.filter(({ ref }) => ref.kind !== 'version');
  const versions = claims.length - files.length;
  if (files.length === 0) {
    void vscode.window.showInformationMessage(
      versions > 0
        ? vscode.l10n.t(
            'ImageKit publishes and unpublishes a file with its current version or with all of them, not an older version alone. Select the file.',
          )
        : vscode.l10n.t('Select files or folders.'),
    );
    return undefined;
  }
  const notes =
    versions > 0
      ? [vscode.l10n.t('Older versions selected by themselves are left as they are.')]
      : [];
  return { claims: files, named: true, notes };
}
