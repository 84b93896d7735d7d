import type { Protections } from './guards';
import { pathPattern } from './pathPattern';
import type { DeletionPlan } from './plan';
import type { Policy } from './policy';
import { targetBytes } from './target';

/** What a person has set; a workspace's policy can only tighten it. */
export interface OwnLimits {
  readonly protectedTags: readonly string[];
  readonly protectedPaths: readonly string[];
  readonly protectedIds: readonly string[];
  /** 0 turns the guard off. */
  readonly minAgeHours: number;
  readonly maxFiles: number;
  /** 0 means no limit. */
  readonly maxBytes: number;
}

/** What holds for a run: the stricter of each pair. */
export interface RunLimits {
  readonly protections: Protections;
  readonly maxFiles: number;
  readonly maxBytes: number;
  readonly requireBackup: boolean;
  /** What a policy asked for in vain, since the person's own value is stricter. */
  readonly ignored: readonly ('maxFiles' | 'maxBytes' | 'minAgeHours')[];
}

/** Why a whole plan may not run. */
export type PlanFinding =
  | { readonly kind: 'tooManyFiles'; readonly count: number; readonly limit: number }
  | { readonly kind: 'tooManyBytes'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'backupRequired' };

/** Puts the person's limits and the policies of the workspace's folders together. */
export function combineLimits(own: OwnLimits, policies: readonly Policy[]): RunLimits {
  const ignored = new Set<RunLimits['ignored'][number]>();
  let { minAgeHours, maxFiles } = own;
  let maxBytes = own.maxBytes || Infinity;
  for (const policy of policies) {
    if (policy.maxFiles !== undefined && policy.maxFiles > own.maxFiles) ignored.add('maxFiles');
    if (policy.maxBytes !== undefined && policy.maxBytes > (own.maxBytes || Infinity)) {
      ignored.add('maxBytes');
    }
    if (policy.minAgeHours !== undefined && policy.minAgeHours < own.minAgeHours) {
      ignored.add('minAgeHours');
    }
    maxFiles = Math.min(maxFiles, policy.maxFiles ?? maxFiles);
    maxBytes = Math.min(maxBytes, policy.maxBytes ?? maxBytes);
    minAgeHours = Math.max(minAgeHours, policy.minAgeHours ?? minAgeHours);
  }
  return {
    protections: {
      tags: new Set([...own.protectedTags, ...policies.flatMap(({ protect }) => protect.tags)]),
      ids: new Set([...own.protectedIds, ...policies.flatMap(({ protect }) => protect.ids)]),
      paths: [...own.protectedPaths, ...policies.flatMap(({ protect }) => protect.paths)].map(
        pathPattern,
      ),
      minAgeHours,
    },
    maxFiles,
    maxBytes,
    requireBackup: policies.some(({ requireBackup }) => requireBackup),
    ignored: [...ignored],
  };
}

/** Why the plan as a whole is refused; folders don't count as files. */
export function guardPlan(
  { targets }: Pick<DeletionPlan, 'targets'>,
  limits: RunLimits,
): PlanFinding | undefined {
  const count = targets.filter(({ target }) => target.kind !== 'folder').length;
  if (count > limits.maxFiles) return { kind: 'tooManyFiles', count, limit: limits.maxFiles };
  const bytes = targets.reduce((sum, { target }) => sum + targetBytes(target), 0);
  if (bytes > limits.maxBytes) return { kind: 'tooManyBytes', bytes, limit: limits.maxBytes };
  return limits.requireBackup ? { kind: 'backupRequired' } : undefined;
}
