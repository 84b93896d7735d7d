import type { Asset, LibraryItem } from '../../api/asset';
import { pages } from '../../api/pages';
import { searchQuery } from '../../api/search';
import type { Resolved, ResolveOptions } from './resolved';

/** Names in one query: with long names it stays far below what servers take as a URI. */
const namesPerQuery = 20;

/**
 * Files and folders by their exact path. ImageKit can't search for a path, so each folder is asked for
 * the names at once, and the rows are compared here.
 */
export class PathLookUp {
  private readonly found = new Map<string, Asset[]>();
  private readonly folders = new Set<string>();

  constructor(private readonly options: Pick<ResolveOptions, 'client' | 'signal'>) {}

  /**
   * Loads what is needed to `find` each list of candidate paths: all of them, since a second file that
   * fits must not go unnoticed.
   */
  async load(
    candidates: readonly (readonly string[])[],
    onProgress: (done: number) => void,
  ): Promise<void> {
    await this.ask(new Set(candidates.flat()));
    onProgress(candidates.filter((each) => this.find(each).kind !== 'notFound').length);
  }

  /**
   * The file at the candidate path that has one, else the folder; which of several files is meant
   * can't be told.
   */
  find(paths: readonly string[]): Resolved {
    const [asset, ...others] = paths.flatMap((path) => this.found.get(path) ?? []);
    if (!asset) {
      const folderPath = paths.find((path) => this.folders.has(path));
      return folderPath === undefined ? { kind: 'notFound' } : { kind: 'folder', folderPath };
    }
    return others.length === 0
      ? { kind: 'found', asset }
      : { kind: 'ambiguous', assets: [asset, ...others] };
  }

  private async ask(paths: ReadonlySet<string>): Promise<void> {
    const namesByFolder = new Map<string, string[]>();
    for (const path of paths) {
      const slash = path.lastIndexOf('/');
      const folder = path.slice(0, slash) || '/';
      const names = namesByFolder.get(folder) ?? [];
      names.push(path.slice(slash + 1));
      namesByFolder.set(folder, names);
    }
    for (const [folder, names] of namesByFolder) {
      for (let start = 0; start < names.length; start += namesPerQuery) {
        await this.askFolder(folder, names.slice(start, start + namesPerQuery));
      }
    }
  }

  private async askFolder(folder: string, names: readonly string[]): Promise<void> {
    const query = searchQuery({
      kind: 'all',
      of: [
        {
          kind: 'any',
          of: [
            { kind: 'type', is: 'file' },
            { kind: 'type', is: 'folder' },
          ],
        },
        { kind: 'folder', match: 'is', path: folder },
        { kind: 'any', of: names.map((value) => ({ kind: 'name', match: 'is', value })) },
      ],
    });
    // A name that can't be put into a query safely: the folder is listed instead.
    const asked =
      query === undefined ? { path: folder, type: 'all' as const } : { searchQuery: query };
    const wanted = new Set(
      names.map((name) => (folder === '/' ? `/${name}` : `${folder}/${name}`)),
    );
    const { client, signal } = this.options;
    for await (const page of pages(client, asked, signal)) {
      for (const item of page) this.keep(item, wanted);
    }
  }

  private keep(item: LibraryItem, wanted: ReadonlySet<string>): void {
    if (item.type === 'folder' && wanted.has(item.folderPath)) this.folders.add(item.folderPath);
    if (item.type !== 'file' || !wanted.has(item.filePath)) return;
    const others = this.found.get(item.filePath) ?? [];
    if (others.some(({ fileId }) => fileId === item.fileId)) return;
    this.found.set(item.filePath, [...others, item]);
  }
}
