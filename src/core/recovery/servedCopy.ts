import { createHash } from 'node:crypto';
import type { AssetRecord } from '../../api/recovery/assetRecord';
import { ApiError } from '../../api/errors';
import type { Account } from '../account/account';
import { deliveryLink } from '../library/deliveryLink';
import type { Original } from './backupGate';

/** What anybody gets who asks for a file by its plain URL, after the file changed in the library. */
export type ServedCopy =
  /** What the library has now. */
  | { readonly kind: 'current' }
  /** Other bytes than those: the CDN kept an earlier copy. */
  | { readonly kind: 'other'; readonly address: string; readonly sha256: string }
  /** No file. */
  | { readonly kind: 'missing'; readonly address: string; readonly status: number }
  | { readonly kind: 'notChecked'; readonly why: NotChecked };

/** Why nothing is known: only a signature opens it, no URL of the account leads to it, … */
export type NotChecked = 'private' | 'unpublished' | 'foreignAddress' | 'noAnswer';

/** What the look asks a delivery host for, unsigned. Throws `ApiError`, or the signal's reason. */
export interface ServedClient {
  openOriginal(url: string, endpoint: undefined, signal: AbortSignal): Promise<Original>;
}

/** What an address answered; the hash of all of its bytes where that was a file. */
interface Answer {
  readonly status: number;
  readonly sha256: string | undefined;
}

/**
 * Reads the plain URL of a file, byte for byte as a visitor would. Other bytes than the original's are
 * no proof of an old copy, since the CDN may deliver a picture optimized: they are compared with what
 * the URL gives with a time behind it that nobody has asked for before, so that no cache knows it.
 *
 * @param sha256 of the original that the library has now, in lower-case hex; `undefined` if unknown.
 * @param now milliseconds since 1970.
 */
export async function servedCopy(
  file: Pick<AssetRecord, 'url' | 'isPrivate' | 'isPublished'>,
  sha256: string | undefined,
  account: Pick<Account, 'kind' | 'urlEndpoints'>,
  client: ServedClient,
  signal: AbortSignal,
  now = Date.now(),
): Promise<ServedCopy> {
  if (!file.isPublished) return { kind: 'notChecked', why: 'unpublished' };
  if (file.isPrivate) return { kind: 'notChecked', why: 'private' };
  const link = deliveryLink(file.url, account);
  if (link === undefined) return { kind: 'notChecked', why: 'foreignAddress' };
  const address = plainAddress(link);
  try {
    const { status, sha256: served } = await answerOf(address, client, signal);
    if (served === undefined) {
      return status === 404
        ? { kind: 'missing', address, status }
        : { kind: 'notChecked', why: 'noAnswer' };
    }
    if (served === sha256) return { kind: 'current' };
    const fresh = await answerOf(`${address}?updatedAt=${now}`, client, signal);
    if (fresh.sha256 === undefined) return { kind: 'notChecked', why: 'noAnswer' };
    return fresh.sha256 === served
      ? { kind: 'current' }
      : { kind: 'other', address, sha256: served };
  } catch (error) {
    // The file is where it belongs; only what the CDN has of it stays unknown.
    if (!(error instanceof ApiError)) throw error;
    return { kind: 'notChecked', why: 'noAnswer' };
  }
}

/** A delivery URL without its query: the address by which pages show the file. */
export function plainAddress(link: string): string {
  return link.replace(/[?#].*$/s, '');
}

async function answerOf(
  address: string,
  client: ServedClient,
  signal: AbortSignal,
): Promise<Answer> {
  const original = await client.openOriginal(address, undefined, signal);
  const { status, bytes } = original;
  try {
    if (status !== 200) return { status, sha256: undefined };
    const hash = createHash('sha256');
    for await (const chunk of bytes) hash.update(chunk);
    return { status, sha256: hash.digest('hex') };
  } finally {
    original.close();
  }
}
