import type { Claim } from '../request';
import type { TargetOutcome } from './outcome';

/** The claims that lead once more to what a run tried to delete without getting there. */
export function claimsToRetry(outcomes: readonly TargetOutcome[]): readonly Claim[] {
  return outcomes.filter(mayRetry).map(claimOf);
}

function mayRetry({ outcome }: TargetOutcome): boolean {
  return outcome.kind === 'failed' || outcome.kind === 'unknown';
}

function claimOf({ planned: { target, source } }: TargetOutcome): Claim {
  switch (target.kind) {
    case 'asset':
      return { ref: { kind: 'id', fileId: target.asset.fileId }, source };
    case 'version': {
      const { fileId, versionId } = target.version;
      return { ref: { kind: 'version', fileId, versionId }, source };
    }
    case 'folder':
      return { ref: { kind: 'folder', folderPath: target.folderPath }, source };
  }
}
