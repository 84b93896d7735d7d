import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { namesVersion } from '../../core/lookup/versionUse';
import { originalUrl } from '../../core/recovery/originals';
import { targetKey, type Target } from '../../core/target';
import { backupOfRun, readSidecar } from '../../io/backup/backupFolder';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import { withLookUpProgress } from '../ui/progress';

type FileTarget = Exclude<Target, { readonly kind: 'folder' }>;

/**
 * What a run's backup has asked the CDN for, by target: the backup put the originals there. Without
 * signatures, which are in no record. Empty where the backup is gone.
 */
export async function askedByBackup(
  folder: string,
  runId: string,
  account: Account,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await backupOfRun(folder, runId).catch(() => undefined);
  const asked = new Map<string, readonly string[]>();
  for (const { key, sidecar } of found?.record.entries ?? []) {
    const file = found && (await readSidecar(found.folder, sidecar).catch(() => undefined));
    const urls = file?.versions.map((version) => originalUrl(version, account)) ?? [];
    asked.set(
      key,
      urls.filter((url) => url !== undefined),
    );
  }
  return asked;
}

/**
 * What of that is still served to anybody who asks: not what needs a signature. `targets` are those that
 * a run with a backup took out of the library.
 */
export async function servedOriginals(
  targets: readonly Target[],
  folder: string,
  runId: string,
  account: Account,
): Promise<readonly string[]> {
  const byBackup = await askedByBackup(folder, runId, account);
  return targets.flatMap((target) => {
    if (target.kind === 'folder') return [];
    const file = target.kind === 'asset' ? target.asset : target.version;
    return file.isPrivate ? [] : (byBackup.get(targetKey(target)) ?? []);
  });
}

/**
 * The addresses of a file that the workspace mentions, once it is searched: whole URLs, and paths with a
 * transformation before them, at each of the account's delivery URLs.
 */
export function askedByWorkspace(
  references: WorkspaceReferences,
  target: FileTarget,
  account: Account,
): readonly string[] {
  const file = target.kind === 'asset' ? target.asset : target.version;
  const mentions = references.usage(file, account).references.filter(
    // Whatever else means a version's file gets another version of it.
    ({ reference }) => target.kind === 'asset' || namesVersion(reference, target.version),
  );
  return mentions.flatMap(({ reference: { ref, value } }) => {
    if (ref.kind === 'url') return [ref.url];
    const path = ref.kind === 'path' ? /^\/?(tr:[^\s?#]+)/.exec(value)?.[1] : undefined;
    return path === undefined ? [] : account.urlEndpoints.map((endpoint) => `${endpoint}/${path}`);
  });
}

/** Finds what the workspace mentions now; whether that was done, and not cancelled. */
export async function searchWorkspace(references: WorkspaceReferences): Promise<boolean> {
  if (vscode.workspace.workspaceFolders === undefined) return true;
  const done = await withLookUpProgress(
    vscode.l10n.t('searching the workspace…'),
    async (_say, signal) => {
      await references.searchAnew(signal);
      return true;
    },
  );
  return done === true;
}

/** The addresses of each target that are known to have been asked for. */
export function askedFor(
  references: WorkspaceReferences,
  account: Account,
  byBackup: ReadonlyMap<string, readonly string[]>,
): (target: FileTarget) => readonly string[] {
  return (target) => [
    ...(byBackup.get(targetKey(target)) ?? []),
    ...askedByWorkspace(references, target, account),
  ];
}
