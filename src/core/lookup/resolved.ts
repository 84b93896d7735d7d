import type { Asset } from '../../api/asset';
import type { ImageKitClient } from '../../api/client';

/** What the library says about a reference. */
export type Resolved =
  | { readonly kind: 'found'; readonly asset: Asset }
  | { readonly kind: 'notFound' }
  /** The id is a folder's. */
  | { readonly kind: 'folder'; readonly folderPath: string }
  /** A delivery URL of none of the account's endpoints; `account` names whose it seems to be. */
  | { readonly kind: 'otherAccount'; readonly account: string }
  /** More than one file fits. */
  | { readonly kind: 'ambiguous'; readonly assets: readonly Asset[] };

/** What resolving needs besides the references. */
export interface ResolveOptions {
  readonly client: Pick<ImageKitClient, 'list' | 'getAsset'>;
  /** Delivery URLs of the active account; a URL below none of them is another's. */
  readonly urlEndpoints: readonly string[];
  /**
   * Whether somebody named each reference. Then an id that the search does not know is asked for by
   * itself, since a search may lag; ids that were merely found in texts are not worth that.
   */
  readonly named: boolean;
  /** Aborting it throws its reason. */
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}
