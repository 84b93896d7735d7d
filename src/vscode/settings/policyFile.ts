import * as vscode from 'vscode';
import { combineLimits, type RunLimits } from '../../core/plan/limits';
import { parsePolicy, type Policy, type PolicyProblem } from '../../core/plan/policy';
import { decodeExactly } from '../../io/textFile';
import type { OwnLimitsReading } from './ownLimits';
import { readOwnLimits } from './settings';

/** In the root of a workspace folder. */
export const policyFileName = '.imagekit-cleanup.json';

/** A policy has far fewer bytes; more would only stall the editor. */
const largestBytes = 4_000_000;

/** What keeps every deletion from happening until it is mended. */
export type BrokenGuard =
  | (OwnLimitsReading & { readonly kind: 'brokenSetting' })
  | {
      readonly kind: 'brokenPolicy';
      readonly uri: vscode.Uri;
      /** Counts from 1. */
      readonly line: number;
      readonly problem: PolicyProblem | Unreadable;
    };

/** The system's own words for why a file can't be read. */
interface Unreadable {
  readonly kind: 'unreadable';
  readonly message: string;
}

type Reading =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | {
      readonly kind: 'broken';
      readonly line: number;
      readonly problem: PolicyProblem | Unreadable;
    };

/**
 * What protects now: the person's settings, tightened by the policies of this workspace's folders.
 * Read anew for each plan. A policy that is there and can't be read is broken, never none.
 */
export async function readRunLimits(): Promise<
  { readonly kind: 'limits'; readonly limits: RunLimits } | BrokenGuard
> {
  const own = readOwnLimits();
  if (own.kind === 'brokenSetting') return own;
  const policies: Policy[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, policyFileName);
    const reading = await readPolicy(uri);
    if (reading?.kind === 'broken') {
      return { kind: 'brokenPolicy', uri, line: reading.line, problem: reading.problem };
    }
    if (reading) policies.push(reading.policy);
  }
  return { kind: 'limits', limits: combineLimits(own.own, policies) };
}

/** `undefined` when there is no such file. */
async function readPolicy(uri: vscode.Uri): Promise<Reading | undefined> {
  let found = false;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    found = true;
    if (size > largestBytes) return broken({ kind: 'tooLong' });
    const bytes = await vscode.workspace.fs.readFile(uri);
    return parsePolicy(decodeExactly(bytes));
  } catch (error) {
    // The one failure that says something good: nobody has set a policy here.
    if (!found && error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return undefined;
    }
    const message = error instanceof Error ? error.message : String(error);
    return broken({ kind: 'unreadable', message });
  }
}

function broken(problem: PolicyProblem | Unreadable): Reading {
  return { kind: 'broken', line: 1, problem };
}
