import type { PlannedTarget } from '../target';

/** Targets in the order of a run: files in batches, then versions one by one, then folders, deepest first. */
export interface RunOrder {
  readonly files: readonly PlannedTarget[];
  readonly versions: readonly PlannedTarget[];
  readonly folders: readonly PlannedTarget[];
}

/** Sorts targets into the order of a run. */
export function inRunOrder(targets: readonly PlannedTarget[]): RunOrder {
  const files: PlannedTarget[] = [];
  const versions: PlannedTarget[] = [];
  const folders: { planned: PlannedTarget; depth: number }[] = [];
  for (const planned of targets) {
    const { target } = planned;
    switch (target.kind) {
      case 'asset':
        files.push(planned);
        break;
      case 'version':
        versions.push(planned);
        break;
      case 'folder':
        folders.push({ planned, depth: target.folderPath.split('/').length });
        break;
    }
  }
  folders.sort((a, b) => b.depth - a.depth);
  return { files, versions, folders: folders.map(({ planned }) => planned) };
}
