import type { ApiFailure } from '../../api/errors';

/** Why ImageKit turned a key away; `notAllowed` is every 403 whose sentence isn't documented. */
export type KeyRefusal = 'noKey' | 'unknownKey' | 'expired' | 'disabled' | 'notAllowed';

/** The documented sentences of 403, told apart by their telling words. */
const sentences: readonly (readonly [RegExp, KeyRefusal])[] = [
  [/\bexpired\b/i, 'expired'],
  [/\bdisabled\b/i, 'disabled'],
  [/\bcannot be authenticated\b/i, 'unknownKey'],
];

/** Reads a failure as a word on the key; `undefined` when it says nothing about it. */
export function keyRefusal(failure: ApiFailure): KeyRefusal | undefined {
  if (failure.kind === 'unauthorized') return 'noKey';
  if (failure.kind !== 'forbidden') return undefined;
  return sentences.find(([sentence]) => sentence.test(failure.message))?.[1] ?? 'notAllowed';
}
