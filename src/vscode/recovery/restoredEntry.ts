import type { BackupEntry } from '../../core/recovery/backup';
import type { RestoreOutcome } from '../../core/recovery/restore';
import type { ServedCopy } from '../../core/recovery/servedCopy';

/** A file of a restore, and how it ended. */
export interface RestoredEntry {
  /** `BackupEntry.key`. */
  readonly key: string;
  readonly entry: Pick<BackupEntry, 'path'> & { readonly fileId: string | undefined };
  readonly outcome: RestoreOutcome;
  /** What the CDN serves for it; `undefined` where that was not looked at. */
  readonly served: ServedCopy | undefined;
}
