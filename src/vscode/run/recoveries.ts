import path from 'node:path';
import type * as vscode from 'vscode';
import type { BackupEnd } from '../../core/recovery/backup';
import { openKeys } from '../../core/recovery/restore';
import { countRestored, type RestoreCounts } from '../../core/recovery/restoreRun';
import type { VersionRestoreRecord } from '../../core/recovery/versionRestore';
import { listBackups } from '../../io/backup/backupFolder';
import { listRestores } from '../../io/backup/restoreFolder';
import { VersionRestoreFolder } from '../../io/backup/versionRestoreFolder';

/** What every row of the way back tells. */
interface EntryFields {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly account: string;
}

/** Something of the way back, as the history lists it; all of it is read from the disk. */
export type RecoveryEntry =
  /** A backup on its own: that of a run is in the run's row. */
  | (EntryFields & {
      readonly kind: 'backup';
      readonly folder: string;
      readonly files: number;
      readonly bytes: number;
      readonly missing: number;
      readonly end: BackupEnd | undefined;
    })
  | (EntryFields & {
      readonly kind: 'restore';
      readonly restoreId: string;
      /** Of the backup. */
      readonly folder: string;
      readonly total: number;
      readonly counts: RestoreCounts;
      /** Files that it can go on with. */
      readonly open: number;
    })
  | (EntryFields & { readonly kind: 'version'; readonly record: VersionRestoreRecord });

/** What the recoveries are read from. */
export interface RecoveriesParts {
  /** The extension's own folder on this machine. */
  readonly storage: string;
  /** Where backups are put, now and by the settings. */
  readonly folders: () => readonly string[];
  readonly changed: Pick<vscode.EventEmitter<void>, 'event' | 'fire' | 'dispose'>;
}

/** Manifests may be long, and the history is drawn at each step of a run: what was read counts so long, ms. */
const freshMs = 5000;

/** Backups on their own, restores, and versions that were made current: what their records say. */
export class Recoveries implements vscode.Disposable {
  /** Fires when one of this window has changed. */
  readonly onDidChange: vscode.Event<void>;
  readonly versions: VersionRestoreFolder;
  private last:
    { readonly at: number; readonly entries: Promise<readonly RecoveryEntry[]> } | undefined;

  constructor(private readonly parts: RecoveriesParts) {
    this.onDidChange = parts.changed.event;
    this.versions = new VersionRestoreFolder(path.join(parts.storage, 'version-restores'));
  }

  /** To be called when records have changed. */
  tell(): void {
    this.last = undefined;
    this.parts.changed.fire();
  }

  /** All of them, newest first. Throws what the disk says. */
  list(): Promise<readonly RecoveryEntry[]> {
    const now = performance.now();
    if (!this.last || now - this.last.at > freshMs) this.last = { at: now, entries: this.read() };
    return this.last.entries;
  }

  dispose(): void {
    this.parts.changed.dispose();
  }

  private async read(): Promise<readonly RecoveryEntry[]> {
    const entries: RecoveryEntry[] = [];
    for (const parent of new Set(this.parts.folders())) {
      for (const found of await listBackups(parent)) {
        if (found.kind !== 'backup') continue;
        const { folder, record } = found;
        const { header, gaps, end } = record;
        const account = header.account.name;
        const files = record.entries.length;
        if (header.runId === undefined) {
          const bytes = record.entries.reduce((sum, each) => sum + each.bytes, 0);
          const missing = Math.max(gaps.length, header.files - files);
          const { createdAt } = header;
          entries.push({ kind: 'backup', createdAt, account, folder, files, bytes, missing, end });
        }
        // Restores that can't be read are left alone by Restore from Backup…, too.
        for (const restore of await listRestores(folder).catch(() => [])) {
          const { restoreId, keys, createdAt } = restore.header;
          const counts = countRestored(restore.outcomes.values());
          const open = openKeys(restore).length;
          entries.push({
            ...{ kind: 'restore', createdAt, account, folder, restoreId, counts, open },
            total: keys.length,
          });
        }
      }
    }
    for (const record of await this.versions.list()) {
      const { createdAt, account } = record.header;
      entries.push({ kind: 'version', createdAt, account: account.name, record });
    }
    return entries.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt, 'en'));
  }
}

/** Unique among all entries. */
export function recoveryId(entry: RecoveryEntry): string {
  switch (entry.kind) {
    case 'backup':
      return entry.folder;
    case 'restore':
      return `${entry.folder}:${entry.restoreId}`;
    case 'version':
      return entry.record.header.changeId;
  }
}
