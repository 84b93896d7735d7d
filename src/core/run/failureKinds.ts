import { ApiError, type ApiFailure } from '../../api/errors';

/** Failures after which no request of a run can succeed. */
export function isFinal({ kind }: ApiFailure): boolean {
  return kind === 'unauthorized' || kind === 'forbidden' || kind === 'rateLimited';
}

/** A server out of reach and a lock: worth the same request later. */
export function isPassing(failure: ApiFailure): boolean {
  return failure.kind === 'unreachable' || isLock(failure);
}

/** 423, which ImageKit answers while a job of its own works on a folder. */
function isLock({ status }: ApiFailure): boolean {
  return status === 423;
}

/**
 * A refusal or redirect without ImageKit's marks: something on the way that lets no deletion through,
 * whatever is in it.
 */
export function isForeignRefusal({ kind, status = 0 }: ApiFailure): boolean {
  return kind === 'malformed' && status >= 300 && status < 500;
}

/** Anything but an `ApiError` is a mistake of ours, and says nothing about what the server did. */
export function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiError) return error.failure;
  return {
    kind: 'malformed',
    message: error instanceof Error ? error.message : String(error),
    status: undefined,
    requestId: undefined,
    mayHaveActed: 'maybe',
  };
}
