import * as vscode from 'vscode';
import type { FinderContext } from '../../core/finder/finderContext';
import type { SearchScope, SkipReason } from '../../core/scope/searchScope';
import { walkWorkspace } from '../../io/search/workspaceWalk';
import { uriIn } from './fileSpelling';
import { workspaceFiles } from './workspaceFiles';

/** A file that a search for references leaves out. */
export interface SkippedFile {
  readonly uri: vscode.Uri;
  readonly reason: SkipReason;
}

/** How the workspace is searched. */
export interface SkippedFilesParts {
  readonly context: FinderContext;
  readonly scope: SearchScope;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
}

/** The files of the workspace that a search leaves out, by looking at all of them once more. */
export async function skippedFiles(parts: SkippedFilesParts): Promise<readonly SkippedFile[]> {
  const skipped: SkippedFile[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const onSkip = (path: string, reason: SkipReason) =>
      skipped.push({ uri: uriIn(folder, path), reason });
    const walk = walkWorkspace({ ...parts, files: workspaceFiles(folder), onSkip });
    while (!(await walk.next()).done);
  }
  return skipped;
}
