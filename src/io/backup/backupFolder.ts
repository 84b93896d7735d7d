import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  BackupUnreadable,
  endLine,
  entryLine,
  gapLine,
  headerLine,
  parseManifest,
  parseSidecar,
  sidecarText,
  type BackedUpFile,
  type BackedUpVersion,
  type BackupEnd,
  type BackupGap,
  type BackupHeader,
  type BackupRecord,
  type IncomingFile,
} from '../../core/recovery/backup';
import { JournalFile } from '../journal/journalFile';
import { namesIn } from '../disk/namesIn';
import { syncFolder } from '../disk/syncFolder';
import { nameDraft, removeDraft, sweepDrafts } from '../disk/wholeFile';
import { draftSuffix, hashOf, ownDisk, storeBytes, type BytesPorts } from './storedBytes';

const manifestName = 'manifest.ndjson';

/**
 * The folder of one backup: a manifest, a sidecar a file and the bytes, all under names of ours, so
 * that nothing a server calls its files can leave the folder or clash in it. A file is in the
 * manifest only when all of its bytes are verified and on the disk.
 */
export class BackupFolder {
  /** The number of the next name of ours. */
  private next: number;

  private constructor(
    readonly folder: string,
    readonly header: BackupHeader,
    private readonly manifest: JournalFile,
    private readonly ports: BytesPorts,
    next: number,
  ) {
    this.next = next;
  }

  /** Begins a backup below `parent`. Throws what the disk says. */
  static async create(
    parent: string,
    header: Omit<BackupHeader, 'backupId'>,
    ports: BytesPorts = ownDisk,
  ): Promise<BackupFolder> {
    const backupId = newBackupId(header.createdAt);
    const folder = path.join(parent, backupId);
    await mkdir(path.join(folder, 'bytes'), { recursive: true, mode: 0o700 });
    await mkdir(path.join(folder, 'files'), { mode: 0o700 });
    const whole = { ...header, backupId };
    const file = path.join(folder, manifestName);
    const manifest = new JournalFile(await ports.open(file, 'wx', 0o600), file);
    try {
      await manifest.appendDurably(headerLine(whole));
      await syncFolder(folder);
      await syncFolder(parent);
    } catch (error) {
      await manifest.close().catch(() => undefined);
      throw error;
    }
    return new BackupFolder(folder, whole, manifest, ports, 1);
  }

  /** Goes on with a backup that was interrupted. Throws `BackupUnreadable`, or what the disk says. */
  static async reopen(folder: string, ports: BytesPorts = ownDisk): Promise<BackupFolder> {
    const file = path.join(folder, manifestName);
    const content = await readFile(file);
    const end = content.lastIndexOf(0x0a) + 1;
    const record = parseManifest(content.toString('utf8'));
    // Nobody else writes to it: its drafts are those of the process that was interrupted.
    for (const part of ['bytes', 'files']) await sweepDrafts(path.join(folder, part), isDraft);
    const names = [
      ...(await readdir(path.join(folder, 'bytes'))),
      ...(await readdir(path.join(folder, 'files'))),
    ];
    const numbers = names.map((name) => Number.parseInt(name, 10)).filter(Number.isFinite);
    const manifest = new JournalFile(await ports.open(file, 'r+'), file, end);
    const next = Math.max(0, ...numbers) + 1;
    return new BackupFolder(folder, record.header, manifest, ports, next);
  }

  /**
   * Stores a file with its versions. When this resolves, its bytes are verified and its entry is on
   * the disk. Throws `BytesRefused`, or what its versions throw; then nothing of it is left.
   */
  async add(file: IncomingFile): Promise<BackedUpFile> {
    const { key, versions: incoming, ...fields } = file;
    const versions: BackedUpVersion[] = [];
    try {
      for await (const { chunks, ...version } of incoming) {
        const bytes = `bytes/${this.number()}`;
        const sha256 = await storeBytes(
          chunks,
          path.join(this.folder, bytes),
          version.size,
          this.ports,
        );
        versions.push({ ...version, bytes, sha256 });
      }
      const stored: BackedUpFile = { ...fields, versions };
      const sidecar = `files/${this.number()}.json`;
      await this.write(sidecar, sidecarText(stored));
      await syncFolder(path.join(this.folder, 'bytes'));
      await syncFolder(path.join(this.folder, 'files'));
      const { fileId, path: filePath } = file;
      const bytes = versions.reduce((sum, { size }) => sum + size, 0);
      await this.manifest.appendDurably(
        entryLine({ key, fileId, path: filePath, sidecar, versions: versions.length, bytes }),
      );
      return stored;
    } catch (error) {
      // Bytes without an entry are of no use; that they can't be removed either changes nothing.
      for (const { bytes } of versions) {
        await rm(path.join(this.folder, bytes), { force: true }).catch(() => undefined);
      }
      throw error;
    }
  }

  /** Writes down that a file is not in the backup, and why. */
  skip(gap: BackupGap): Promise<void> {
    return this.manifest.append(gapLine(gap));
  }

  /** Writes down how the backup ended; nothing can be added after that. */
  async close(end: BackupEnd): Promise<void> {
    try {
      await this.manifest.appendDurably(endLine(end));
    } finally {
      await this.manifest.close();
    }
  }

  /** Leaves the backup open for a later `reopen`. */
  suspend(): Promise<void> {
    return this.manifest.close();
  }

  private async write(name: string, content: string): Promise<void> {
    const file = path.join(this.folder, name);
    const draft = `${file}${draftSuffix}`;
    try {
      const handle = await this.ports.open(draft, 'w', 0o600);
      try {
        const bytes = Buffer.from(content);
        for (let done = 0; done < bytes.length;) {
          done += (await handle.write(bytes, done, bytes.length - done, done)).bytesWritten;
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      await nameDraft(draft, file);
    } catch (error) {
      await removeDraft(draft);
      throw error;
    }
  }

  private number(): string {
    return String(this.next++).padStart(6, '0');
  }
}

/** What a backup's manifest says. Throws `BackupUnreadable`, or what the disk says. */
export async function readBackup(folder: string): Promise<BackupRecord> {
  return parseManifest(await readFile(path.join(folder, manifestName), 'utf8'));
}

/** A file of a backup with the names of its bytes. Throws `BackupUnreadable`, or what the disk says. */
export async function readSidecar(folder: string, sidecar: string): Promise<BackedUpFile> {
  return parseSidecar(await readFile(path.join(folder, sidecar), 'utf8'));
}

/** Whether bytes of a backup are what they were when they were stored. */
export async function isIntact(
  folder: string,
  { bytes, size, sha256 }: Pick<BackedUpVersion, 'bytes' | 'size' | 'sha256'>,
): Promise<boolean> {
  try {
    return (await hashOf(path.join(folder, bytes), size)) === sha256;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** A backup as a list shows it; `unreadable` is told rather than left out. */
export type FoundBackup =
  | { readonly kind: 'backup'; readonly folder: string; readonly record: BackupRecord }
  | { readonly kind: 'unreadable'; readonly folder: string; readonly reason: string };

/** The backups below a folder, newest first; an empty list where there is no such folder. */
export async function listBackups(parent: string): Promise<readonly FoundBackup[]> {
  const names = await namesIn(parent);
  const found: FoundBackup[] = [];
  for (const name of names.filter(isBackupName).sort().reverse()) {
    const folder = path.join(parent, name);
    try {
      if (!(await stat(folder)).isDirectory()) continue;
      found.push({ kind: 'backup', folder, record: await readBackup(folder) });
    } catch (error) {
      const isOurs = error instanceof BackupUnreadable;
      const reason = error instanceof Error ? error.message : String(error);
      if (!isOurs && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      found.push({ kind: 'unreadable', folder, reason });
    }
  }
  return found;
}

/** The backup that was made for a run, in the folder that its record names. */
export async function backupOfRun(
  folder: string,
  runId: string,
): Promise<Extract<FoundBackup, { kind: 'backup' }> | undefined> {
  for (const found of await listBackups(folder)) {
    if (found.kind === 'backup' && found.record.header.runId === runId) return found;
  }
  return undefined;
}

/** `2026-01-31T14-02-33-1a2b3c`: sorts by time, and says it. */
function newBackupId(createdAt: string): string {
  const time = createdAt.slice(0, 19).replaceAll(':', '-');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

function isDraft(name: string): boolean {
  return name.endsWith(draftSuffix);
}

function isBackupName(name: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-[0-9a-f]{6}$/.test(name);
}
