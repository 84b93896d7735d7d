import type { PathPattern } from './pathPattern';
import type { PlannedTarget, Target } from './target';

/** Why a target may not be deleted. */
export type GuardFinding =
  | { readonly kind: 'protectedTag'; readonly tag: string }
  | { readonly kind: 'protectedPath'; readonly pattern: string }
  | { readonly kind: 'protectedId'; readonly id: string }
  | { readonly kind: 'tooYoung'; readonly minAgeHours: number }
  /** ImageKit deletes a current version only together with its file. */
  | { readonly kind: 'currentVersion' }
  /** Something inside the folder stays. */
  | { readonly kind: 'occupied'; readonly holds: string };

/** What is protected, from the person's settings and the workspace's policy together. */
export interface Protections {
  readonly tags: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  readonly paths: readonly PathPattern[];
  /** Younger files stay; 0 turns the guard off. */
  readonly minAgeHours: number;
}

/** What a guard may look at besides the target. */
export interface GuardContext {
  readonly protections: Protections;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The current version's id, for each file whose versions are targets. */
  readonly currentVersions: ReadonlyMap<string, string>;
}

type Guard = (target: Target, context: GuardContext) => GuardFinding | undefined;

const protectedTag: Guard = (target, { protections }) => {
  const tag = fileOf(target)?.tags.find((each) => protections.tags.has(each));
  return tag === undefined ? undefined : { kind: 'protectedTag', tag };
};

const protectedPath: Guard = (target, { protections }) => {
  const path = target.kind === 'folder' ? target.folderPath : fileOf(target)?.filePath;
  const hit = path === undefined ? undefined : protections.paths.find((each) => each.matches(path));
  return hit && { kind: 'protectedPath', pattern: hit.pattern };
};

const protectedId: Guard = (target, { protections }) => {
  const file = fileOf(target);
  const id = [file?.fileId, file?.versionId].find((each) => each && protections.ids.has(each));
  return id === undefined ? undefined : { kind: 'protectedId', id };
};

const tooYoung: Guard = (target, { protections, now }) => {
  const { minAgeHours } = protections;
  const createdAt = fileOf(target)?.createdAt;
  if (minAgeHours <= 0 || target.kind === 'folder') return undefined;
  const age = createdAt === undefined ? 0 : now - Date.parse(createdAt);
  return age >= minAgeHours * 3_600_000 ? undefined : { kind: 'tooYoung', minAgeHours };
};

const currentVersion: Guard = (target, { currentVersions }) => {
  if (target.kind !== 'version') return undefined;
  const current = currentVersions.get(target.version.fileId);
  return current === undefined || current === target.version.versionId
    ? { kind: 'currentVersion' }
    : undefined;
};

/** Every reason to refuse a target, in the order in which they are told. */
const guards: readonly Guard[] = [
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

function fileOf(target: Target) {
  switch (target.kind) {
    case 'asset':
      return target.asset;
    case 'version':
      return target.version;
    case 'folder':
      return undefined;
  }
}
