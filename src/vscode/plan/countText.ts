import * as vscode from 'vscode';
import { amountOf, type Amount } from '../../core/plan/amount';
import type { Target } from '../../core/target';
import { formatBytes, formatCount } from '../ui/quantity';
import { plural } from '../ui/plural';

/** Targets by their number and kind: `3 files`, `12 files and 2 folders`. */
export function countText(targets: Iterable<Target>): string {
  return amountText(amountOf(targets));
}

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

/** How much goes: whole files, and single versions of files. */
export interface Extent {
  readonly files: number;
  readonly versions: number;
  /** Files that the versions are of. */
  readonly versionedFiles: number;
}

/** What goes with what: `9 files with all their versions`, `12 versions of 9 files`. */
export function extentText({ files, versions, versionedFiles }: Extent): string {
  const whole = plural(files, {
    one: vscode.l10n.t('{0} file with all its versions', formatCount(files)),
    other: vscode.l10n.t('{0} files with all their versions', formatCount(files)),
  });
  if (versions === 0) return whole;
  const parts = vscode.l10n.t(
    '{0} of {1}',
    countOf('version', versions),
    countOf('asset', versionedFiles),
  );
  return files === 0 ? parts : vscode.l10n.t('{0} and {1}', parts, whole);
}

/** A number of targets that are all of one kind, or of several: `1 file`, `3 items`. */
export function countOf(kind: Target['kind'] | undefined, count: number): string {
  const shown = formatCount(count);
  switch (kind) {
    case 'asset':
      return plural(count, {
        one: vscode.l10n.t('{0} file', shown),
        other: vscode.l10n.t('{0} files', shown),
      });
    case 'version':
      return plural(count, {
        one: vscode.l10n.t('{0} version', shown),
        other: vscode.l10n.t('{0} versions', shown),
      });
    case 'folder':
      return plural(count, {
        one: vscode.l10n.t('{0} folder', shown),
        other: vscode.l10n.t('{0} folders', shown),
      });
    case undefined:
      return plural(count, {
        one: vscode.l10n.t('{0} item', shown),
        other: vscode.l10n.t('{0} items', shown),
      });
  }
}

/** A part of such a number: `340 of 1,000 files`. */
export function partOf(kind: Target['kind'] | undefined, part: number, total: number): string {
  return vscode.l10n.t('{0} of {1}', formatCount(part), countOf(kind, total));
}

/** The kind of all targets; `undefined` when they are of several. */
export function kindOf(targets: readonly Target[]): Target['kind'] | undefined {
  const [first] = targets;
  return targets.every(({ kind }) => kind === first?.kind) ? first?.kind : undefined;
}
