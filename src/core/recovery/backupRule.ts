import type { RunLimits } from '../plan/limits';
import type { PlannedTarget } from '../target';

/** What a person has set: every deletion is backed up, each is asked about, or none is. */
export type BackupMode = 'always' | 'ask' | 'never';

/** Whether a deletion is backed up first: it must be, the person may choose, or nothing is. */
export type BackupRule = 'must' | 'choice' | 'none';

/** What holds for a plan. Where a policy asks for a backup that is turned off, `guardPlan` refuses it. */
export function backupRule(
  targets: readonly PlannedTarget[],
  mode: BackupMode,
  { requireBackup }: Pick<RunLimits, 'requireBackup'>,
): BackupRule {
  if (mode === 'never') return 'none';
  if (requireBackup) return 'must';
  // An empty folder has nothing to back up.
  if (targets.every(({ target }) => target.kind === 'folder')) return 'none';
  return mode === 'ask' ? 'choice' : 'must';
}
