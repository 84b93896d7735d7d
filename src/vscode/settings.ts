import * as vscode from 'vscode';
import type { SearchScope } from '../core/references/searchScope';
import type { JournalLimits } from '../io/journalFolder';
import { readLimits, type OwnLimitsReading } from './ownLimits';
import { settingNumber, settingTexts } from './settingValues';
import type { NumberSetting } from './settingValues';

/** The person's settings, checked; package.json holds their defaults and what they mean. */
export interface Settings {
  /** Origin of ImageKit's API, as typed; the API module refuses one that isn't safe for a key. */
  readonly apiHost: string;
  readonly requestTimeoutMs: number;
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly concurrency: number;
  /** Ids in one bulk request. */
  readonly batchSize: number;
  /** Up to this many files a modal asks; above it the plan is reviewed. */
  readonly reviewThreshold: number;
  /** A run with more files than this is refused. */
  readonly runLimitFiles: number;
}

/**
 * Reads the settings anew. All of them have the `application` scope, so VS Code takes them from the
 * person's own settings and never from a workspace.
 */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  const number = numbersOf(configuration);
  const apiHost = configuration.get<unknown>('apiHost');
  return {
    apiHost: typeof apiHost === 'string' ? apiHost.trim() : '',
    requestTimeoutMs: number('requestTimeout') * 1000,
    readsPerSecond: number('readsPerSecond'),
    writesPerSecond: number('writesPerSecond'),
    concurrency: number('concurrency'),
    batchSize: number('batchSize'),
    reviewThreshold: number('reviewThreshold'),
    runLimitFiles: number('runLimitFiles'),
  };
}

/** How much of the history is kept. */
export function readHistoryLimits(): JournalLimits {
  const number = numbersOf(vscode.workspace.getConfiguration('imagekitCleanup'));
  return {
    maxAgeDays: number('historyMaxAgeDays'),
    maxBytes: number('historyMaxMegabytes') * 1024 * 1024,
  };
}

/** What the person's settings protect, and how much one run may delete. */
export function readOwnLimits(): OwnLimitsReading {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  return readLimits((setting) => configuration.get(setting));
}

/**
 * Which files are searched for references. A workspace may set this too, but only when it is
 * trusted: what is not searched can't warn before a deletion.
 */
export function readSearchScope(): SearchScope {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  return {
    include: settingTexts(configuration.get('references.include')),
    exclude: settingTexts(configuration.get('references.exclude')),
    maxFileSize: numbersOf(configuration)('references.maxFileSize') * 1024 * 1024,
    skipIgnored: true,
  };
}

/** Calls when other files are to be searched than before. */
export function onDidChangeSearchScope(listener: () => void): vscode.Disposable {
  const settings = ['include', 'exclude', 'maxFileSize'];
  return vscode.workspace.onDidChangeConfiguration((event) => {
    const isOurs = (name: string) =>
      event.affectsConfiguration(`imagekitCleanup.references.${name}`);
    if (settings.some(isOurs)) listener();
  });
}

function numbersOf(configuration: vscode.WorkspaceConfiguration) {
  return (setting: NumberSetting) =>
    settingNumber(
      setting,
      configuration.get(setting),
      configuration.inspect(setting)?.defaultValue,
    );
}
