import type { Asset, AssetVersion } from '../../../src/api/asset';
import { confirmPlan, type ConfirmedPlan } from '../../../src/core/plan/plan';
import { targetKey, type PlannedTarget, type Target } from '../../../src/core/target';

/** A file as ImageKit would show it; its id is 24 hex digits when `id` is a number. */
export function asset(id: number | string, more: Partial<Asset> = {}): Asset {
  const fileId = typeof id === 'number' ? idOf(id) : id;
  const filePath = more.filePath ?? `/files/${id}.jpg`;
  return {
    type: 'file',
    fileId,
    versionId: fileId,
    versionName: 'Version 1',
    name: filePath.slice(filePath.lastIndexOf('/') + 1),
    filePath,
    url: `https://ik.imagekit.io/acme${filePath}`,
    thumbnail: undefined,
    size: 1000,
    mime: 'image/jpeg',
    fileType: 'image',
    width: 100,
    height: 50,
    tags: [],
    isPrivate: false,
    isPublished: true,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

/** An id of ImageKit's form. */
export function idOf(number: number): string {
  return number.toString(16).padStart(24, '0');
}

/** A version of a file, not necessarily the current one. */
export function version(file: Asset, versionId: string): AssetVersion {
  return { ...file, type: 'file-version', versionId };
}

/** A target to delete a file. */
export function fileTarget(file: Asset): Target {
  return { kind: 'asset', asset: file, olderVersions: 0 };
}

/** A target to delete a version. */
export function versionTarget(file: Asset, versionId: string): Target {
  return { kind: 'version', version: version(file, versionId) };
}

/** A target to delete a folder. */
export function folderTarget(folderPath: string): Target {
  return { kind: 'folder', folderPath };
}

/** A target as a plan knows it. */
export function planned(target: Target, more: Partial<PlannedTarget> = {}): PlannedTarget {
  return { key: targetKey(target), target, source: undefined, references: [], ...more };
}

/** A plan that somebody has agreed to, with exactly these targets. */
export function confirmed(targets: readonly (Target | PlannedTarget)[]): ConfirmedPlan {
  const all = targets.map((each) => ('key' in each ? each : planned(each)));
  const plan = {
    id: 'plan-1',
    accountId: 'account-1',
    createdAt: '2026-11-22T10:00:00.000Z',
    targets: all,
    refused: [],
    unresolved: [],
  };
  return confirmPlan(plan, new Set(all.map(({ key }) => key)));
}
