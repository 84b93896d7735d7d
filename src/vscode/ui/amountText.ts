import * as vscode from 'vscode';
import type { Amount } from '../../core/plan/amount';
import { countOf } from '../plan/countText';
import { formatBytes } from './quantity';

/** What an amount consists of: `312 files, 2 versions and 4 folders`. */
export function amountText({ files, versions, folders }: Omit<Amount, 'bytes'>): string {
  const parts = [
    ...(files > 0 ? [countOf('asset', files)] : []),
    ...(versions > 0 ? [countOf('version', versions)] : []),
    ...(folders > 0 ? [countOf('folder', folders)] : []),
  ];
  const last = parts.pop() ?? countOf('asset', 0);
  return parts.length === 0 ? last : vscode.l10n.t('{0} and {1}', parts.join(', '), last);
}

/** The same with its bytes: `312 files (1.2 GB)`. */
export function sizedAmountText(amount: Amount): string {
  return vscode.l10n.t('{0} ({1})', amountText(amount), formatBytes(amount.bytes));
}
