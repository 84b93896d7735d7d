import type { BackupMode } from '../../core/recovery/backupRule';

/** The range of each number setting; package.json repeats it for the settings editor. */
export const numberSettings = {
  /** Seconds. */
  requestTimeout: { min: 1, max: 600, whole: true },
  readsPerSecond: { min: 0.1, max: 100, whole: false },
  writesPerSecond: { min: 0.1, max: 100, whole: false },
  concurrency: { min: 1, max: 32, whole: true },
  batchSize: { min: 1, max: 100, whole: true },
  reviewThreshold: { min: 0, max: 1000, whole: true },
  runLimitFiles: { min: 1, max: 1_000_000, whole: true },
  /** 0 means no limit. */
  runLimitBytes: { min: 0, max: 1_000_000_000_000_000, whole: true },
  /** 0 turns the guard off. */
  minAgeHours: { min: 0, max: 87_600, whole: false },
  /** Days that a finished run stays in the history. */
  historyMaxAgeDays: { min: 1, max: 3650, whole: true },
  /** Days that unpublished files wait before they are offered for deletion. */
  quarantineDays: { min: 1, max: 3650, whole: true },
  /** Megabytes of 1,048,576 bytes, here and below. */
  historyMaxMegabytes: { min: 1, max: 100_000, whole: true },
  /** 0 means no limit, here and below. */
  backupMaxAgeDays: { min: 0, max: 36_500, whole: true },
  /** Gigabytes of 1,073,741,824 bytes. */
  backupMaxGigabytes: { min: 0, max: 100_000, whole: true },
  'references.maxFileSize': { min: 1, max: 1024, whole: true },
} as const satisfies Record<string, NumberRange>;

interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** A setting whose value is a number. */
export type NumberSetting = keyof typeof numberSettings;

/** A number setting as it is used: inside its range, or its default when it is no number. */
export function settingNumber(setting: NumberSetting, value: unknown, otherwise: unknown): number {
  const { min, max, whole } = numberSettings[setting];
  const number = [value, otherwise].find((candidate) => Number.isFinite(candidate)) ?? min;
  const inside = Math.min(max, Math.max(min, Number(number)));
  return whole ? Math.round(inside) : inside;
}

/** A setting that is a list of texts, as it is used: what is no text, or blank, is left out. */
export function settingTexts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((each): each is string => typeof each === 'string')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** Every value of the setting that says whether files are backed up, as in package.json. */
const backupModes = ['always', 'ask', 'never'] as const satisfies readonly BackupMode[];

/** The mode as it is used; anything unknown is asked about. */
export function settingBackup(value: unknown): BackupMode {
  return backupModes.find((each) => each === value) ?? 'ask';
}

/** Every value of the setting that says whether the CDN is purged, as in package.json. */
const purgeModes = ['ask', 'always', 'never'] as const;

/** Whether copies on the CDN are purged after a deletion. */
export type PurgeMode = (typeof purgeModes)[number];

/** The mode as it is used; anything unknown is asked about. */
export function settingPurge(value: unknown): PurgeMode {
  return purgeModes.find((each) => each === value) ?? 'ask';
}

/** Every value of the setting that says how missing files are pointed out, as in package.json. */
const problemSeverities = ['off', 'hint', 'warning', 'error'] as const;

/** How loudly references to missing files are pointed out. */
export type ProblemSeverity = (typeof problemSeverities)[number];

/** The severity as it is used; anything unknown is a warning. */
export function settingSeverity(value: unknown): ProblemSeverity {
  return problemSeverities.find((each) => each === value) ?? 'warning';
}
