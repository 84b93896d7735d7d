import { ApiError } from '../../api/errors';
import { keyRefusal } from '../../core/account/keyRefusal';
import { KeyringError } from '../account/store';
import { NotConnected } from '../account/connections';
import type { LibraryState } from '../settings/contextKeys';

/** Which welcome text explains that the library could not be read. */
export function libraryStateOf(error: unknown): LibraryState {
  if (error instanceof NotConnected) return error.reason.kind;
  if (error instanceof KeyringError) return 'keyringLocked';
  if (!(error instanceof ApiError)) return 'failed';
  if (keyRefusal(error.failure) !== undefined) return 'keyRefused';
  return error.failure.kind === 'unreachable' ? 'offline' : 'failed';
}
