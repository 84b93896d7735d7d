import { ApiError } from '../../api/errors';
import type { PlannedTarget } from '../target';
import { targetBytes } from '../target';
import type { BackupClient } from './backupGate';

/** How much a backup downloads. */
export interface BackupSize {
  readonly bytes: number;
  /** Whether more may come: older versions that were not asked for, or sizes that nobody knows. */
  readonly isLeast: boolean;
  /** Files that nobody can fetch: their bytes come from an earlier backup, or from nowhere. */
  readonly unpublished?: number;
}

/** Files whose versions are asked for before a question; with more the question would be late. */
const mostAsked = 50;

/** Adds up what a backup of these downloads, with their older versions where it takes them. */
export async function backupSize(
  targets: readonly PlannedTarget[],
  withVersions: boolean,
  client: Pick<BackupClient, 'versionRecords'>,
  signal: AbortSignal,
): Promise<BackupSize> {
  let bytes = 0;
  let isLeast = false;
  let unpublished = 0;
  const versioned: string[] = [];
  for (const { target } of targets) {
    if (target.kind === 'folder') continue;
    const { fileId, size } = target.kind === 'asset' ? target.asset : target.version;
    const { isPublished } = target.kind === 'asset' ? target.asset : target.version;
    if (!isPublished) {
      unpublished += 1;
      continue;
    }
    const hasOlder = target.kind === 'asset' && target.olderVersions !== 0;
    if (withVersions && hasOlder) {
      if (versioned.length < mostAsked) {
        versioned.push(fileId);
        continue;
      }
      isLeast = true;
    }
    if (size === undefined) isLeast = true;
    bytes += targetBytes(target);
  }
  const sizes = await Promise.all(
    versioned.map((fileId) =>
      client.versionRecords(fileId, signal).then(
        (versions) => versions.map(({ size }) => size),
        (error: unknown) => {
          if (error instanceof ApiError) return [undefined];
          throw error;
        },
      ),
    ),
  );
  for (const size of sizes.flat()) {
    if (size === undefined) isLeast = true;
    else bytes += size;
  }
  return { bytes, isLeast, ...(unpublished > 0 && { unpublished }) };
}
