import type { VideoFacts } from '../pictures/videoHeader';
import { versionToken } from './ids';
import { joinPath } from './paths';

/** ImageKit keeps at most this many versions of a file. */
export const MAX_VERSIONS = 100;

/** The bytes of a version and what is known without drawing them. */
export interface Content {
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  readonly hasAlpha?: boolean;
  readonly video?: VideoFacts;
  bytes(): Uint8Array;
}

/** A tag some recognition service gave, as the API lists it. */
export interface AiTag {
  readonly name: string;
  readonly confidence: number;
  readonly source: string;
}

/** What can be said about a version beside its bytes; replaced as a whole when it changes. */
export interface Attributes {
  readonly mime: string;
  readonly tags: readonly string[] | null;
  readonly aiTags: readonly AiTag[] | null;
  readonly customCoordinates: string | null;
  readonly customMetadata: Readonly<Record<string, unknown>>;
  readonly description: string | undefined;
  readonly isPrivate: boolean;
  readonly isPublished: boolean;
}

/** One version of a file. */
export class Version {
  /** How often it was published or unpublished; each time its delivery token changes. */
  publications = 0;
  updatedAt: number;

  constructor(
    public file: StoredFile,
    readonly id: string,
    /** The N of `Version N`. */
    public number: number,
    readonly content: Content,
    public attributes: Attributes,
    readonly createdAt: number,
  ) {
    this.updatedAt = createdAt;
  }

  /** Its `ik-obj-version` token. */
  get token(): string {
    return versionToken(this.id, this.publications);
  }

  /** False for an older version, and for one that was deleted. */
  get isCurrent(): boolean {
    return this.file.current === this;
  }
}

/** What a file needs of the folder it lies in. */
export interface Place {
  /** `/a/b`, no slash at the end; the root is `/`. */
  readonly path: string;
  readonly files: Map<string, StoredFile>;
}

/** A file of the library: an id, a place and at least one version. */
export class StoredFile {
  /** Oldest first; the last one is current. */
  versions: readonly Version[] = [];
  /** The N of the newest `Version N` so far; numbers are not given twice. */
  lastNumber = 0;

  constructor(
    readonly id: string,
    public name: string,
    public folder: Place,
  ) {}

  get path(): string {
    return joinPath(this.folder.path, this.name);
  }

  /** The version that the file's own URL serves. */
  get current(): Version {
    const current = this.versions.at(-1);
    if (current === undefined) throw new Error(`File ${this.id} has no version.`);
    return current;
  }
}
