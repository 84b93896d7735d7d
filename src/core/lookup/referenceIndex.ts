import type { FileFindings, Reference } from '../reference';
import { saysAnything } from '../reference';
import { composed } from '../finder/libraryPath';
import { ReferenceKeys } from './referenceKeys';
import { SiteFiles } from './siteFiles';

/** What is asked about an asset. */
export interface AssetKeys {
  readonly fileId: string;
  readonly filePath: string;
  readonly name: string;
}

/** Where an asset is mentioned. */
export interface Usage {
  /** Certain and likely references: the asset is in use. */
  readonly references: readonly Reference[];
  /** Weak ones: they don't prove a use, and forbid to call the asset unused. */
  readonly hints: readonly Reference[];
}

/**
 * What the files of one folder say, kept up to date file by file. A path without an endpoint in its
 * own file is promoted to `likely` while any file of the folder has one, unless it leads to a file of
 * the folder itself.
 */
export class ReferenceIndex {
  readonly #files = new Map<string, FileFindings>();
  /** Made by the first look-up, so that a search does not wait for it. */
  #keys: ReferenceKeys | undefined;
  #configuring = 0;
  /** The folder's own pictures, which the search tells. */
  readonly siteFiles = new SiteFiles();
  #folders: ReadonlySet<string> | undefined;

  /** Number of files that say anything. */
  get size(): number {
    return this.#files.size;
  }

  /** Takes the place of what was known about the file. */
  set(findings: FileFindings): void {
    this.delete(findings.file);
    if (!saysAnything(findings)) return;
    this.#files.set(findings.file, findings);
    if (findings.hasEndpoint) this.#configuring += 1;
    if (findings.folders.length > 0) this.#folders = undefined;
    this.#keys?.add(findings);
  }

  delete(file: string): void {
    const findings = this.#files.get(file);
    if (!findings) return;
    this.#files.delete(file);
    if (findings.hasEndpoint) this.#configuring -= 1;
    if (findings.folders.length > 0) this.#folders = undefined;
    this.#keys?.remove(findings);
  }

  /** Forgets all files below a folder, and tells which those were. */
  deleteFolder(folder: string): readonly string[] {
    const files = [...this.#files.keys()].filter((file) => file.startsWith(`${folder}/`));
    for (const file of files) this.delete(file);
    this.siteFiles.deleteFolder(folder);
    return files;
  }

  clear(): void {
    this.#files.clear();
    this.siteFiles.clear();
    this.#keys = undefined;
    this.#configuring = 0;
    this.#folders = undefined;
  }

  /** The references of a file, in its order. */
  inFile(file: string): readonly Reference[] {
    return (this.#files.get(file)?.references ?? []).map((each) => this.settled(each));
  }

  /** Every reference, file by file in the order of their names. */
  *all(): Generator<Reference> {
    const files = [...this.#files.keys()].sort();
    for (const file of files) yield* this.inFile(file);
  }

  /** Endpoints that the files configure, with those files. */
  endpoints(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const { file, endpoints } of this.#files.values()) {
      for (const endpoint of endpoints) found.set(endpoint, [...(found.get(endpoint) ?? []), file]);
    }
    return found;
  }

  /** References that give an id as a fileId, or as the file of a version. */
  withId(fileId: string): readonly Reference[] {
    return this.#settledAll(this.#named().withId(fileId));
  }

  /** References that can stand for a library path, in whichever Unicode form it is given. */
  withPath(filePath: string): readonly Reference[] {
    return this.#settledAll(this.#named().withPath(filePath.normalize('NFC')));
  }

  /** Where an asset is mentioned: by id, by path, or by something that has its name. */
  usage({ fileId, filePath, name }: AssetKeys): Usage {
    const exact = new Set([
      ...this.#named().withId(fileId),
      ...this.#named().withPath(filePath.normalize('NFC')),
      ...this.#belowEndpoints(filePath.normalize('NFC')),
    ]);
    const byName = this.#named().withName(name.normalize('NFC'));
    const settled = this.#settledAll(exact);
    const hints = this.#settledAll([...byName].filter((each) => !exact.has(each)));
    return {
      references: settled.filter(({ strength }) => strength !== 'weak'),
      hints: [...settled.filter(({ strength }) => strength === 'weak'), ...hints],
    };
  }

  /** A reference as the files around it make it: a path is `likely` where an endpoint is at hand. */
  settled(reference: Reference): Reference {
    if (!reference.needsEndpoint || this.#isLocal(reference)) return reference;
    return this.#configuring > 0
      ? { ...reference, strength: 'likely', needsEndpoint: false }
      : reference;
  }

  /** Paths that are joined to an endpoint which ends in the file's folder, or in one above. */
  #belowEndpoints(filePath: string): readonly Reference[] {
    this.#folders ??= new Set(
      [...this.#files.values()].flatMap(({ folders }) => folders.map(composed)),
    );
    const found: Reference[] = [];
    for (let at = filePath.indexOf('/', 1); at > 0; at = filePath.indexOf('/', at + 1)) {
      if (!this.#folders.has(filePath.slice(0, at))) continue;
      const below = this.#named().withPath(filePath.slice(at));
      found.push(...below.filter(({ ref }) => ref.kind === 'path'));
    }
    return found;
  }

  #isLocal({ ref }: Reference): boolean {
    return ref.kind === 'path' && this.siteFiles.has(ref.path);
  }

  #settledAll(references: Iterable<Reference>): readonly Reference[] {
    return [...references].map((each) => this.settled(each));
  }

  #named(): ReferenceKeys {
    if (this.#keys) return this.#keys;
    const keys = new ReferenceKeys();
    for (const findings of this.#files.values()) keys.add(findings);
    this.#keys = keys;
    return keys;
  }
}
