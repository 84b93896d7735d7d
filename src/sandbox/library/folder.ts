import { joinPath, segmentsOf } from './paths';
import type { Place, StoredFile } from './storedFile';

/** A folder of the library. Its path is read off its parents, so a move changes one link. */
export class Folder implements Place {
  readonly folders = new Map<string, Folder>();
  readonly files = new Map<string, StoredFile>();
  updatedAt: number;

  constructor(
    readonly id: string,
    public name: string,
    public parent: Folder | undefined,
    readonly createdAt: number,
  ) {
    this.updatedAt = createdAt;
  }

  /** `/a/b`, no slash at the end; the root is `/`. */
  get path(): string {
    return this.parent === undefined ? '/' : joinPath(this.parent.path, this.name);
  }

  /** The folder at a path below this one, if it exists. */
  find(path: string): Folder | undefined {
    const [first, ...rest] = segmentsOf(path);
    return first === undefined ? this : this.folders.get(first)?.find(rest.join('/'));
  }

  /** This folder's folders, all levels, each before its own. */
  *allFolders(): Generator<Folder> {
    for (const folder of this.folders.values()) {
      yield folder;
      yield* folder.allFolders();
    }
  }

  /** The files in this folder and all below it. */
  *allFiles(): Generator<StoredFile> {
    yield* this.files.values();
    for (const folder of this.folders.values()) yield* folder.allFiles();
  }

  /** Files, folders and file versions below this folder: what a folder deletion is measured by. */
  countNested(): number {
    let count = 0;
    for (const file of this.files.values()) count += file.versions.length;
    for (const folder of this.folders.values()) count += 1 + folder.countNested();
    return count;
  }
}
