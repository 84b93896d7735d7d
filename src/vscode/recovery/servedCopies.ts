import * as vscode from 'vscode';
import { servedCopy, type ServedCopy } from '../../core/recovery/servedCopy';
import type { Target } from '../../core/target';
import { readSidecar } from '../../io/backup/backupFolder';
import type { Connection } from '../account/connections';
import { withProgress } from '../ui/progress';
import { formatCount } from '../ui/quantity';
import type { ReadBackup } from './pickBackup';
import type { RestoredEntry } from './restoredEntry';

/** A restored file as the library has it now, and what the CDN serves at its plain URL. */
export interface LookedAt {
  readonly target: Target;
  readonly served: ServedCopy;
}

/** Files read at a time. */
const concurrency = 4;

/**
 * Reads the plain URL of every restored file; by the key of the backup's entry. Cancelled, it has no
 * more than what was read until then: the files are restored either way.
 */
export async function lookAtCopies(
  { account, client: { recovery } }: Connection,
  { folder, record }: ReadBackup,
  ended: readonly RestoredEntry[],
): Promise<ReadonlyMap<string, LookedAt>> {
  const sidecars = new Map(record.entries.map(({ key, sidecar }) => [key, sidecar]));
  const restored = ended.flatMap(({ key, outcome }) =>
    outcome.kind === 'restored' ? [{ key, fileId: outcome.fileId }] : [],
  );
  const looked = new Map<string, LookedAt>();
  if (restored.length === 0) return looked;
  await withProgress('ImageKit', async (say, signal) => {
    const waiting = [...restored];
    let done = 0;
    const next = async (): Promise<void> => {
      for (let each = waiting.shift(); each && !signal.aborted; each = waiting.shift()) {
        const { key, fileId } = each;
        const { versions } = await readSidecar(folder, sidecars.get(key) ?? '');
        const asset = await recovery.details(fileId, signal);
        const served = await servedCopy(asset, versions.at(-1)?.sha256, account, recovery, signal);
        looked.set(key, { target: { kind: 'asset', asset, olderVersions: undefined }, served });
        done += 1;
        const [now, all] = [formatCount(done), formatCount(restored.length)];
        say(
          vscode.l10n.t('checking what the CDN serves, {0} of {1}', now, all),
          done / restored.length,
        );
      }
    };
    // What can't be read now, or is cut off by a cancellation, is told as not checked.
    await Promise.allSettled(Array.from({ length: concurrency }, next));
  });
  return looked;
}

/** Those of which the CDN serves something else than the library has: a purge takes it away. */
export function purgeable(looked: ReadonlyMap<string, LookedAt>): readonly Target[] {
  return [...looked.values()].flatMap(({ target, served }) =>
    served.kind === 'other' || served.kind === 'missing' ? [target] : [],
  );
}
