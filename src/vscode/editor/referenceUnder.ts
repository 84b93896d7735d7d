import type * as vscode from 'vscode';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import { claimsAsset } from '../../core/lookup/referenceStatus';
import type { App } from '../app';
import type { TextParts } from './textParts';
import { finderOf } from '../references/finder';
import { referenceIn } from './textAround';

/** A reference to an asset, with the app that can tell more about it. */
export interface ReferenceUnder {
  readonly app: App;
  readonly reference: AssetReference;
}

/**
 * The reference to an asset under a position, judged with what the workspace's files say. Where
 * nothing can be one, nothing is loaded.
 */
export async function referenceUnder(
  { accounts, app: load }: TextParts,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<ReferenceUnder | undefined> {
  const found = referenceIn(document, position, finderOf({ accounts }));
  if (!found || found.ref.kind === 'name') return undefined;
  const app = await load();
  const reference = app.references.inContext(document.uri, found);
  // A path that nothing calls ImageKit's is worth a look, as an ID is: the library tells.
  const { ref } = reference;
  if (ref.kind === 'path') return { app, reference: { ...reference, ref } };
  return claimsAsset(reference) ? { app, reference } : undefined;
}
