import type { Claim } from '../../core/request';
import type { App } from '../app';
import { pickVersions } from '../library/pickVersions';
import { assetOf } from './assetOf';

/** The versions that a person chooses of the claimed file; a claim of one version stands as it is. */
export async function chosenVersions(
  app: App,
  claim: Claim,
): Promise<readonly Claim[] | undefined> {
  const { ref, source } = claim;
  if (ref.kind === 'version' || (ref.kind === 'url' && ref.versionToken)) return [claim];
  const asset = await assetOf(app, claim);
  if (!asset) return undefined;
  const { client } = await app.connections.connect();
  const { fileId } = asset;
  const versions = await pickVersions(asset, await client.listVersions(fileId));
  return versions?.map(({ versionId }) => ({
    ref: { kind: 'version', fileId, versionId },
    source,
  }));
}
