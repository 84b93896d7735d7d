import type * as vscode from 'vscode';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import { claimsAsset } from '../../core/lookup/referenceStatus';
import type { App } from '../app';
import { finderOf } from '../references/finder';
import { referenceIn } from '../sources/cursorReference';

/** The reference to an asset under a position, judged with what the workspace's files say. */
export function referenceUnder(
  app: Pick<App, 'accounts' | 'references'>,
  document: vscode.TextDocument,
  position: vscode.Position,
): AssetReference | undefined {
  const found = referenceIn(document, position, finderOf(app));
  const reference = found && app.references.settled(document.uri, found);
  return reference && claimsAsset(reference) ? reference : undefined;
}
