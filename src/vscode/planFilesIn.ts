import * as vscode from 'vscode';
import { longestPlanFile, readPlanFile } from '../core/plan/planFile';
import type { Place } from '../core/reference';
import { placeUri } from './references/placeUri';

/**
 * Those of the places' files that are exported plans: they name what is to be deleted, and don't use
 * it. Only a whole and unchanged one counts, so that nothing else can pass for one.
 */
export async function planFilesIn(places: readonly Place[]): Promise<ReadonlySet<string>> {
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
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return readPlanFile(text).kind === 'plan';
  } catch {
    // It was searched a moment ago; what can't be read now is no plan, so its mentions count.
    return false;
  }
}
