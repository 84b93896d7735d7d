import * as vscode from 'vscode';
import type { Asset } from '../../api/asset';
import type { Claim } from '../../core/request';
import { reasonOf } from '../../core/plan/findTargets';
import { resolveRefs } from '../../core/lookup/resolveRefs';
import type { App } from '../app';
import { withLookUpProgress } from '../ui/progress';
import { refText, unresolvedText } from '../plan/targetText';

/** The file that a claim names, as the library has it; says why when there is none. */
export async function assetOf(app: App, claim: Claim): Promise<Asset | undefined> {
  const { ref } = claim;
  if (ref.kind === 'folder') return undefined;
  const { client, account } = await app.connections.connect();
  const { urlEndpoints } = account;
  const resolved = await withLookUpProgress(vscode.l10n.t('looking up files…'), (_say, signal) =>
    resolveRefs([ref], { client, urlEndpoints, named: true, signal }),
  );
  const [result] = resolved ?? [];
  if (!result) return undefined;
  if (result.kind === 'found') return result.asset;
  const why = unresolvedText({ ...claim, why: reasonOf(result) });
  void vscode.window.showWarningMessage(vscode.l10n.t('{0}: {1}.', refText(ref), why));
  return undefined;
}
