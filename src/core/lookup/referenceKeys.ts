import type { PackedReferences } from '../packedReferences';
import type { FileFindings } from '../fileFindings';
import type { Reference } from '../reference';

/** One of a file's references, by its place among them: there is one of each, to be compared by. */
export interface Mentioned {
  readonly among: PackedReferences;
  readonly at: number;
}

/** What is found under a key: most are alone. */
type Keyed = Map<string, Mentioned | readonly Mentioned[]>;

/** References by what they name. */
export class ReferenceKeys {
  readonly #byId: Keyed = new Map();
  readonly #byPath: Keyed = new Map();
  readonly #byName: Keyed = new Map();
  readonly #byFullPath: Keyed = new Map();

  withId(fileId: string): readonly Mentioned[] {
    return listOf(this.#byId.get(fileId));
  }

  /** In NFC, as `withName`. */
  withPath(path: string): readonly Mentioned[] {
    return listOf(this.#byPath.get(path));
  }

  /** Texts that are this path and nothing else. */
  withFullPath(path: string): readonly Mentioned[] {
    return listOf(this.#byFullPath.get(path));
  }

  /** References to a name, and to any path that ends in it. */
  withName(name: string): readonly Mentioned[] {
    return listOf(this.#byName.get(name));
  }

  /** Takes in what a file says, step by step: it may say very much. */
  *adding(findings: FileFindings): Generator<void> {
    for (const [among, keysOf] of this.#listsOf(findings)) {
      let at = 0;
      for (const reference of among) {
        const mentioned = { among, at };
        for (const [map, key] of keysOf(reference)) put(map, key, mentioned);
        at += 1;
        yield;
      }
    }
  }

  remove(findings: FileFindings): void {
    const done = new Map<Keyed, Set<string>>();
    for (const [among, keysOf] of this.#listsOf(findings)) {
      for (const reference of among) {
        for (const [map, key] of keysOf(reference)) {
          const keys = done.get(map) ?? new Set();
          done.set(map, keys);
          if (keys.has(key)) continue;
          keys.add(key);
          removeFrom(map, key, findings.file);
        }
      }
    }
  }

  #listsOf({ references, paths }: FileFindings) {
    return [
      [references, (each: Reference) => this.#keysOf(each)],
      [paths, (each: Reference) => this.#fullPathsOf(each)],
    ] as const;
  }

  #fullPathsOf({ ref }: Reference): readonly (readonly [Keyed, string])[] {
    return ref.kind === 'path' ? ref.paths.map((path) => [this.#byFullPath, path] as const) : [];
  }

  #keysOf({ ref }: Reference): readonly (readonly [Keyed, string])[] {
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

function listOf(found: Mentioned | readonly Mentioned[] | undefined): readonly Mentioned[] {
  if (found === undefined) return [];
  return 'among' in found ? [found] : found;
}

function put(map: Keyed, key: string, mentioned: Mentioned): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, mentioned);
  else if ('among' in others) map.set(key, [others, mentioned]);
  // The array is this map's own.
  else (others as Mentioned[]).push(mentioned);
}

function removeFrom(map: Keyed, key: string, file: string): void {
  const [first, ...others] = listOf(map.get(key)).filter(({ among }) => among.file !== file);
  if (!first) map.delete(key);
  else map.set(key, others.length === 0 ? first : [first, ...others]);
}

function distinct(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)];
}
