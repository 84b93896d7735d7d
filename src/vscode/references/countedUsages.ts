import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { isOwnReport, reportHead } from '../../core/lists/ownExport';
import { longestPlanFile, readPlanFile } from '../../core/plan/planFile';
import type { Place } from '../../core/reference';
import type { Target } from '../../core/target';
import { decodeText } from '../../io/textFile';
import { placeUri } from './place';
import type { TargetUsage, WorkspaceReferences } from './workspaceReferences';

/**
 * Where the workspace uses each target, by its key, after a new search: without the `lists` that they
 * come from, exported plans and reports, which name files and don't use them. Throws the signal's
 * reason.
 */
export async function countedUsages(
  references: Pick<WorkspaceReferences, 'usagesOf'>,
  targets: readonly Target[],
  account: Account,
  { lists, signal }: { readonly lists: ReadonlySet<string>; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, TargetUsage>> {
  const found = await references.usagesOf(targets, account, signal);
  const places = [...found.values()].flatMap((usage) => [
    ...usage.references,
    ...usage.hints.map(({ place }) => place),
  ]);
  const ours = new Set([...lists, ...(await planFilesIn(places)), ...(await ownReportsIn(places))]);
  if (ours.size === 0) return found;
  const isKept = ({ file }: Place) => !ours.has(file);
  return new Map(
    [...found].map(([key, usage]): [string, TargetUsage] => [
      key,
      {
        references: usage.references.filter(isKept),
        hints: usage.hints.filter(({ place }) => isKept(place)),
      },
    ]),
  );
}

/**
 * Those of the places' files that are exported plans: they name what is to be deleted, and don't use
 * it. Only a whole and unchanged one counts, so that nothing else can pass for one.
 */
async function planFilesIn(places: readonly Place[]): Promise<ReadonlySet<string>> {
  const files = new Set(places.map(({ file }) => file).filter((file) => file.endsWith('.json')));
  const plans = new Set<string>();
  for (const file of files) {
    const uri = placeUri({ file });
    if (uri && (await isPlanFile(uri))) plans.add(file);
  }
  return plans;
}

async function isPlanFile(uri: vscode.Uri): Promise<boolean> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > longestPlanFile) return false;
    const text = decodeText(await vscode.workspace.fs.readFile(uri));
    return text !== undefined && readPlanFile(text).kind === 'plan';
  } catch {
    // It was searched a moment ago; what can't be read now is no plan, so its mentions count.
    return false;
  }
}

/** Those of the places' files that are reports of runs: they name what was deleted, and don't use it. */
async function ownReportsIn(places: readonly Place[]): Promise<ReadonlySet<string>> {
  const files = new Set(places.map(({ file }) => file).filter((file) => ending.test(file)));
  const reports = new Set<string>();
  for (const file of files) {
    const uri = placeUri({ file });
    if (uri && (await isReport(uri))) reports.add(file);
  }
  return reports;
}

const ending = /\.(?:csv|json|md|txt)$/i;

async function isReport(uri: vscode.Uri): Promise<boolean> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return isOwnReport(decodeText(bytes.subarray(0, reportHead)) ?? '');
  } catch {
    // It was searched a moment ago; what can't be read now is no report, so its mentions count.
    return false;
  }
}
