/**
 * How careful to be: `production` asks more before a deletion; `sandbox` is the local server that
 * ships with the extension.
 */
export type AccountKind = 'production' | 'development' | 'sandbox';

/** An ImageKit account as it is remembered; its key is kept elsewhere and never part of it. */
export interface Account {
  /** Stable for the life of the entry; names the secret. */
  readonly id: string;
  readonly name: string;
  readonly kind: AccountKind;
  /** Delivery URLs without a trailing slash, such as `https://ik.imagekit.io/acme`. */
  readonly urlEndpoints: readonly string[];
}
