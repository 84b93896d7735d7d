import { foldedText } from './foldedText';
import type { Protections } from './guards';
import type { PathPattern } from './pathPattern';
import type { DeletionPlan } from './plan';
import type { Policy } from './policy';
import { targetBytes } from './target';

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

/** What holds for a run: the stricter of each pair. */
export interface RunLimits {
  readonly protections: Protections;
  readonly maxFiles: number;
  readonly maxBytes: number;
  readonly requireBackup: boolean;
  readonly ignored: readonly IgnoredLimit[];
}

/** Why a whole plan may not run. */
export type PlanFinding =
  | { readonly kind: 'tooManyFiles'; readonly count: number; readonly limit: number }
  | { readonly kind: 'tooManyBytes'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'backupRequired' };

/** Puts the person's limits and the policies of the workspace's folders together. */
export function combineLimits(own: OwnLimits, policies: readonly Policy[]): RunLimits {
  const ignored: IgnoredLimit[] = [];
  let { minAgeHours, maxFiles, maxBytes } = own;
  for (const { limits } of policies) {
    const { maxFiles: files, maxBytes: bytes, minAgeHours: hours } = limits;
    if (files !== undefined && files > own.maxFiles) {
      ignored.push({ limit: 'maxFiles', asked: files, own: own.maxFiles });
    }
    if (bytes !== undefined && bytes > own.maxBytes) {
      ignored.push({ limit: 'maxBytes', asked: bytes, own: own.maxBytes });
    }
    if (hours !== undefined && hours < own.minAgeHours) {
      ignored.push({ limit: 'minAgeHours', asked: hours, own: own.minAgeHours });
    }
    maxFiles = Math.min(maxFiles, files ?? maxFiles);
    maxBytes = Math.min(maxBytes, bytes ?? maxBytes);
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
    maxFiles,
    maxBytes,
    requireBackup: policies.some(({ requireBackup }) => requireBackup),
    ignored,
  };
}

/** Why the plan as a whole is refused; folders don't count as files. */
export function guardPlan(
  { targets }: Pick<DeletionPlan, 'targets'>,
  { maxFiles, maxBytes, requireBackup }: RunLimits,
): PlanFinding | undefined {
  const count = targets.filter(({ target }) => target.kind !== 'folder').length;
  if (count > maxFiles) return { kind: 'tooManyFiles', count, limit: maxFiles };
  const bytes = targets.reduce((sum, { target }) => sum + targetBytes(target), 0);
  if (bytes > maxBytes) return { kind: 'tooManyBytes', bytes, limit: maxBytes };
  return requireBackup ? { kind: 'backupRequired' } : undefined;
}
