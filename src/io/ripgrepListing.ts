import type { SearchScope } from '../core/references/searchScope';
import { closedFolders, isEnvFile, pathFilter } from '../core/references/searchScope';
import { runRipgrep } from './ripgrepProcess';

/** How the files of a folder divide, by their paths alone. */
export interface Listing {
  /** Files that a search looks at, unless they are too large. */
  readonly searchable: number;
  /** How many of them are not too large; only counted where ripgrep searches more than these. */
  readonly small: number | undefined;
  readonly excluded: number;
  readonly binary: number;
  readonly ignored: number;
  /** Relative paths of `.env` files that Git ignores. */
  readonly ignoredEnvFiles: readonly string[];
}

/** ripgrep's flags for Git's rules, without those of other tools. */
export function ignoring({ skipIgnored }: SearchScope): readonly string[] {
  return skipIgnored ? ['--no-ignore-dot', '--no-require-git'] : ['--no-ignore'];
}

/** ripgrep's flags for the largest file that is searched. */
export function sizeLimit({ maxFileSize }: SearchScope): readonly string[] {
  return ['--max-filesize', String(maxFileSize)];
}

interface Folder {
  readonly program: string;
  readonly folder: string;
  readonly scope: SearchScope;
  readonly signal: AbortSignal;
}

/** Lists a folder's files twice, with and without Git's rules; no file is opened. */
export async function listFiles(folder: Folder): Promise<Listing> {
  const filter = pathFilter(folder.scope);
  const count = { searchable: 0, excluded: 0, binary: 0 };
  const seenEnv = new Set<string>();
  let visible = 0;
  const countVisible = paths(folder, ignoring(folder.scope), (path) => {
    visible += 1;
    const reason = filter(path);
    if (reason === 'excluded' || reason === 'binary') count[reason] += 1;
    else count.searchable += 1;
    if (isEnvFile(path)) seenEnv.add(path);
  });
  let small = 0;
  const sifted = folder.scope.include.length > 0;
  const countSmall = sifted
    ? paths(folder, [...ignoring(folder.scope), ...sizeLimit(folder.scope)], (path) => {
        if (filter(path) === undefined) small += 1;
      })
    : undefined;
  let all = 0;
  const env: string[] = [];
  const countAll = folder.scope.skipIgnored
    ? paths(folder, ['--no-ignore'], (path) => {
        all += 1;
        if (isEnvFile(path) && filter(path) === undefined) env.push(path);
      })
    : undefined;
  await Promise.all([countVisible, countSmall, countAll]);
  const ignoredEnvFiles = env.filter((path) => !seenEnv.has(path)).sort();
  const ignored = Math.max(0, all - visible);
  return { ...count, small: sifted ? small : undefined, ignored, ignoredEnvFiles };
}

async function paths(
  { program, folder, signal }: Folder,
  flags: readonly string[],
  visit: (path: string) => void,
): Promise<void> {
  const args = [
    ...['--files', '--null', '--no-config', '--hidden', '--path-separator', '/'],
    ...flags,
    ...closedFolders.flatMap((each) => ['--glob', `!${each}/`]),
    ...['--', '.'],
  ];
  const run = runRipgrep({ program, folder, args, separator: '\0', signal });
  for await (const group of run) for (const path of group) visit(path.replace(/^\.\//, ''));
}
