import { targetBytes, type Target } from '../target';

/** How much a number of targets is. */
export interface Amount {
  readonly files: number;
  readonly versions: number;
  readonly folders: number;
  /** As ImageKit reported them; older versions that go with their file are not included. */
  readonly bytes: number;
}

/** Adds up targets. */
export function amountOf(targets: Iterable<Target>): Amount {
  const count = { asset: 0, version: 0, folder: 0 };
  let bytes = 0;
  for (const target of targets) {
    count[target.kind] += 1;
    bytes += targetBytes(target);
  }
  return { files: count.asset, versions: count.version, folders: count.folder, bytes };
}

/** Both together. */
export function addAmounts(a: Amount, b: Amount): Amount {
  return {
    files: a.files + b.files,
    versions: a.versions + b.versions,
    folders: a.folders + b.folders,
    bytes: a.bytes + b.bytes,
  };
}

/**
 * The number that stands for an amount where one is asked for or limited: files and versions, which
 * hold the data; folders, which go last and empty, only where there is nothing else.
 */
export function mainCount({ files, versions, folders }: Amount): number {
  return files + versions || folders;
}
