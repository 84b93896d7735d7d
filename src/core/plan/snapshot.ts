import type { Claim } from '../request';
import { targetKey, targetPath, type Target } from '../target';
import type { GuardFinding } from './guards';

/**
 * A target as it was when somebody agreed to it: enough to find it again, and to see whether it has
 * changed. Of a folder only the path.
 */
export interface Snapshot {
  /** As `targetKey` makes it. */
  readonly key: string;
  readonly path: string;
  /** Of a file, its current version's. */
  readonly versionId?: string | undefined;
  /** Bytes. */
  readonly size?: number | undefined;
  /** As ImageKit wrote it. */
  readonly updatedAt?: string | undefined;
}

/** A target as it is now. */
export function snapshotOf(target: Target): Snapshot {
  const known = { key: targetKey(target), path: targetPath(target) };
  if (target.kind === 'folder') return known;
  const { versionId, size, updatedAt } = target.kind === 'asset' ? target.asset : target.version;
  return { ...known, versionId, size, updatedAt };
}

/** What finds a target again by its key, as `targetKey` makes it. */
export type KeyRef = Extract<Claim['ref'], { readonly kind: 'id' | 'version' | 'folder' }>;

/** Takes a key apart. Throws a `TypeError` for a text that is none. */
export function refOfKey(key: string): KeyRef {
  const [, kind, rest = ''] = /^(asset|version|folder):(.+)$/s.exec(key) ?? [];
  const [fileId = '', versionId] = rest.split('/');
  if (kind === 'folder') return { kind: 'folder', folderPath: rest };
  if (kind === 'asset') return { kind: 'id', fileId: rest };
  if (kind === 'version' && versionId) return { kind: 'version', fileId, versionId };
  throw new TypeError(`Not the key of a target: ${key}`);
}

/** How a target differs from what was agreed to; what nobody agreed to has no snapshot. */
export function differenceOf(
  agreed: Snapshot | undefined,
  target: Target,
): GuardFinding | undefined {
  if (!agreed) return { kind: 'added' };
  if (target.kind === 'folder') return undefined;
  const now = snapshotOf(target);
  if (now.path !== agreed.path) return { kind: 'changed', what: 'path' };
  if (now.versionId !== agreed.versionId) return { kind: 'changed', what: 'version' };
  if (now.size !== agreed.size) return { kind: 'changed', what: 'size' };
  return now.updatedAt === agreed.updatedAt ? undefined : { kind: 'changed', what: 'date' };
}
