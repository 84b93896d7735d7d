import { CreationIndex } from './creationIndex';
import { Folder } from './folder';
import type { IdSource } from './ids';
import { segmentsOf, splitPath } from './paths';
import type { Attributes, Content, Place } from './storedFile';
import { StoredFile, Version } from './storedFile';

/** The media library: folders, files and their versions. Every change of them goes through here. */
export class Library {
  readonly root: Folder;
  readonly files = new Map<string, StoredFile>();
  private readonly index = new CreationIndex<Version>();

  constructor(
    private readonly ids: IdSource,
    createdAt: number,
  ) {
    this.root = new Folder(ids.next(createdAt), '', undefined, createdAt);
  }

  /** The current version of every file, oldest first. */
  currentVersions(): readonly Version[] {
    return this.index.all();
  }

  /** Bytes of all versions together. */
  storedBytes(): number {
    let bytes = 0;
    for (const { versions } of this.files.values()) {
      for (const { content } of versions) bytes += content.size;
    }
    return bytes;
  }

  /** The file at `/a/b.jpg`, if there is one. */
  fileAt(path: string): StoredFile | undefined {
    const { folderPath, name } = splitPath(path);
    return this.root.find(folderPath)?.files.get(name);
  }

  /** False for a folder that was deleted meanwhile. */
  has(folder: Folder): boolean {
    return this.root.find(folder.path) === folder;
  }

  /** The folder at a path, made with all its parents where missing. */
  ensureFolder(path: string, at: number): Folder {
    let folder = this.root;
    for (const segment of segmentsOf(path)) folder = this.folderIn(folder, segment, at);
    return folder;
  }

  /** The folder of that name in another, made where missing. */
  folderIn(parent: Folder, name: string, at: number): Folder {
    const folder = parent.folders.get(name) ?? new Folder(this.ids.next(at), name, parent, at);
    parent.folders.set(name, folder);
    return folder;
  }

  /** A new file, whose first version has the file's own id. */
  addFile(
    folder: Folder,
    name: string,
    content: Content,
    attributes: Attributes,
    at: number,
  ): StoredFile {
    const file = new StoredFile(this.ids.next(at), name, folder);
    folder.files.set(name, file);
    this.files.set(file.id, file);
    this.append(new Version(file, file.id, 1, content, attributes, at));
    return file;
  }

  /** A further version of a file, which becomes the current one. */
  addVersion(file: StoredFile, content: Content, attributes: Attributes, at: number): Version {
    this.index.remove(file.current);
    const id = this.ids.next(at);
    return this.append(new Version(file, id, file.lastNumber + 1, content, attributes, at));
  }

  /** Puts the versions of a file that moves onto `target` at the end of the target's history. */
  absorb(target: StoredFile, moved: StoredFile): void {
    this.deleteFile(moved);
    this.index.remove(target.current);
    for (const version of moved.versions) {
      version.file = target;
      version.number = target.lastNumber += 1;
    }
    target.versions = [...target.versions, ...moved.versions];
    this.index.add(target.current);
  }

  /** Makes an older version the current one. */
  restore(version: Version, at: number): void {
    const { file } = version;
    this.index.remove(file.current);
    file.versions = [...file.versions.filter((other) => other !== version), version];
    version.updatedAt = at;
    this.index.add(version);
  }

  /** Removes a version that is not the current one. */
  deleteVersion(version: Version): void {
    const { file } = version;
    file.versions = file.versions.filter((other) => other !== version);
  }

  /** Removes a file with all its versions. */
  deleteFile(file: StoredFile): void {
    file.folder.files.delete(file.name);
    this.files.delete(file.id);
    this.index.remove(file.current);
  }

  /** Removes a folder and all that is in it. */
  deleteFolder(folder: Folder): void {
    for (const file of folder.allFiles()) {
      this.files.delete(file.id);
      this.index.remove(file.current);
    }
    folder.parent?.folders.delete(folder.name);
  }

  /** Gives a file another folder, another name or both. The place must be free. */
  placeFile(file: StoredFile, folder: Place, name: string): void {
    file.folder.files.delete(file.name);
    file.folder = folder;
    file.name = name;
    folder.files.set(name, file);
  }

  /** Gives a folder another parent, another name or both. The place must be free. */
  placeFolder(folder: Folder, parent: Folder, name: string): void {
    folder.parent?.folders.delete(folder.name);
    folder.parent = parent;
    folder.name = name;
    parent.folders.set(name, folder);
  }

  private append(version: Version): Version {
    const { file } = version;
    file.versions = [...file.versions, version];
    file.lastNumber = version.number;
    this.index.add(version);
    return version;
  }
}
