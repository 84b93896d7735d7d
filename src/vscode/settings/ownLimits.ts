import { isSendableId } from '../../api/sendableId';
import type { OwnLimits } from '../../core/plan/limits';
import { pathPattern } from '../../core/plan/pathPattern';
import { settingNumber, type NumberSetting } from './values';

const numbers = ['runLimitFiles', 'runLimitBytes', 'minAgeHours'] as const;

/** A setting that guards what is deleted. */
export type GuardSetting =
  (typeof numbers)[number] | 'protectedTags' | 'protectedPaths' | 'protectedIds';

/**
 * The person's limits, or the setting that can't be understood: left out, it would guard nothing, so
 * nothing is deleted until it is mended.
 */
export type OwnLimitsReading =
  | { readonly kind: 'limits'; readonly own: OwnLimits }
  | {
      readonly kind: 'brokenSetting';
      readonly setting: GuardSetting;
      /** The part that is wrong, as JSON. */
      readonly value: string;
    };

/** Reads the limits out of settings, which hold anything that a person may type. */
export function readLimits(setting: (name: GuardSetting) => unknown): OwnLimitsReading {
  const wrongNumber = numbers.find((name) => !Number.isFinite(setting(name)));
  if (wrongNumber) return broken(wrongNumber, setting(wrongNumber));
  const number = (name: (typeof numbers)[number] & NumberSetting) =>
    settingNumber(name, setting(name), 0);
  const tags = texts(setting('protectedTags'), (text) => text.trim() || undefined);
  if ('wrong' in tags) return broken('protectedTags', tags.wrong);
  const paths = texts(setting('protectedPaths'), (text) => pathPattern(text.trim()));
  if ('wrong' in paths) return broken('protectedPaths', paths.wrong);
  const ids = texts(setting('protectedIds'), (text) =>
    isSendableId(text.trim()) ? text.trim() : undefined,
  );
  if ('wrong' in ids) return broken('protectedIds', ids.wrong);
  return {
    kind: 'limits',
    own: {
      protectedTags: tags.all,
      protectedPaths: paths.all,
      protectedIds: ids.all,
      minAgeHours: number('minAgeHours'),
      maxFiles: number('runLimitFiles'),
      maxBytes: number('runLimitBytes') || Infinity,
    },
  };
}

function broken(setting: GuardSetting, value: unknown): OwnLimitsReading {
  return { kind: 'brokenSetting', setting, value: JSON.stringify(value) };
}

/** Every text of a list as `read` makes it, or the first part that is none it understands. */
function texts<T>(
  value: unknown,
  read: (text: string) => T | undefined,
): { readonly all: readonly T[] } | { readonly wrong: unknown } {
  if (!Array.isArray(value)) return { wrong: value };
  const all: T[] = [];
  for (const each of value as readonly unknown[]) {
    const item = typeof each === 'string' ? read(each) : undefined;
    if (item === undefined) return { wrong: each };
    all.push(item);
  }
  return { all };
}
