import type { PlannedTarget } from '../target';

/** The order of a run: files in batches, then versions one by one, then folders, deepest first. */
export interface Stages {
  readonly files: readonly PlannedTarget[];
  readonly versions: readonly PlannedTarget[];
  readonly folders: readonly PlannedTarget[];
}

/** Sorts targets into the stages of a run. */
export function stagesOf(targets: readonly PlannedTarget[]): Stages {
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

/** Two halves, the first one larger by at most one. */
export function halves<T>(items: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
