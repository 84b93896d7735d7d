import { isGone } from '../journal/runRecord';
import type { RunTarget } from '../journal/runTargets';
import type { Target } from '../target';
import type { PurgeableFile, PurgeScope } from './purgePlan';

/** What a run took out of the library: its copies on the CDN are still there. */
export function goneTargets(targets: readonly RunTarget[]): readonly Target[] {
  return targets.flatMap(({ planned, state }) => {
    const isEnded = state.kind !== 'inDoubt' && state.kind !== 'open';
    return isEnded && isGone(state) ? [planned.target] : [];
  });
}

/** The copies of some targets; `asked` tells the addresses that are known to have been asked for. */
export function purgeScope(
  targets: readonly Target[],
  asked: (file: Exclude<Target, { readonly kind: 'folder' }>) => readonly string[],
): PurgeScope {
  const files: PurgeableFile[] = [];
  const folders: string[] = [];
  for (const target of targets) {
    if (target.kind === 'folder') folders.push(target.folderPath);
    else {
      const { url, filePath: path, isPrivate } = fileOf(target);
      const kind = target.kind === 'asset' ? 'file' : 'version';
      files.push({ kind, path, url, isPrivate, asked: asked(target) });
    }
  }
  return { files, folders };
}

function fileOf(target: Exclude<Target, { readonly kind: 'folder' }>) {
  return target.kind === 'asset' ? target.asset : target.version;
}

/** The same of what a run took out: a folder in which there was nothing has no copies. */
export function goneScope(
  targets: readonly Target[],
  asked: Parameters<typeof purgeScope>[1],
): PurgeScope {
  const { files, folders } = purgeScope(targets, asked);
  const isFilled = (folder: string) => files.some(({ path }) => path.startsWith(`${folder}/`));
  return { files, folders: folders.filter(isFilled) };
}
