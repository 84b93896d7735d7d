import type { Account } from '../account';
import type { PurgeRequest } from '../delivery/purges';
import type { Job } from '../library/jobs';
import type { StoredFile, Version } from '../library/storedFile';

/** How much there is, cheap however big the library. */
export interface Summary {
  readonly files: number;
  readonly versions: number;
  /** Without the root. */
  readonly folders: number;
  /** Of all versions. */
  readonly bytes: number;
  readonly purgesThisMonth: number;
  /** Requests by route since the start or the last reset. */
  readonly requests: Readonly<Record<string, number>>;
}

/** Everything that exists, as plain data. */
export interface Snapshot extends Summary {
  readonly library: readonly FileSnapshot[];
  /** Paths, parents first. */
  readonly folderPaths: readonly string[];
  /** URLs the CDN holds, and the version whose bytes it serves for each. */
  readonly cdn: readonly { readonly url: string; readonly versionId: string }[];
  readonly purges: readonly Omit<PurgeRequest, 'dueAt' | 'requestedAt'>[];
  readonly jobs: readonly Pick<Job, 'jobId' | 'type' | 'status'>[];
}

export interface FileSnapshot {
  readonly fileId: string;
  readonly filePath: string;
  readonly tags: readonly string[] | null;
  readonly isPrivate: boolean;
  readonly isPublished: boolean;
  /** Oldest first; the last is current. */
  readonly versions: readonly VersionSnapshot[];
}

export interface VersionSnapshot {
  readonly versionId: string;
  readonly number: number;
  readonly size: number;
  /** ISO time. */
  readonly createdAt: string;
}

export function summary({ library, purges, clock, log }: Account): Summary {
  let versions = 0;
  for (const file of library.files.values()) versions += file.versions.length;
  return {
    files: library.files.size,
    versions,
    folders: [...library.root.allFolders()].length,
    bytes: library.storedBytes(),
    purgesThisMonth: purges.usedInMonth(clock.now()),
    requests: Object.fromEntries(log.counts),
  };
}

export function snapshot(account: Account): Snapshot {
  const { library, cdn, purges, jobs, urlEndpoint } = account;
  return {
    ...summary(account),
    library: [...library.files.values()].map(fileSnapshot),
    folderPaths: [...library.root.allFolders()].map(({ path }) => path),
    cdn: [...cdn.all()].map(([key, { version }]) => ({
      url: urlEndpoint + key,
      versionId: version.id,
    })),
    purges: purges.all().map(({ requestId, url, status }) => ({ requestId, url, status })),
    jobs: jobs.all().map(({ jobId, type, status }) => ({ jobId, type, status })),
  };
}

function fileSnapshot(file: StoredFile): FileSnapshot {
  const { tags, isPrivate, isPublished } = file.current.attributes;
  const versions = file.versions.map(versionSnapshot);
  return { fileId: file.id, filePath: file.path, tags, isPrivate, isPublished, versions };
}

function versionSnapshot({ id, number, content, createdAt }: Version): VersionSnapshot {
  const size = content.size;
  return { versionId: id, number, size, createdAt: new Date(createdAt).toISOString() };
}
