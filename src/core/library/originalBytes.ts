import type { Asset, AssetVersion } from '../../api/asset';
import type { Account } from '../account/account';
import type { BackupClient } from '../recovery/backupGate';
import { endpointOf, originalUrl } from '../recovery/originals';

/** A file's original bytes, or why there are none. */
export type OriginalBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** ImageKit serves only what is published. */
  | { readonly kind: 'unpublished' }
  /** Its URL is not one of the account's delivery URLs. */
  | { readonly kind: 'foreignAddress' }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'notDelivered'; readonly status: number; readonly reason: string };

/**
 * Fetches the original of a file or version, by a signed address where it is private, and no more than
 * `largest` bytes. Throws `ApiError`, or the signal's reason.
 */
export async function originalBytes(
  file: Asset | AssetVersion,
  account: Pick<Account, 'kind' | 'urlEndpoints'>,
  client: Pick<BackupClient, 'openOriginal'>,
  { largest, signal }: { readonly largest: number; readonly signal: AbortSignal },
): Promise<OriginalBytes> {
  if (!file.isPublished) return { kind: 'unpublished' };
  if ((file.size ?? 0) > largest) return { kind: 'tooLarge' };
  const url = originalUrl(file, account);
  const endpoint = url === undefined ? undefined : endpointOf(url, account);
  if (url === undefined || (file.isPrivate && endpoint === undefined)) {
    return { kind: 'foreignAddress' };
  }
  const original = await client.openOriginal(url, file.isPrivate ? endpoint : undefined, signal);
  try {
    const { status, reason } = original;
    if (status !== 200) return { kind: 'notDelivered', status, reason };
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of original.bytes) {
      length += chunk.length;
      if (length > largest) return { kind: 'tooLarge' };
      chunks.push(chunk);
    }
    return { kind: 'bytes', bytes: Buffer.concat(chunks) };
  } finally {
    original.close();
  }
}
