import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import {
  BytesRefused,
  type BackedUpVersion,
  type IncomingVersion,
} from '../../core/recovery/backup';
import type { EarlierBackup } from '../../core/recovery/backupGate';
import { isIntact, listBackups, readSidecar } from './backupFolder';

/** A version's bytes in the backup that has them. */
interface KeptVersion {
  readonly folder: string;
  readonly version: BackedUpVersion;
}

/**
 * Finds what backups of an account below some folders hold of a file: all versions that are asked for,
 * each with the same ID and size, every byte read again. The backups are listed when first asked for.
 */
export function earlierBackups(folders: readonly string[], accountId: string): EarlierBackup {
  let listed: Promise<ReadonlyMap<string, readonly Sidecar[]>> | undefined;
  return async (fileId, versions) => {
    listed ??= sidecarsIn([...new Set(folders)], accountId);
    for (const { folder, sidecar } of (await listed).get(fileId) ?? []) {
      const kept = await keptVersions(folder, sidecar, versions);
      if (kept) return chunksOf(kept, versions);
    }
    return undefined;
  };
}

interface Sidecar {
  readonly folder: string;
  readonly sidecar: string;
}

/** By file ID, what is newest first. */
async function sidecarsIn(
  folders: readonly string[],
  accountId: string,
): Promise<ReadonlyMap<string, readonly Sidecar[]>> {
  const byFile = new Map<string, Sidecar[]>();
  for (const parent of folders) {
    for (const found of await listBackups(parent)) {
      if (found.kind !== 'backup' || found.record.header.account.id !== accountId) continue;
      for (const { fileId, sidecar } of found.record.entries) {
        const known = byFile.get(fileId) ?? [];
        byFile.set(fileId, [...known, { folder: found.folder, sidecar }]);
      }
    }
  }
  return byFile;
}

/** `undefined` unless all of them are there and whole. */
async function keptVersions(
  folder: string,
  sidecar: string,
  versions: Parameters<EarlierBackup>[1],
): Promise<readonly KeptVersion[] | undefined> {
  try {
    const file = await readSidecar(folder, sidecar);
    const kept: KeptVersion[] = [];
    for (const { versionId, size } of versions) {
      const version = file.versions.find((each) => each.versionId === versionId);
      if (versionId === undefined || version?.size !== size) return undefined;
      if (!(await isIntact(folder, version))) return undefined;
      kept.push({ folder, version });
    }
    return kept;
  } catch {
    // Whatever keeps it from being read: another backup may hold it.
    return undefined;
  }
}

/** As downloads come: one after the other. */
function chunksOf(
  kept: readonly KeptVersion[],
  versions: Parameters<EarlierBackup>[1],
): AsyncIterable<IncomingVersion> {
  const incoming = versions.flatMap((version, at): readonly IncomingVersion[] => {
    const from = kept[at];
    return from ? [{ ...version, chunks: checkedBytes(from) }] : [];
  });
  return Readable.from(incoming);
}

/** Throws `BytesRefused` at their end when they aren't what was stored. */
async function* checkedBytes({ folder, version }: KeptVersion): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const bytes: AsyncIterable<Uint8Array> = createReadStream(path.join(folder, version.bytes));
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== version.sha256) throw new BytesRefused({ kind: 'altered' });
}
