import { Refusal } from '../http/exchange';
import type { AiTag } from './storedFile';

/** The longest all tags of a request may be together, characters. */
const MAX_TAGS_LENGTH = 500;

/** Tags of a request as strings; throws the documented 400 for anything else. */
export function requireTags(value: unknown): readonly string[] {
  const tags = Array.isArray(value) ? value : [undefined];
  const isText = (tag: unknown): tag is string => typeof tag === 'string';
  if (tags.every(isText) && tags.join('').length <= MAX_TAGS_LENGTH) return tags;
  throw new Refusal(
    400,
    `Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to ${MAX_TAGS_LENGTH}.`,
  );
}

/** AI tags without those named, or without any for `"all"`. */
export function withoutAiTags(
  tags: readonly AiTag[] | null,
  named: unknown,
): readonly AiTag[] | null {
  const removed = Array.isArray(named) ? named : [];
  const left = named === 'all' ? [] : (tags?.filter(({ name }) => !removed.includes(name)) ?? []);
  return left.length > 0 ? left : null;
}
