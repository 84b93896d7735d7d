import { globMatches, parseGlob } from '../../core/scope/glob';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import type { ProblemSettings } from '../settings/settings';

/** Tells the references that are not to be reported when their file is missing. */
export function ignoring({
  ignore,
  ignoreFiles,
}: Pick<ProblemSettings, 'ignore' | 'ignoreFiles'>): (reference: AssetReference) => boolean {
  const globs = ignoreFiles.map(parseGlob);
  return ({ ref, place }) =>
    ignore.has(ref.kind === 'id' || ref.kind === 'version' ? ref.fileId : ref.path) ||
    globs.some((glob) => globMatches(glob, place.file));
}
