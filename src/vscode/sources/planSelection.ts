import type { Asset, AssetVersion } from '../../api/asset';
import type { Account } from '../../core/account/account';
import type { PlannedTarget } from '../../core/target';
import type { PlanUnderReview } from '../plan/planReview';
import { isPlanNode } from '../tree/planNode';

/** The file behind a row of the plan, and what the row itself stands for: that file or a version. */
export interface PlannedFile {
  readonly account: Account;
  /** Missing for a version whose file was not read. */
  readonly asset: Asset | undefined;
  readonly row: Asset | AssetVersion;
}

/** What a row of the plan asks to delete; `undefined` for any other row. */
export function plannedRow(clicked: unknown): PlannedTarget | undefined {
  if (!isPlanNode(clicked)) return undefined;
  if (clicked.kind === 'target') return clicked.planned;
  return clicked.kind === 'refused' ? clicked.refused.planned : undefined;
}

/** The file that a clicked row of the plan is about. */
export function plannedFile(
  { current }: Pick<PlanUnderReview, 'current'>,
  clicked: unknown,
): PlannedFile | undefined {
  const target = plannedRow(clicked)?.target;
  if (!current || !target || target.kind === 'folder') return undefined;
  const { account, filesOfVersions } = current;
  if (target.kind === 'asset') return { account, asset: target.asset, row: target.asset };
  const { version } = target;
  return { account, asset: filesOfVersions.get(version.fileId), row: version };
}
