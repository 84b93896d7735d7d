import type { Asset } from '../../api/asset';
import { isPlainPath } from '../../api/requestPath';
import { isSendableId } from '../../api/sendableId';
import type { Place } from '../reference';
import { foldedText } from './foldedText';
import { coveringPattern, type PathPattern } from './pathPattern';
import { targetPath, type PlannedTarget, type Target } from '../target';

/** Why a target may not be deleted. */
export type GuardFinding =
  | { readonly kind: 'protectedTag'; readonly tag: string }
  | { readonly kind: 'protectedPath'; readonly pattern: string }
  | { readonly kind: 'protectedId'; readonly id: string }
  /** Uploaded or changed less than so long ago, or nobody knows when. */
  | { readonly kind: 'tooYoung'; readonly minAgeHours: number }
  /** ImageKit deletes a current version only together with its file. */
  | { readonly kind: 'currentVersion' }
  /** Its id or its path is none that may be sent: a server could read another one in it. */
  | { readonly kind: 'unsendable' }
  /** It is not as it was when the plan was made. */
  | { readonly kind: 'changed'; readonly what: 'path' | 'version' | 'size' | 'date' }
  /** It has come into a folder of the plan after the plan was made. */
  | { readonly kind: 'added' }
  /** The recheck did not see it, and nothing says that it is gone. */
  | { readonly kind: 'unseen' }
  /** The workspace did not mention it when it was planned. */
  | { readonly kind: 'mentioned'; readonly place: Place }
  /** Something inside the folder stays. */
  | { readonly kind: 'occupied'; readonly holds: string };

/** What is protected, from the person's settings and the workspace's policies together. */
export interface Protections {
  /** Folded by `foldedText`. */
  readonly tags: ReadonlySet<string>;
  /** Ids of files, each with all its versions, or of single versions. */
  readonly ids: ReadonlySet<string>;
  readonly paths: readonly PathPattern[];
  /** What changed later stays; 0 turns the guard off. */
  readonly minAgeHours: number;
}

/** What a guard may look at besides the target. */
export interface GuardContext {
  readonly protections: Protections;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The file, by its id, of each version that is a target. */
  readonly filesOfVersions: ReadonlyMap<string, Asset>;
}

type Guard = (target: Target, context: GuardContext) => GuardFinding | undefined;

const protectedTag: Guard = (target, context) => {
  const { tags } = context.protections;
  const tag = rowsOf(target, context)
    .flatMap((row) => row.tags)
    .find((each) => tags.has(foldedText(each.trim())));
  return tag === undefined ? undefined : { kind: 'protectedTag', tag };
};

const protectedPath: Guard = (target, { protections }) => {
  const pattern = coveringPattern(protections.paths, targetPath(target));
  return pattern && { kind: 'protectedPath', pattern: pattern.text };
};

const protectedId: Guard = (target, { protections: { ids } }) => {
  if (target.kind === 'folder') return undefined;
  const { fileId, versionId } = target.kind === 'asset' ? target.asset : target.version;
  const id = [fileId, versionId].find((each) => each !== undefined && ids.has(each));
  return id === undefined ? undefined : { kind: 'protectedId', id };
};

const tooYoung: Guard = (target, { protections: { minAgeHours }, now }) => {
  if (minAgeHours <= 0 || target.kind === 'folder') return undefined;
  const { createdAt, updatedAt = createdAt } =
    target.kind === 'asset' ? target.asset : target.version;
  const changed = Math.max(Date.parse(createdAt ?? ''), Date.parse(updatedAt ?? ''));
  // Without a date nothing is proven, and a comparison with NaN is false.
  const isOld = now - changed >= minAgeHours * 3_600_000;
  return isOld ? undefined : { kind: 'tooYoung', minAgeHours };
};

const currentVersion: Guard = (target, { filesOfVersions }) => {
  if (target.kind !== 'version') return undefined;
  const current = filesOfVersions.get(target.version.fileId)?.versionId;
  return current === undefined || current === target.version.versionId
    ? { kind: 'currentVersion' }
    : undefined;
};

/**
 * What the client would refuse to send, at planning: a folder that can't be deleted must not lose what
 * is in it first.
 */
const unsendable: Guard = (target) => {
  const ids =
    target.kind === 'asset'
      ? [target.asset.fileId]
      : target.kind === 'version'
        ? [target.version.fileId, target.version.versionId]
        : [];
  return ids.every(isSendableId) && isPlainPath(targetPath(target))
    ? undefined
    : { kind: 'unsendable' };
};

/** Every reason to refuse a target, in the order in which they are told. */
const guards: readonly Guard[] = [
  unsendable,
  currentVersion,
  protectedId,
  protectedTag,
  protectedPath,
  tooYoung,
];

/** The first guard that objects to a target. */
export function guardTarget(
  { target }: PlannedTarget,
  context: GuardContext,
): GuardFinding | undefined {
  for (const guard of guards) {
    const finding = guard(target, context);
    if (finding) return finding;
  }
  return undefined;
}

/** The rows that say something about a target: a version is part of its file. */
function rowsOf(target: Target, { filesOfVersions }: GuardContext): readonly Tagged[] {
  switch (target.kind) {
    case 'asset':
      return [target.asset];
    case 'version': {
      const file = filesOfVersions.get(target.version.fileId);
      return file ? [target.version, file] : [target.version];
    }
    case 'folder':
      return [];
  }
}

type Tagged = Pick<Asset, 'tags'>;
