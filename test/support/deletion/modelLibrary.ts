import type { Asset, Folder, LibraryItem } from '../../../src/api/asset';
import { targetKey, type Target } from '../../../src/core/target';
import { asset } from './targets';

/** A file of the model, with its older versions. */
interface ModelFile {
  readonly asset: Asset;
  readonly versionIds: Set<string>;
}

/** What exists, by ImageKit's rules, without any of its manners. */
export class ModelLibrary {
  readonly files = new Map<string, ModelFile>();
  readonly folders = new Map<string, Folder>();
  /** Rows that a lagging list still shows. */
  readonly ghosts: LibraryItem[] = [];
  #folders = 0;

  addFile(fileId: string, filePath: string, versions: readonly string[] = []): Asset {
    const file = asset(fileId, { filePath, versionId: `${fileId}-current` });
    this.files.set(fileId, { asset: file, versionIds: new Set(versions) });
    this.addFolder(parentOf(filePath));
    return file;
  }

  /** A folder with those above it. */
  addFolder(folderPath: string): void {
    if (folderPath === '/' || this.folders.has(folderPath)) return;
    this.addFolder(parentOf(folderPath));
    const name = folderPath.slice(folderPath.lastIndexOf('/') + 1);
    const times = { createdAt: undefined, updatedAt: undefined };
    const folderId = `folder-${(this.#folders += 1)}`;
    this.folders.set(folderPath, { type: 'folder', folderId, name, folderPath, ...times });
  }

  removeFile(fileId: string): void {
    const file = this.files.get(fileId);
    if (file) this.ghosts.push(file.asset);
    this.files.delete(fileId);
  }

  /** The folder with everything in it. */
  removeFolder(folderPath: string): void {
    const isInside = (path: string) => path.startsWith(`${folderPath}/`);
    for (const [fileId, file] of [...this.files]) {
      if (isInside(file.asset.filePath)) this.removeFile(fileId);
    }
    for (const [path, folder] of [...this.folders]) {
      if (path !== folderPath && !isInside(path)) continue;
      this.folders.delete(path);
      this.ghosts.push(folder);
    }
  }

  /** Direct children of a folder. */
  children(path: string): readonly LibraryItem[] {
    const items = [...this.files.values()].map((file) => file.asset);
    return [...items, ...this.folders.values()].filter((item) => parentOf(pathOf(item)) === path);
  }

  has(target: Target): boolean {
    switch (target.kind) {
      case 'asset':
        return this.files.has(target.asset.fileId);
      case 'version': {
        const { fileId, versionId } = target.version;
        const file = this.files.get(fileId);
        return file?.asset.versionId === versionId || file?.versionIds.has(versionId) === true;
      }
      case 'folder':
        return this.folders.has(target.folderPath);
    }
  }

  /** What somebody else does at the same time. */
  removeTarget(target: Target): void {
    switch (target.kind) {
      case 'asset':
        this.removeFile(target.asset.fileId);
        return;
      case 'version':
        this.files.get(target.version.fileId)?.versionIds.delete(target.version.versionId);
        return;
      case 'folder':
        throw new TypeError(`Not by somebody else: ${targetKey(target)}`);
    }
  }
}

/** `/` for what lies in the root. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** Where a row lies. */
export function pathOf(item: LibraryItem): string {
  return item.type === 'folder' ? item.folderPath : item.filePath;
}
