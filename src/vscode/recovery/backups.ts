import { setTimeout as sleep } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { redact } from '../../api/redact';
import type { Account } from '../../core/account/account';
import type { BackupDecision, ConfirmedPlan } from '../../core/plan/plan';
import type { BackupRecord } from '../../core/recovery/backup';
import { BackupGate, type BackupClient } from '../../core/recovery/backupGate';
import type { RunGate } from '../../core/run/run';
import { targetBytes } from '../../core/target';
import {
  BackupFolder,
  backupOfRun,
  isIntact,
  readBackup,
  readSidecar,
} from '../../io/backup/backupFolder';
import { freeBytes } from '../../io/disk/freeBytes';
import { earlierBackups } from '../../io/backup/earlierBackups';
import type { Connection } from '../account/connections';
import { BackupNotStarted } from '../failures/errors';

/** A backup on its way, beside the run that it is made for. */
export interface RunBackup {
  readonly gate: RunGate;
  /** Ends what is still under way, and writes down how it ended. */
  end(): Promise<void>;
}

/** What a run's backup is made with. */
interface BackupParts {
  /** `undefined` for a backup on its own. */
  readonly runId: string | undefined;
  readonly plan: Pick<ConfirmedPlan, 'targets'>;
  readonly decision: Extract<BackupDecision, { kind: 'required' }>;
  readonly account: Account;
  readonly client: BackupClient;
  /** Downloads at a time. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
  /** Folders with backups besides the decided one, in which unpublished files may be. */
  readonly earlierFolders?: readonly string[];
}

/**
 * Begins the backup of a run, or goes on with the one that the run has: what of it is still whole is
 * not fetched again. Throws `BackupNotStarted` when the folder can't be written.
 */
export async function beginBackup(parts: BackupParts): Promise<RunBackup> {
  const { plan, account, client, concurrency, onProgress, decision } = parts;
  const { store, done } = await openStore(parts).catch((error: unknown) => {
    throw new BackupNotStarted(decision.folder, { cause: error });
  });
  const stop = new AbortController();
  const gate = new BackupGate(plan.targets, {
    ...{ client, store, account, concurrency, done, onProgress },
    earlier: earlierBackups([decision.folder, ...(parts.earlierFolders ?? [])], account.id),
    withVersions: decision.withVersions,
    freeBytes: () => freeBytes(store.folder),
    signal: AbortSignal.any([parts.signal, stop.signal]),
    pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  });
  return {
    gate,
    async end() {
      stop.abort();
      await gate.finish();
      const { entries, gaps, header } = await readBackup(store.folder);
      const isComplete = gaps.length === 0 && entries.length === header.files;
      await store.close(isComplete ? 'complete' : 'incomplete');
    },
  };
}

/**
 * Begins the backup that a plan asks for. One whose end can't be written down is a line in the log:
 * what was deleted is in it already. Throws as `beginBackup` does.
 */
export async function beginRunBackup(
  plan: ConfirmedPlan,
  {
    connection: { account, client },
    log,
    ...rest
  }: Pick<BackupParts, 'runId' | 'concurrency' | 'signal' | 'onProgress' | 'earlierFolders'> & {
    readonly connection: Connection;
    readonly log: Pick<vscode.LogOutputChannel, 'error'>;
  },
): Promise<RunBackup | undefined> {
  const { backup: decision } = plan;
  if (decision.kind === 'none') return undefined;
  const backup = await beginBackup({
    ...{ ...rest, plan, decision, account },
    client: client.recovery,
  });
  return {
    gate: backup.gate,
    end: () =>
      backup.end().catch((error: unknown) => {
        log.error(`backup: its end could not be written: ${redact(String(error))}`);
      }),
  };
}

async function openStore({
  runId,
  plan,
  account,
  decision: { folder, withVersions },
}: BackupParts): Promise<{ readonly store: BackupFolder; readonly done: ReadonlySet<string> }> {
  const found = runId === undefined ? undefined : await backupOfRun(folder, runId);
  if (found) {
    const keys = new Set(plan.targets.map(({ key }) => key));
    const done = await intactKeys(found.folder, found.record, keys);
    return { store: await BackupFolder.reopen(found.folder), done };
  }
  const files = plan.targets.filter(({ target }) => target.kind !== 'folder');
  const { id, name, urlEndpoints } = account;
  const store = await BackupFolder.create(folder, {
    runId,
    account: { id, name, urlEndpoints },
    createdAt: new Date().toISOString(),
    withVersions,
    files: files.length,
    bytes: files.reduce((sum, { target }) => sum + targetBytes(target), 0),
  });
  return { store, done: new Set() };
}

/** Which of these a backup holds, with every byte read again. */
async function intactKeys(
  folder: string,
  { entries }: BackupRecord,
  keys: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const intact = new Set<string>();
  for (const { key, sidecar } of entries) {
    if (keys.has(key) && (await isEntryIntact(folder, sidecar))) intact.add(key);
  }
  return intact;
}

/** Whether a file of a backup can be read, and all of its bytes are what they were. */
export async function isEntryIntact(folder: string, sidecar: string): Promise<boolean> {
  try {
    const { versions } = await readSidecar(folder, sidecar);
    for (const version of versions) if (!(await isIntact(folder, version))) return false;
    return true;
  } catch {
    // Whatever keeps it from being read: it can't be relied on.
    return false;
  }
}
