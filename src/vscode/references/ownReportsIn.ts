import * as vscode from 'vscode';
import { isOwnReport, reportHead } from '../../core/lists/ownExport';
import type { Place } from '../../core/reference';
import { decodeText } from '../../io/textFile';
import { placeUri } from './placeUri';

/** Those of the places' files that are reports of runs: they name what was deleted, and don't use it. */
export async function ownReportsIn(places: readonly Place[]): Promise<ReadonlySet<string>> {
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
