import type { FileFindings, Reference } from '../reference';

/** References by what they name. */
export class ReferenceKeys {
  readonly #byId = new Map<string, Reference[]>();
  readonly #byPath = new Map<string, Reference[]>();
  readonly #byName = new Map<string, Reference[]>();

  withId(fileId: string): readonly Reference[] {
    return this.#byId.get(fileId) ?? [];
  }

  /** In NFC, as `withName`. */
  withPath(path: string): readonly Reference[] {
    return this.#byPath.get(path) ?? [];
  }

  /** References to a name, and to any path that ends in it. */
  withName(name: string): readonly Reference[] {
    return this.#byName.get(name) ?? [];
  }

  add({ references }: FileFindings): void {
    for (const reference of references) {
      for (const [map, key] of this.#keysOf(reference)) {
        const others = map.get(key);
        if (others) others.push(reference);
        else map.set(key, [reference]);
      }
    }
  }

  remove({ file, references }: FileFindings): void {
    const done = new Set<string>();
    for (const reference of references) {
      for (const [map, key] of this.#keysOf(reference)) {
        const mark = `${map === this.#byId ? 'i' : map === this.#byPath ? 'p' : 'n'}${key}`;
        if (done.has(mark)) continue;
        done.add(mark);
        const others = map.get(key)?.filter(({ place }) => place.file !== file) ?? [];
        if (others.length === 0) map.delete(key);
        else map.set(key, others);
      }
    }
  }

  #keysOf({ ref }: Reference): readonly (readonly [Map<string, Reference[]>, string])[] {
    switch (ref.kind) {
      case 'id':
      case 'version':
        return [[this.#byId, ref.fileId]];
      case 'name':
        return ref.names.map((name) => [this.#byName, name] as const);
      case 'url':
      case 'path': {
        const paths = distinct(ref.paths.map((path) => path.normalize('NFC')));
        const names = distinct(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)));
        return [
          ...paths.map((path) => [this.#byPath, path] as const),
          ...names.map((name) => [this.#byName, name] as const),
        ];
      }
    }
  }
}

function distinct(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)];
}
