import type { AssetVersion } from '../../api/asset';
import type { Reference } from '../reference';

/** Whether a reference to a file names this very version of it. */
export function namesVersion(
  { ref }: Reference,
  { versionId, url }: Pick<AssetVersion, 'versionId' | 'url'>,
): boolean {
  switch (ref.kind) {
    case 'version':
      return ref.versionId === versionId;
    case 'url':
      return ref.versionToken !== undefined && ref.versionToken === versionToken(url);
    case 'id':
    case 'path':
    case 'name':
      return false;
  }
}

/** What selects a version in its delivery URL (`ik-obj-version`). */
export function versionToken(url: string): string | undefined {
  return URL.parse(url)?.searchParams.get('ik-obj-version') ?? undefined;
}
