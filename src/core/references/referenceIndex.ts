import type { FileFindings, Reference } from './reference';

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
 * own file is promoted to `likely` while any file of the folder configures one.
 */
export class ReferenceIndex {
  readonly #files = new Map<string, FileFindings>();
  readonly #byId = new Map<string, Reference[]>();
  readonly #byPath = new Map<string, Reference[]>();
  readonly #byName = new Map<string, Reference[]>();
  #configuring = 0;

  /** Number of files that say anything. */
  get size(): number {
    return this.#files.size;
  }

  /** Takes the place of what was known about the file. */
  set(findings: FileFindings): void {
    this.delete(findings.file);
    if (findings.references.length === 0 && findings.endpoints.length === 0) return;
    this.#files.set(findings.file, findings);
    if (findings.endpoints.length > 0) this.#configuring += 1;
    this.#eachKey(findings, (map, key, reference) => {
      const others = map.get(key);
      if (others) others.push(reference);
      else map.set(key, [reference]);
    });
  }

  delete(file: string): void {
    const findings = this.#files.get(file);
    if (!findings) return;
    this.#files.delete(file);
    if (findings.endpoints.length > 0) this.#configuring -= 1;
    const keys = new Map<Map<string, Reference[]>, Set<string>>();
    this.#eachKey(findings, (map, key) => {
      keys.set(map, (keys.get(map) ?? new Set()).add(key));
    });
    for (const [map, ofFile] of keys) {
      for (const key of ofFile) {
        const others = map.get(key)?.filter(({ place }) => place.file !== file) ?? [];
        if (others.length === 0) map.delete(key);
        else map.set(key, others);
      }
    }
  }

  /** Forgets all files below a folder. */
  deleteFolder(folder: string): void {
    for (const file of this.#files.keys()) if (file.startsWith(`${folder}/`)) this.delete(file);
  }

  clear(): void {
    for (const map of [this.#files, this.#byId, this.#byPath, this.#byName]) map.clear();
    this.#configuring = 0;
  }

  /** The references of a file, in its order. */
  inFile(file: string): readonly Reference[] {
    return (this.#files.get(file)?.references ?? []).map((each) => this.#settled(each));
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
    return this.#settledAll(this.#byId.get(fileId));
  }

  /** References that can stand for a library path, in whichever Unicode form it is given. */
  withPath(filePath: string): readonly Reference[] {
    return this.#settledAll(this.#byPath.get(filePath.normalize('NFC')));
  }

  /** Where an asset is mentioned: by id, by path, or by something that has its name. */
  usage({ fileId, filePath, name }: AssetKeys): Usage {
    const exact = new Set([
      ...(this.#byId.get(fileId) ?? []),
      ...(this.#byPath.get(filePath.normalize('NFC')) ?? []),
    ]);
    const byName = this.#byName.get(name.normalize('NFC')) ?? [];
    const settled = this.#settledAll(exact);
    const hints = this.#settledAll([...byName].filter((each) => !exact.has(each)));
    return {
      references: settled.filter(({ strength }) => strength !== 'weak'),
      hints: [...settled.filter(({ strength }) => strength === 'weak'), ...hints],
    };
  }

  #settled(reference: Reference): Reference {
    return reference.needsEndpoint && this.#configuring > 0
      ? { ...reference, strength: 'likely', needsEndpoint: false }
      : reference;
  }

  #settledAll(references: Iterable<Reference> = []): readonly Reference[] {
    return [...references].map((each) => this.#settled(each));
  }

  #eachKey(
    { references }: FileFindings,
    visit: (map: Map<string, Reference[]>, key: string, reference: Reference) => void,
  ): void {
    for (const reference of references) {
      const { ref } = reference;
      if (ref.kind === 'id' || ref.kind === 'version') visit(this.#byId, ref.fileId, reference);
      else if (ref.kind === 'name') {
        for (const name of ref.names) visit(this.#byName, name, reference);
      } else {
        for (const path of keysOf(ref.paths)) visit(this.#byPath, path, reference);
        for (const name of keysOf(ref.paths.map(nameOf))) visit(this.#byName, name, reference);
      }
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function keysOf(texts: readonly string[]): Iterable<string> {
  return texts.length === 1
    ? texts.map((text) => text.normalize('NFC'))
    : new Set(texts.map((text) => text.normalize('NFC')));
}
