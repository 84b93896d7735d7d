import type { Asset, AssetVersion } from '../../api/asset';

/** A version of a file, ready to be shown and, where ImageKit allows it, deleted. */
export interface FileVersion {
  readonly version: AssetVersion;
  readonly current: boolean;
  /** False for the current version, and where it isn't certain which version the id names. */
  readonly deletable: boolean;
}

/**
 * The versions of a file, newest first as far as that is known. The current one is the one that
 * `asset` shows, whatever the rows say of themselves.
 */
export function fileVersions(
  asset: Pick<Asset, 'versionId'>,
  versions: readonly AssetVersion[],
): readonly FileVersion[] {
  const currentIsListed = versions.some(({ versionId }) => versionId === asset.versionId);
  return newestFirst(versions).map((version) => {
    const namesakes = versions.filter(({ versionId }) => versionId === version.versionId);
    const current = version.versionId === asset.versionId;
    return {
      version,
      current: current && namesakes.length === 1,
      deletable: currentIsListed && !current && namesakes.length === 1,
    };
  });
}

/** Whether a file has no older version: ImageKit names its first one `Version 1`. */
export function isOnlyVersion({ versionName }: Pick<Asset, 'versionName'>): boolean {
  return versionName === 'Version 1';
}

/** The N of `Version N`. */
export function versionNumber(version: Pick<Asset, 'versionName'>): number | undefined {
  const digits = /^Version (\d{1,6})$/.exec(version.versionName ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function newestFirst(versions: readonly AssetVersion[]): readonly AssetVersion[] {
  return sortedBy(versions, versionNumber) ?? sortedBy(versions, createdMs) ?? versions;
}

function createdMs({ createdAt }: AssetVersion): number | undefined {
  const ms = Date.parse(createdAt ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

/** Sorted downwards, when every version has the number to sort by. */
function sortedBy(
  versions: readonly AssetVersion[],
  numberOf: (version: AssetVersion) => number | undefined,
): readonly AssetVersion[] | undefined {
  const numbered = versions.map((version) => ({ version, number: numberOf(version) ?? NaN }));
  if (numbered.some(({ number }) => Number.isNaN(number))) return undefined;
  return numbered.toSorted((a, b) => b.number - a.number).map(({ version }) => version);
}
