import type { FileFindings, Reference } from '../reference';

type Entry = readonly [map: Map<string, Reference[]>, key: string, reference: Reference];

/** References by what they name. */
export class ReferenceKeys {
  readonly #byId = new Map<string, Reference[]>();
  readonly #byPath = new Map<string, Reference[]>();
  readonly #byName = new Map<string, Reference[]>();
  readonly #byFullPath = new Map<string, Reference[]>();

  withId(fileId: string): readonly Reference[] {
    return this.#byId.get(fileId) ?? [];
  }

  /** In NFC, as `withName`. */
  withPath(path: string): readonly Reference[] {
    return this.#byPath.get(path) ?? [];
  }

  /** Texts that are this path and nothing else. */
  withFullPath(path: string): readonly Reference[] {
    return this.#byFullPath.get(path) ?? [];
  }

  /** References to a name, and to any path that ends in it. */
  withName(name: string): readonly Reference[] {
    return this.#byName.get(name) ?? [];
  }

  add(findings: FileFindings): void {
    for (const [map, key, reference] of this.#entriesOf(findings)) {
      const others = map.get(key);
      if (others) others.push(reference);
      else map.set(key, [reference]);
    }
  }

  remove(findings: FileFindings): void {
    const done = new Map<Map<string, Reference[]>, Set<string>>();
    for (const [map, key] of this.#entriesOf(findings)) {
      const keys = done.get(map) ?? new Set();
      done.set(map, keys);
      if (keys.has(key)) continue;
      keys.add(key);
      const others = map.get(key)?.filter(({ place }) => place.file !== findings.file) ?? [];
      if (others.length === 0) map.delete(key);
      else map.set(key, others);
    }
  }

  *#entriesOf({ references, paths }: FileFindings): Generator<Entry> {
    for (const reference of references) {
      for (const [map, key] of this.#keysOf(reference)) yield [map, key, reference];
    }
    for (const path of paths) {
      if (path.ref.kind !== 'path') continue;
      for (const key of path.ref.paths) yield [this.#byFullPath, key, path];
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
