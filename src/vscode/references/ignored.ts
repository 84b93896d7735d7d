import { keysOn } from '../../core/scope/fileKeys';
import { globMatches, globsOn, parseGlob } from '../../core/scope/glob';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import type { ProblemSettings } from '../settings/settings';

/** Tells the references that are not to be reported when their file is missing. */
export function ignoring({
  ignore,
  ignoreFiles,
}: Pick<ProblemSettings, 'ignore' | 'ignoreFiles'>): (reference: AssetReference) => boolean {
  const keyOf = keysOn(process.platform) ?? ((path: string) => path);
  const globs = globsOn(process.platform, ignoreFiles).map((text) => parseGlob(keyOf(text)));
  return ({ ref, place }) =>
    ignore.has(ref.kind === 'id' || ref.kind === 'version' ? ref.fileId : ref.path) ||
    globs.some((glob) => globMatches(glob, keyOf(place.file)));
}
