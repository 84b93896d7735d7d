import type { FileFindings } from '../fileFindings';
import type { Hint, PatternMention, Reference } from '../reference';
import { saysAnything } from '../fileFindings';
import { mayBeFolder } from '../reference';
import { composed } from '../finder/address/libraryPath';
import type { KeyOf } from '../scope/fileKeys';
import { folderPattern } from '../finder/patternMentions';
import { PatternIndex } from './patternIndex';
import { Places } from './places';
import type { Mentioned } from './referenceKeys';
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
  private readonly files = new Map<string, FileFindings>();
  /** Made by `prepare`, or by the first look-up. */
  private keys: ReferenceKeys | undefined;
  /** Another one after each change. */
  private state = {};
  private configuring = 0;
  /** The folder's own pictures, which the search tells. */
  readonly siteFiles = new SiteFiles();
  private folders: ReadonlySet<string> | undefined;
  private patterns: PatternIndex | undefined;
  /** The files by what their spellings have in common; made when it is needed. */
  private spellings: ReadonlyMap<string, string> | undefined;

  /** `keyOf`: how the disk compares paths, where a file is asked for in another spelling. */
  constructor(private readonly keyOf?: KeyOf) {}

  /** Number of files that say anything. */
  get size(): number {
    return this.files.size;
  }

  /** Takes the place of what was known about the file. */
  set(findings: FileFindings): void {
    this.delete(findings.file);
    if (!saysAnything(findings)) return;
    this.files.set(findings.file, findings);
    this.spellings = undefined;
    if (findings.hasEndpoint) this.configuring += 1;
    this.outdate(findings);
    if (isLarge(findings)) this.keys = undefined;
    else if (this.keys) finish(this.keys.adding(findings));
  }

  delete(file: string): void {
    const findings = this.files.get(file);
    if (!findings) return;
    this.files.delete(file);
    this.spellings = undefined;
    if (findings.hasEndpoint) this.configuring -= 1;
    this.outdate(findings);
    if (isLarge(findings)) this.keys = undefined;
    else this.keys?.remove(findings);
  }

  /**
   * Makes ready for look-ups, which takes a second for some hundred thousand references: `pause` lets
   * others have their turn. A look-up before it has ended, or after a file that says very much has
   * changed, makes it at one go.
   */
  async prepare(pause: () => Promise<void>): Promise<void> {
    while (!this.keys) {
      const state = this.state;
      const keys = new ReferenceKeys();
      const steps = this.entering(keys);
      let isDone = false;
      while (!isDone && this.state === state) {
        isDone = steps.next().done === true;
        await pause();
      }
      if (this.state === state) this.keys = keys;
    }
  }

  /** Forgets all files below a folder, and tells which those were. */
  deleteFolder(folder: string): readonly string[] {
    const files = this.below(folder);
    for (const file of files) this.delete(file);
    this.siteFiles.deleteFolder(folder);
    return files;
  }

  clear(): void {
    this.files.clear();
    this.spellings = undefined;
    this.state = {};
    this.siteFiles.clear();
    this.keys = undefined;
    this.configuring = 0;
    this.folders = undefined;
    this.patterns = undefined;
  }

  /** The references of a file, in its order. */
  inFile(file: string): readonly Reference[] {
    return [...this.allIn(this.spelled(file))];
  }

  /** A file as it is spelled here, when it says anything; else as it is asked for. */
  spelled(file: string): string {
    const { keyOf } = this;
    if (!keyOf || this.files.has(file)) return file;
    this.spellings ??= new Map(Array.from(this.files.keys(), (each) => [keyOf(each), each]));
    return this.spellings.get(keyOf(file)) ?? file;
  }

  /** Every reference, file by file in the order of their names. */
  *all(): Generator<Reference> {
    const files = [...this.files.keys()].sort();
    for (const file of files) yield* this.allIn(file);
  }

  /** Endpoints that the files configure, with those files. */
  endpoints(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const { file, endpoints } of this.files.values()) {
      for (const endpoint of endpoints) found.set(endpoint, [...(found.get(endpoint) ?? []), file]);
    }
    return found;
  }

  /** References that give an id as a fileId, or as the file of a version. */
  withId(fileId: string): readonly Reference[] {
    return this.allInContext(this.named().withId(fileId));
  }

  /** References that can stand for a library path, in whichever Unicode form it is given. */
  withPath(filePath: string): readonly Reference[] {
    return this.allInContext(this.named().withPath(filePath.normalize('NFC')));
  }

  /**
   * Whether anything can stand for a library path: a reference, the path itself as a text, or a
   * pattern that it fits. Mentions of its name alone don't count.
   */
  mentionsPath(filePath: string): boolean {
    const path = filePath.normalize('NFC');
    const keys = this.named();
    if (keys.withPath(path).length > 0 || keys.withFullPath(path).length > 0) return true;
    return this.patternsOf().fitting(path, this.basesOf(path)).length > 0;
  }

  /**
   * Where an asset is mentioned: by id, by path, or by something that may mean it. A text that is
   * exactly its path is a use of it, wherever it stands.
   */
  usage({ fileId, filePath, name }: AssetKeys): Usage {
    const path = filePath.normalize('NFC');
    const keys = this.named();
    const bases = this.basesOf(path);
    const mentioned = new Set([
      ...keys.withId(fileId),
      ...keys.withPath(path),
      ...this.belowEndpoints(path, bases),
    ]);
    const exact = this.allInContext(mentioned);
    const strong = exact.filter(({ strength }) => strength !== 'weak');
    const taken = new Places(strong);
    const full = keys.withFullPath(path).map(mentionOf);
    const bare = full.filter((each) => !this.isLocal(each) && taken.add(each.place));
    const references = [
      ...strong,
      ...bare.map((each) => ({ ...each, strength: 'likely' as const })),
    ];
    const byName = this.allInContext(
      [...keys.withName(name.normalize('NFC'))].filter((each) => !mentioned.has(each)),
    );
    const local = full.filter((each) => this.isLocal(each));
    const weak = [...exact.filter(({ strength }) => strength === 'weak'), ...local, ...byName];
    const hints = weak.map((each): UsageHint => ({
      by: 'name',
      place: each.place,
      url: urlOf(each),
    }));
    const patterns = this.patternsOf().fitting(path, bases);
    return {
      references,
      // Where a path is put together, that says more than the name at its end.
      hints: [...patterns.map(hintOf), ...hints].filter(({ place }) => taken.add(place)),
    };
  }

  /** A reference as the files around it make it: a path is `likely` where an endpoint is at hand. */
  inContext(reference: Reference): Reference {
    if (!reference.needsEndpoint || this.isLocal(reference)) return reference;
    return this.configuring > 0
      ? { ...reference, strength: 'likely', needsEndpoint: false }
      : reference;
  }

  private below(folder: string): readonly string[] {
    const files = [...this.files.keys()];
    const exactly = files.filter((file) => file.startsWith(`${folder}/`));
    const { keyOf } = this;
    if (!keyOf || exactly.length > 0) return exactly;
    const key = keyOf(`${folder}/`);
    return files.filter((file) => keyOf(file).startsWith(key));
  }

  /** The folders above a file that an endpoint ends in. */
  private basesOf(filePath: string): readonly string[] {
    this.folders ??= new Set(
      [...this.files.values()].flatMap(({ folders }) => folders.map(composed)),
    );
    const bases: string[] = [];
    for (let at = filePath.indexOf('/', 1); at > 0; at = filePath.indexOf('/', at + 1)) {
      const folder = filePath.slice(0, at);
      if (this.folders.has(folder)) bases.push(folder);
    }
    return bases;
  }

  /** Paths that are joined to an endpoint which ends in the file's folder, or in one above. */
  private belowEndpoints(filePath: string, bases: readonly string[]): readonly Mentioned[] {
    return bases.flatMap((base) =>
      this.named()
        .withPath(filePath.slice(base.length))
        .filter((each) => mentionOf(each).ref.kind === 'path'),
    );
  }

  private patternsOf(): PatternIndex {
    this.patterns ??= new PatternIndex(
      [...this.files.values()].flatMap(({ patterns, references, hasFolderUrl }) => [
        ...patterns,
        ...(hasFolderUrl ? [...references].flatMap(folderMention) : []),
      ]),
    );
    return this.patterns;
  }

  private outdate({ folders, patterns, hasFolderUrl }: FileFindings): void {
    this.state = {};
    if (folders.length > 0) this.folders = undefined;
    if (patterns.length > 0 || hasFolderUrl) this.patterns = undefined;
  }

  private isLocal({ ref }: Reference): boolean {
    return ref.kind === 'path' && this.siteFiles.has(ref.path);
  }

  private *allIn(file: string): Generator<Reference> {
    for (const each of this.files.get(file)?.references ?? []) yield this.inContext(each);
  }

  private allInContext(mentioned: Iterable<Mentioned>): readonly Reference[] {
    return Array.from(mentioned, (each) => this.inContext(mentionOf(each)));
  }

  private named(): ReferenceKeys {
    if (this.keys) return this.keys;
    const keys = new ReferenceKeys();
    finish(this.entering(keys));
    this.keys = keys;
    return keys;
  }

  private *entering(keys: ReferenceKeys): Generator<void> {
    for (const findings of this.files.values()) yield* keys.adding(findings);
  }
}

/** So many references are looked through in some milliseconds. */
const mostAtOnce = 5000;

function isLarge({ references, paths }: FileFindings): boolean {
  return references.length + paths.length > mostAtOnce;
}

function finish(steps: Generator<void>): void {
  for (let step = steps.next(); !step.done; step = steps.next());
}

function mentionOf({ among, at }: Mentioned): Reference {
  return among.at(at);
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
