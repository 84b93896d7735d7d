import type { SearchScope } from '../../core/scope/searchScope';
import { closedFolders, isEnvFile, pathFilter } from '../../core/scope/searchScope';
import { runRipgrep } from './ripgrepProcess';

/** How the files of a folder divide, by their paths alone. */
export interface Listing {
  /** Files that a search looks at, unless they are too large. */
  readonly searchable: number;
  readonly excluded: number;
  readonly binary: number;
  /** Relative paths of the `.env` files among the searchable. */
  readonly envFiles: readonly string[];
}

/** A folder and how it is listed. */
export interface ListedFolder {
  readonly program: string;
  readonly folder: string;
  readonly scope: SearchScope;
  /** Is told each file of the list. */
  readonly onFile?: (path: string) => void;
  readonly signal: AbortSignal;
}

/** ripgrep's flags for Git's rules, without those of other tools. */
export function ignoring({ skipIgnored }: SearchScope): readonly string[] {
  return skipIgnored ? ['--no-ignore-dot', '--no-require-git'] : ['--no-ignore'];
}

/** ripgrep's flags for the largest file that is searched. */
export function sizeLimit({ maxFileSize }: SearchScope): readonly string[] {
  return ['--max-filesize', String(maxFileSize)];
}

/** Lists a folder's files with some of the flags above; no file is opened. */
export async function listFiles(
  { program, folder, scope, onFile, signal }: ListedFolder,
  flags: readonly string[],
): Promise<Listing> {
  const args = [
    ...['--files', '--null', '--no-config', '--hidden', '--path-separator', '/'],
    ...flags,
    ...closedFolders.flatMap((each) => ['--glob', `!${each}/`]),
    ...['--', '.'],
  ];
  const filter = pathFilter(scope);
  const count = { searchable: 0, excluded: 0, binary: 0 };
  const envFiles: string[] = [];
  for await (const paths of runRipgrep({ program, folder, args, separator: '\0', signal })) {
    for (const dotted of paths) {
      const path = dotted.startsWith('./') ? dotted.slice(2) : dotted;
      onFile?.(path);
      const reason = filter(path);
      count[reason ?? 'searchable'] += 1;
      if (reason === undefined && isEnvFile(path)) envFiles.push(path);
    }
  }
  return { ...count, envFiles };
}

/** The number of files that were listed. */
export function listedFiles({ searchable, excluded, binary }: Listing): number {
  return searchable + excluded + binary;
}
