import type { FileFindings, Hint, PatternMention, Reference } from '../reference';
import { saysAnything } from '../reference';
import { composed } from '../finder/libraryPath';
import { folderPattern } from '../finder/patternMentions';
import { PatternIndex } from './patternIndex';
import { Places } from './places';
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
  readonly hints: readonly UsageHint[];
}

/** A hint with the URL that it stands in, if any: that may be another account's. */
export interface UsageHint extends Hint {
  readonly url: string | undefined;
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
  #patterns: PatternIndex | undefined;

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
    this.#outdate(findings);
    this.#keys?.add(findings);
  }

  delete(file: string): void {
    const findings = this.#files.get(file);
    if (!findings) return;
    this.#files.delete(file);
    if (findings.hasEndpoint) this.#configuring -= 1;
    this.#outdate(findings);
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
    this.#patterns = undefined;
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

  /**
   * Whether anything can stand for a library path: a reference, the path itself as a text, or a
   * pattern that it fits. Mentions of its name alone don't count.
   */
  mentionsPath(filePath: string): boolean {
    const path = filePath.normalize('NFC');
    const keys = this.#named();
    if (keys.withPath(path).length > 0 || keys.withFullPath(path).length > 0) return true;
    return this.#patternsOf().fitting(path, this.#basesOf(path)).length > 0;
  }

  /**
   * Where an asset is mentioned: by id, by path, or by something that may mean it. A text that is
   * exactly its path is a use of it, wherever it stands.
   */
  usage({ fileId, filePath, name }: AssetKeys): Usage {
    const path = filePath.normalize('NFC');
    const keys = this.#named();
    const bases = this.#basesOf(path);
    const exact = new Set([
      ...keys.withId(fileId),
      ...keys.withPath(path),
      ...this.#belowEndpoints(path, bases),
    ]);
    const settled = this.#settledAll(exact);
    const strong = settled.filter(({ strength }) => strength !== 'weak');
    const taken = new Places(strong);
    const full = keys.withFullPath(path);
    const bare = full.filter((each) => !this.#isLocal(each) && taken.add(each.place));
    const references = [
      ...strong,
      ...bare.map((each) => ({ ...each, strength: 'likely' as const })),
    ];
    const byName = this.#settledAll(
      [...keys.withName(name.normalize('NFC'))].filter((each) => !exact.has(each)),
    );
    const local = full.filter((each) => this.#isLocal(each));
    const weak = [...settled.filter(({ strength }) => strength === 'weak'), ...local, ...byName];
    const hints = weak.map((each): UsageHint => ({
      by: 'name',
      place: each.place,
      url: urlOf(each),
    }));
    const patterns = this.#patternsOf().fitting(path, bases);
    return {
      references,
      // Where a path is put together, that says more than the name at its end.
      hints: [...patterns.map(hintOf), ...hints].filter(({ place }) => taken.add(place)),
    };
  }

  /** A reference as the files around it make it: a path is `likely` where an endpoint is at hand. */
  settled(reference: Reference): Reference {
    if (!reference.needsEndpoint || this.#isLocal(reference)) return reference;
    return this.#configuring > 0
      ? { ...reference, strength: 'likely', needsEndpoint: false }
      : reference;
  }

  /** The folders above a file that an endpoint ends in. */
  #basesOf(filePath: string): readonly string[] {
    this.#folders ??= new Set(
      [...this.#files.values()].flatMap(({ folders }) => folders.map(composed)),
    );
    const bases: string[] = [];
    for (let at = filePath.indexOf('/', 1); at > 0; at = filePath.indexOf('/', at + 1)) {
      const folder = filePath.slice(0, at);
      if (this.#folders.has(folder)) bases.push(folder);
    }
    return bases;
  }

  /** Paths that are joined to an endpoint which ends in the file's folder, or in one above. */
  #belowEndpoints(filePath: string, bases: readonly string[]): readonly Reference[] {
    return bases.flatMap((base) =>
      this.#named()
        .withPath(filePath.slice(base.length))
        .filter(({ ref }) => ref.kind === 'path'),
    );
  }

  #patternsOf(): PatternIndex {
    this.#patterns ??= new PatternIndex(
      [...this.#files.values()].flatMap(({ patterns, references }) => [
        ...patterns,
        ...references.flatMap(folderMention),
      ]),
    );
    return this.#patterns;
  }

  #outdate({ folders, patterns, references }: FileFindings): void {
    if (folders.length > 0) this.#folders = undefined;
    if (patterns.length > 0 || references.some(mayBeFolder)) this.#patterns = undefined;
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

/** A delivery URL without a file's ending may lead to a folder: then any file below is meant. */
function mayBeFolder({ ref, otherAccount }: Reference): boolean {
  return ref.kind === 'url' && !otherAccount && !/\.\w{2,5}$/.test(ref.path);
}

function folderMention(reference: Reference): readonly PatternMention[] {
  if (!mayBeFolder(reference) || reference.ref.kind !== 'url') return [];
  return reference.ref.paths.map((path) => ({
    pattern: folderPattern(path),
    place: reference.place,
  }));
}

function hintOf({ pattern: { pieces, rooted }, place }: PatternMention): UsageHint {
  const isFolder = rooted && pieces.length === 2 && pieces[0]?.endsWith('/') && pieces[1] === '';
  return { by: isFolder ? 'folder' : 'pattern', place, url: undefined };
}

function urlOf({ ref }: Reference): string | undefined {
  return ref.kind === 'url' ? ref.url : undefined;
}
