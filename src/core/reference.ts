/** A URL endpoint of an account: `https://ik.imagekit.io/acme`, or `https://img.acme.com/prefix`. */
export interface Endpoint {
  readonly url: string;
}

interface PathFields {
  /** Decoded, in NFC, beginning with `/`: what is shown, and the key that paths are compared by. */
  readonly path: string;
  /**
   * The library paths it can stand for, spelled exactly, most likely first: as written, then in the
   * other Unicode form, then what a second endpoint or an SEO name allows. Never empty.
   */
  readonly paths: readonly string[];
}

/** A claim from a text or a list: what it names has not been looked up yet. */
export type AssetRef =
  | { readonly kind: 'id'; readonly fileId: string }
  | { readonly kind: 'version'; readonly fileId: string; readonly versionId: string }
  | ({
      readonly kind: 'url';
      /** Absolute, with every escape of the surrounding text removed. */
      readonly url: string;
      /** `ik-obj-version`, which selects one version's bytes. */
      readonly versionToken: string | undefined;
      /** The ImageKit id in a URL of the default host. */
      readonly account: string | undefined;
    } & PathFields)
  | ({ readonly kind: 'path' } & PathFields);

/** Only a file's name: any file that is called so may be meant. */
export interface NameRef {
  readonly kind: 'name';
  /** In NFC. */
  readonly name: string;
  /** Readings of the same text, `name` among them: a name with spaces, or its last word. */
  readonly names: readonly string[];
}

/** Where a reference stands. Line and column count from 1, in UTF-16 units, as VS Code shows them. */
export interface Place {
  /** Relative to the scanned folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/**
 * `certain`: an id or a full URL. `likely`: a path where ImageKit's endpoint is at hand.
 * `weak`: a file's name, or an id that its surroundings give to another system. A weak one never
 * makes a file referenced; it keeps a file from being called unused.
 */
export type Strength = 'certain' | 'likely' | 'weak';

/** One mention of an asset in a text. */
export interface Reference {
  readonly ref: AssetRef | NameRef;
  readonly place: Place;
  /** As it stands in the text, escapes and query included. */
  readonly value: string;
  readonly strength: Strength;
  /**
   * The text itself says that ImageKit is meant (a URL, a key such as `fileId`, an SDK's property).
   * Only such a reference may be called missing: most other 24-hex strings belong to other systems.
   */
  readonly named: boolean;
  /** A weak path that is `likely` as soon as a file of the same folder tree has an endpoint. */
  readonly needsEndpoint: boolean;
  /** A URL of the default host with an ImageKit id that no known endpoint has. */
  readonly otherAccount: boolean;
}

/**
 * A path of which a program fills parts in, or a folder whose files are meant: any file that fits may
 * be. It has a gap between each two of its pieces, which stands for any text.
 */
export interface PathPattern {
  /** Decoded, in NFC. An empty one at the beginning or the end leaves that open. */
  readonly pieces: readonly string[];
  /** The first piece stands at the library's root, or in a folder that an endpoint ends in. */
  readonly rooted: boolean;
  /** It is of the name alone: its gaps hold no slash. */
  readonly inName: boolean;
}

/** Where such a path stands. */
export interface PatternMention {
  readonly pattern: PathPattern;
  readonly place: Place;
}

/** What may mean an asset without naming it: no proof of a use, but it is not to be called unused. */
export interface Hint {
  /** `name`: it has the file's name. `pattern`: a program fills parts in. `folder`: it is above. */
  readonly by: 'name' | 'pattern' | 'folder';
  readonly place: Place;
}

/** Whether a reference may lead to a folder: then any file below is meant. */
export function mayBeFolder({
  ref,
  otherAccount,
}: Pick<Reference, 'ref' | 'otherAccount'>): boolean {
  return ref.kind === 'url' && !otherAccount && !/\.\w{2,5}$/.test(ref.path);
}
