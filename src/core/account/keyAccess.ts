import type { ImageKitClient } from '../../api/client';
import { ApiError } from '../../api/errors';
import { keyRefusal } from './keyRefusal';

/** What a key may do with the media library, as far as can be told without changing anything. */
export type KeyAccess = 'write' | 'readOnly' | 'unknown';

/**
 * Finds out whether a key may write, by a request that can't change anything: tags for no file. Who
 * may write is told that no file was named; who may only read is turned away before that. Throws the
 * signal's reason.
 */
export async function keyAccess(
  client: Pick<ImageKitClient, 'addTags'>,
  signal: AbortSignal,
): Promise<KeyAccess> {
  try {
    await client.addTags([], [], signal);
    return 'write';
  } catch (error) {
    // The refusal is the answer.
    if (!(error instanceof ApiError)) throw error;
    if (error.failure.kind === 'rejected' && error.failure.status === 400) return 'write';
    return keyRefusal(error.failure) === 'notAllowed' ? 'readOnly' : 'unknown';
  }
}
