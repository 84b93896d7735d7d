import { amountOf } from './amount';
import { foldedText } from './foldedText';
import type { Protections } from './guards';
import type { PathPattern } from './pathPattern';
import type { DeletionPlan } from './plan';
import type { Policy } from './policy';

/** What a person has set; a workspace's policy can only tighten it. */
export interface OwnLimits {
  readonly protectedTags: readonly string[];
  readonly protectedPaths: readonly PathPattern[];
  readonly protectedIds: readonly string[];
  /** 0 turns the guard off. */
  readonly minAgeHours: number;
  readonly maxFiles: number;
  /** `Infinity` means no limit. */
  readonly maxBytes: number;
}

/** What a policy asked for in vain, since the value that holds is stricter. */
export interface IgnoredLimit {
  readonly limit: 'maxFiles' | 'maxBytes' | 'minAgeHours';
  readonly asked: number;
  /** The person's own. */
  readonly own: number;
}

/** A limit of a run, and whose it is. */
export interface RunLimit {
  /** `Infinity` means none. */
  readonly most: number;
  readonly setBy: 'person' | 'policy';
}

/** What holds for a run: the stricter of each pair. */
export interface RunLimits {
  readonly protections: Protections;
  readonly files: RunLimit;
  readonly bytes: RunLimit;
  readonly requireBackup: boolean;
  readonly ignored: readonly IgnoredLimit[];
}

/** Why a whole plan may not run. */
export type PlanFinding =
  | { readonly kind: 'tooManyFiles'; readonly count: number; readonly limit: RunLimit }
  | { readonly kind: 'tooManyBytes'; readonly bytes: number; readonly limit: RunLimit }
  /** A policy asks for a backup, and none is to be made. */
  | { readonly kind: 'backupRequired'; readonly backup: Exclude<BackupStand, 'planned'> };

/** Whether a plan's files are backed up: they are, the settings rule it out, or it was declined. */
export type BackupStand = 'planned' | 'turnedOff' | 'declined';

/** Puts the person's limits and the policies of the workspace's folders together. */
export function combineLimits(own: OwnLimits, policies: readonly Policy[]): RunLimits {
  const ignored: IgnoredLimit[] = [];
  let { minAgeHours } = own;
  let files: RunLimit = { most: own.maxFiles, setBy: 'person' };
  let bytes: RunLimit = { most: own.maxBytes, setBy: 'person' };
  for (const { limits } of policies) {
    const { maxFiles, maxBytes, minAgeHours: hours } = limits;
    if (maxFiles !== undefined && maxFiles > own.maxFiles) {
      ignored.push({ limit: 'maxFiles', asked: maxFiles, own: own.maxFiles });
    }
    if (maxBytes !== undefined && maxBytes > own.maxBytes) {
      ignored.push({ limit: 'maxBytes', asked: maxBytes, own: own.maxBytes });
    }
    if (hours !== undefined && hours < own.minAgeHours) {
      ignored.push({ limit: 'minAgeHours', asked: hours, own: own.minAgeHours });
    }
    files = stricter(files, maxFiles);
    bytes = stricter(bytes, maxBytes);
    minAgeHours = Math.max(minAgeHours, hours ?? minAgeHours);
  }
  const tags = [...own.protectedTags, ...policies.flatMap(({ protect }) => protect.tags)];
  return {
    protections: {
      tags: new Set(tags.map((tag) => foldedText(tag.trim()))),
      ids: new Set([...own.protectedIds, ...policies.flatMap(({ protect }) => protect.ids)]),
      paths: [...own.protectedPaths, ...policies.flatMap(({ protect }) => protect.paths)],
      minAgeHours,
    },
    files,
    bytes,
    requireBackup: policies.some(({ requireBackup }) => requireBackup),
    ignored,
  };
}

function stricter(limit: RunLimit, asked: number | undefined): RunLimit {
  return asked !== undefined && asked < limit.most ? { most: asked, setBy: 'policy' } : limit;
}

/** Why the plan as a whole is refused; folders don't count as files. */
export function guardPlan(
  { targets }: Pick<DeletionPlan, 'targets'>,
  limits: RunLimits,
  backup: BackupStand,
): PlanFinding | undefined {
  const { files, versions, bytes } = amountOf(targets.map(({ target }) => target));
  const count = files + versions;
  if (count > limits.files.most) return { kind: 'tooManyFiles', count, limit: limits.files };
  if (bytes > limits.bytes.most) return { kind: 'tooManyBytes', bytes, limit: limits.bytes };
  if (!limits.requireBackup || backup === 'planned') return undefined;
  return { kind: 'backupRequired', backup };
}
