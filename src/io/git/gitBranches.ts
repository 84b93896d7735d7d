import type { GitFolder } from './git';
import { readGit } from './git';

/** A branch, as Git names it in full (`refs/heads/main`) and as people do (`main`, `origin/main`). */
export interface Branch {
  readonly ref: string;
  readonly name: string;
  readonly isCurrent: boolean;
}

/** Where work goes in the end, by the names that people give it. */
const usualTrunks = [
  'refs/heads/main',
  'refs/heads/master',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
];

/**
 * The branches of a repository, the one that others most likely leave from first (what the remote
 * calls its default, else `main` or `master`), then those with the latest commits. Throws `GitError`.
 */
export async function listBranches(git: GitFolder): Promise<readonly Branch[]> {
  const format = ['refname', 'refname:short', 'symref', 'HEAD'].map((field) => `%(${field})`);
  const listed = await readGit(git, [
    'for-each-ref',
    '--sort=-committerdate',
    `--format=${format.join('%00')}`,
    'refs/heads',
    'refs/remotes',
  ]);
  const branches: Branch[] = [];
  const defaults: string[] = [];
  for (const line of listed.split('\n')) {
    const [ref, name, target, head] = line.split('\0');
    if (ref === undefined || name === undefined) continue;
    if (target) defaults.push(target);
    else branches.push({ ref, name, isCurrent: head === '*' });
  }
  const trunk = [...defaults, ...usualTrunks].find((ref) =>
    branches.some((branch) => branch.ref === ref),
  );
  return [
    ...branches.filter(({ ref }) => ref === trunk),
    ...branches.filter(({ ref }) => ref !== trunk),
  ];
}
