import type { PackedReferences } from './packedReferences';
import { noReferences } from './packedReferences';
import type { PatternMention } from './reference';

/** What one file says. */
export interface FileFindings {
  readonly file: string;
  /** In the order of the text. */
  readonly references: PackedReferences;
  /** Endpoints that the file configures, such as `https://ik.imagekit.io/acme`. */
  readonly endpoints: readonly string[];
  /** Folders, as `/shop`, that its endpoints and other URLs without a file lead to. */
  readonly folders: readonly string[];
  /**
   * Texts that are a path from the root and nothing else: each is a reference if the library has a
   * file there. Weak, since most are routes and files of the site.
   */
  readonly paths: PackedReferences;
  /** Paths with gaps, and folders. */
  readonly patterns: readonly PatternMention[];
  /** A reference is a URL without a file's ending: it may lead to a folder, and any file in it. */
  readonly hasFolderUrl: boolean;
  /** It configures or uses an endpoint, maybe by a name alone whose value stands elsewhere. */
  readonly hasEndpoint: boolean;
}

/** Whether a file's findings are worth keeping. */
export function saysAnything({ references, paths, patterns, hasEndpoint }: FileFindings): boolean {
  return references.length > 0 || paths.length > 0 || patterns.length > 0 || hasEndpoint;
}

/** What a file without any of it says. */
export function noFindings(file: string): FileFindings {
  return {
    file,
    references: noReferences,
    endpoints: none,
    folders: none,
    paths: noReferences,
    patterns: none,
    hasFolderUrl: false,
    hasEndpoint: false,
  };
}

const none: readonly never[] = [];
