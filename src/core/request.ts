import type { AssetRef, Place } from './reference';

/** What a source asks to delete, before the server has been asked whether it exists. */
export interface Claim {
  readonly ref: AssetRef | FolderRef;
  /** What a row of a list calls it besides: all of it must lead to the same file. */
  readonly also?: readonly AssetRef[];
  /** Where it was found, when it came from a text. */
  readonly source: Place | undefined;
}

/** A folder with everything in it; only the tree can name one. */
export interface FolderRef {
  readonly kind: 'folder';
  /** From the root, beginning with `/`, without a trailing slash. */
  readonly folderPath: string;
}

/** A claim that led to no target. */
export interface Unresolved extends Claim {
  readonly why:
    | { readonly kind: 'notFound' }
    /** The file is there, and has no such version. */
    | { readonly kind: 'noVersion'; readonly filePath: string }
    /** It was there once, and now neither it nor an answer that it is gone was seen. */
    | { readonly kind: 'unseen' }
    /** The id is a folder's: those are deleted from the tree only. */
    | { readonly kind: 'folder'; readonly folderPath: string }
    /** A delivery URL of none of the active account's endpoints. */
    | { readonly kind: 'otherAccount'; readonly account: string }
    /** More than one file fits. */
    | { readonly kind: 'ambiguous'; readonly filePaths: readonly string[] }
    /** The id, the URL and the path of one row lead to these different files. */
    | { readonly kind: 'contradiction'; readonly filePaths: readonly string[] };
}

/** Whether the account holds no such thing. */
export function isMissing({ why }: Unresolved): boolean {
  return why.kind === 'notFound' || why.kind === 'noVersion';
}
