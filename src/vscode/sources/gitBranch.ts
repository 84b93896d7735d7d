import * as vscode from 'vscode';
import { findInFile } from '../../core/finder/findReferences';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import { claimsAsset } from '../../core/lookup/referenceStatus';
import { scopeFilter } from '../../core/scope/searchScope';
import { GitError } from '../../io/git/git';
import type { GitFolder } from '../../io/git/git';
import { listBranches } from '../../io/git/gitBranches';
import type { Branch } from '../../io/git/gitBranches';
import { changedSince, readEarlier } from '../../io/git/gitEarlier';
import { decodeSearchedText } from '../../io/textFile';
import type { App } from '../app';
import { finderOf } from '../references/finder';
import { shownPlace } from '../references/place';
import { readSearchScope } from '../settings/settings';
import { coverageText } from '../references/coverageText';
import { oneLine } from '../ui/oneLine';
import { plainRow } from '../ui/plainLabel';

import { withLookUpProgress } from '../ui/progress';
import { formatCount } from '../ui/quantity';
import { claimsOf } from './foundReferences';
import type { FoundReference } from './foundReferences';
import { gitProgram } from './gitProgram';
import type { Collected, Source } from './source';
import { plural } from '../ui/plural';

/** What was mentioned where the current Git branch left another one, and is mentioned no longer. */
export const gitBranch: Source = {
  id: 'gitBranch',
  label: () => vscode.l10n.t('References Removed on This Branch…'),
  detail: () => vscode.l10n.t('IDs this branch no longer mentions'),
  icon: 'git-branch',
  async isOffered() {
    if (!vscode.workspace.isTrusted) return false;
    try {
      return (await repositoriesOf(vscode.workspace.workspaceFolders ?? [])).length > 0;
    } catch (error) {
      // Git that is missing or broken is told when it is asked for.
      return !(error instanceof GitError && error.problem === 'noRepository');
    }
  },
  async collect(app) {
    if (!vscode.workspace.isTrusted) {
      return nothing(vscode.l10n.t('Git runs only in trusted workspaces.'));
    }
    const repositories = await repositoriesOf(vscode.workspace.workspaceFolders ?? []);
    const branch = await pickBranch(branchesOf(repositories));
    return (
      branch &&
      withLookUpProgress(vscode.l10n.t('reading what this branch removed…'), (_, signal) =>
        collectRemoved(app, repositories, branch, signal),
      )
    );
  },
};

interface Repository {
  readonly folder: vscode.WorkspaceFolder;
  readonly branches: readonly Branch[];
}

/** The folders that are in a Git work tree. Throws `GitError` when none is. */
async function repositoriesOf(
  folders: readonly vscode.WorkspaceFolder[],
): Promise<readonly Repository[]> {
  const repositories: Repository[] = [];
  for (const folder of folders.filter(({ uri }) => uri.scheme === 'file')) {
    try {
      const branches = await listBranches(await gitIn(folder, new AbortController().signal));
      repositories.push({ folder, branches });
    } catch (error) {
      // Other folders may be in one.
      if (!(error instanceof GitError) || error.problem !== 'noRepository') throw error;
    }
  }
  if (repositories.length === 0) throw new GitError('noRepository', 'no folder is in a repository');
  return repositories;
}

function branchesOf(repositories: readonly Repository[]): readonly Branch[] {
  const all = repositories.flatMap(({ branches }) => branches);
  return [...new Map(all.map((branch) => [branch.ref, branch])).values()];
}

async function collectRemoved(
  app: App,
  repositories: readonly Repository[],
  branch: Branch,
  signal: AbortSignal,
): Promise<Collected> {
  // VS Code may not have told yet what a checkout has just changed on disk.
  await app.references.searchAnew(signal);
  const found: FoundReference[] = [];
  const notes: string[] = [];
  for (const { folder, branches } of repositories) {
    if (!branches.some(({ ref }) => ref === branch.ref)) continue;
    const git = await gitIn(folder, signal);
    const earlier = await changedSince(git, branch.ref, unsavedIn(folder));
    notes.push(comparedText(branch, earlier.commit, earlier.blobs.size));
    const { reasonOf } = scopeFilter(readSearchScope());
    let missing = 0;
    for await (const { path, bytes } of readEarlier(git, earlier)) {
      if (bytes === undefined) missing += 1;
      const text = bytes && reasonOf(path) === undefined ? decodeSearchedText(bytes) : undefined;
      if (text === undefined) continue;
      for (const { reference, place } of removedFrom(app, folder, path, text)) {
        // As Git itself names a file of a commit: the place is not one of today's file.
        const file = `${shortId(earlier.commit)}:${place.file}`;
        found.push({ reference, place: { ...place, file } });
      }
    }
    if (missing > 0) notes.push(missingText(missing));
  }
  if (app.references.coverage) notes.push(coverageText(app.references.coverage));
  return { claims: claimsOf(found), named: false, notes };
}

/** The references of a file as it was, to what nothing mentions now. */
function removedFrom(
  { accounts, references }: App,
  folder: vscode.WorkspaceFolder,
  path: string,
  text: string,
): readonly FoundReference[] {
  const uri = vscode.Uri.joinPath(folder.uri, path);
  return [...findInFile(text, path, finderOf({ accounts })).references]
    .map((reference) => references.inContext(uri, reference))
    .filter((reference): reference is AssetReference => claimsAsset(reference))
    .filter(({ ref }) => !references.mentions(ref))
    .map((reference) => ({ reference, place: shownPlace({ folder, reference }) }));
}

async function gitIn({ uri }: vscode.WorkspaceFolder, signal: AbortSignal): Promise<GitFolder> {
  return { folder: uri.fsPath, program: await gitProgram(), signal };
}

/** Paths, relative to the folder, of its files whose editors hold what is not saved. */
function unsavedIn(folder: vscode.WorkspaceFolder): readonly string[] {
  return vscode.workspace.textDocuments
    .filter(({ isDirty, uri }) => isDirty && isIn(folder, uri))
    .map(({ uri }) => vscode.workspace.asRelativePath(uri, false));
}

function isIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): boolean {
  const owner = vscode.workspace.getWorkspaceFolder(uri);
  return owner?.uri.toString() === folder.uri.toString();
}

function comparedText({ name }: Branch, commit: string, files: number): string {
  const at = [oneLine(name), shortId(commit)] as const;
  return plural(files, {
    one: vscode.l10n.t(
      '{0} file changed since this branch left {1} at {2}.',
      formatCount(files),
      ...at,
    ),
    other: vscode.l10n.t(
      '{0} files changed since this branch left {1} at {2}.',
      formatCount(files),
      ...at,
    ),
  });
}

function shortId(commit: string): string {
  return commit.slice(0, 8);
}

function missingText(missing: number): string {
  return plural(missing, {
    one: vscode.l10n.t(
      "{0} of them couldn't be read because its earlier content isn't in this clone (partial clone).",
      formatCount(missing),
    ),
    other: vscode.l10n.t(
      "{0} of them couldn't be read because their earlier content isn't in this clone (partial clone).",
      formatCount(missing),
    ),
  });
}

function nothing(note: string): Collected {
  return { claims: [], named: false, notes: [note] };
}

/** Lets the person pick the branch to compare with; the first one is the most likely. */
export async function pickBranch(branches: readonly Branch[]): Promise<Branch | undefined> {
  const rows = branches.map((branch) => ({
    label: oneLine(branch.name),
    iconPath: new vscode.ThemeIcon('git-branch'),
    description: branch.isCurrent ? vscode.l10n.t('current branch: uncommitted changes') : '',
    branch,
  }));
  const picked = await vscode.window.showQuickPick(rows.map(plainRow), {
    title: vscode.l10n.t('Delete Files: References Removed on This Branch'),
    placeHolder: vscode.l10n.t('Compare with which branch?'),
    matchOnDescription: true,
  });
  return picked?.branch;
}
