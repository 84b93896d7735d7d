import * as vscode from 'vscode';
import type { BackupMode } from '../../core/recovery/backupRule';
import { keysOn } from '../../core/scope/fileKeys';
import { globsOn } from '../../core/scope/glob';
import type { RetentionLimits } from '../../core/recovery/retention';
import type { SearchScope } from '../../core/scope/searchScope';
import type { JournalLimits } from '../../io/journal/journalFolder';
import { quarantineTag } from './quarantine';
import { readLimits, type OwnLimitsReading } from './ownLimits';
import {
  settingBackup,
  settingNumber,
  settingPurge,
  settingSeverity,
  settingTexts,
} from './values';
import type { NumberSetting, ProblemSeverity, PurgeMode } from './values';

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
  };
}

/** What is backed up before a deletion, and where to. */
export interface BackupSettings {
  readonly mode: BackupMode;
  readonly withVersions: boolean;
  /** As typed; empty for the extension's own folder. */
  readonly folder: string;
}

/** Reads anew what is backed up. Only the person decides that, never a workspace. */
export function readBackupSettings(): BackupSettings {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  const folder = configuration.get<unknown>('backupFolder');
  return {
    mode: settingBackup(configuration.get('backup')),
    withVersions: configuration.get('backupVersions') !== false,
    folder: typeof folder === 'string' ? folder.trim() : '',
  };
}

/** Reads anew whether the CDN is purged after a deletion. Only the person spends the quota. */
export function readPurgeMode(): PurgeMode {
  return settingPurge(vscode.workspace.getConfiguration('imagekitCleanup').get('purge'));
}

/** Reads anew how files are quarantined: for how many days, and by which tag. */
export function readQuarantine(now: Date): { readonly days: number; readonly tag: string } {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  const otherwise = configuration.inspect('quarantineTag')?.defaultValue;
  return {
    days: numbersOf(configuration)('quarantineDays'),
    tag: quarantineTag(configuration.get('quarantineTag'), otherwise, now),
  };
}

/** How long, and up to how much, backups are kept before their removal is proposed. */
export function readRetentionLimits(): RetentionLimits {
  const number = numbersOf(vscode.workspace.getConfiguration('imagekitCleanup'));
  return {
    maxAgeDays: number('backupMaxAgeDays'),
    maxBytes: number('backupMaxGigabytes') * 1024 ** 3,
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
 * Which files are searched for references. Only the person decides that, never a workspace: what is
 * not searched can't warn before a deletion.
 */
export function readSearchScope(): SearchScope {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  return {
    include: globsOn(process.platform, settingTexts(configuration.get('references.include'))),
    exclude: globsOn(process.platform, settingTexts(configuration.get('references.exclude'))),
    maxFileSize: numbersOf(configuration)('references.maxFileSize') * 1024 * 1024,
    skipIgnored: true,
    ignoreCase: keysOn(process.platform) !== undefined,
  };
}

/** Calls when other files are to be searched than before. */
export function onDidChangeSearchScope(listener: () => void): vscode.Disposable {
  return onDidChange(['include', 'exclude', 'maxFileSize'], listener);
}

/** How references to missing files are pointed out. */
export interface ProblemSettings {
  readonly severity: ProblemSeverity;
  /** Ids and library paths that are never reported. */
  readonly ignore: ReadonlySet<string>;
  /** Globs of files in which nothing is reported. */
  readonly ignoreFiles: readonly string[];
}

/** Reads anew how references to missing files are pointed out. */
export function readProblemSettings(): ProblemSettings {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  return {
    severity: settingSeverity(configuration.get('references.problems')),
    ignore: new Set(settingTexts(configuration.get('references.ignore'))),
    ignoreFiles: settingTexts(configuration.get('references.ignoreFiles')),
  };
}

/** Calls when other problems are to be shown than before. */
export function onDidChangeProblemSettings(listener: () => void): vscode.Disposable {
  return onDidChange(['problems', 'ignore', 'ignoreFiles'], listener);
}

/** Never reports references to this id or library path again. */
export async function ignoreReferencesTo(key: string): Promise<void> {
  await addTo('references.ignore', key);
}

/** Never reports references in this file again. */
export async function ignoreReferencesIn(file: string): Promise<void> {
  await addTo('references.ignoreFiles', file);
}

/** The person's own lists of IDs and paths. */
const ownLists = ['protectedIds', 'references.ignore'] as const;

/** How many of these IDs the person's own settings protect or ignore. */
export function countInOwnLists(ids: ReadonlyMap<string, unknown>): number {
  const listed = new Set(ownLists.flatMap((name) => ownList(name)));
  return [...ids.keys()].filter((id) => listed.has(id)).length;
}

/** Puts new IDs into the person's own settings in place of the old ones. */
export async function replaceInOwnLists(ids: ReadonlyMap<string, string>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  for (const name of ownLists) {
    const before = ownList(name);
    const after = before.map((each) => ids.get(each) ?? each);
    if (after.every((each, at) => each === before[at])) continue;
    await configuration.update(name, after, vscode.ConfigurationTarget.Global);
  }
}

function ownList(name: (typeof ownLists)[number]): readonly string[] {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  return settingTexts(configuration.inspect(name)?.globalValue);
}

/** Whether VS Code opens rows of a tree at the first click, and not at the second. */
export function opensByOneClick(): boolean {
  const set = vscode.workspace.getConfiguration('workbench.list').inspect<unknown>('openMode');
  return (set?.workspaceValue ?? set?.globalValue) !== 'doubleClick';
}

/** Whether lines with references tell in the editor what they lead to. */
export function readCodeLens(): boolean {
  return vscode.workspace.getConfiguration('imagekitCleanup').get('references.codeLens') === true;
}

/** Calls when the setting changes. */
export function onDidChangeCodeLens(listener: () => void): vscode.Disposable {
  return onDidChange(['codeLens'], listener);
}

/**
 * Git's programs as the person's own settings name them, best first. What a workspace says about them
 * is not read: they would be run.
 */
export function readGitPrograms(): readonly string[] {
  const own = vscode.workspace.getConfiguration('git').inspect<unknown>('path')?.globalValue;
  const named: readonly unknown[] = Array.isArray(own) ? own : [own];
  return named.filter((each) => typeof each === 'string').filter((each) => each !== '');
}

function onDidChange(names: readonly string[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    const isOurs = (name: string) =>
      event.affectsConfiguration(`imagekitCleanup.references.${name}`);
    if (names.some(isOurs)) listener();
  });
}

/** Into the workspace's settings, where the others who work on it find it too. */
async function addTo(setting: string, text: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('imagekitCleanup');
  const hasWorkspace = vscode.workspace.workspaceFolders !== undefined;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const inspected = configuration.inspect(setting);
  const now = settingTexts(hasWorkspace ? inspected?.workspaceValue : inspected?.globalValue);
  if (now.includes(text)) return;
  await configuration.update(setting, [...now, text], hasWorkspace ? Workspace : Global);
}

function numbersOf(configuration: vscode.WorkspaceConfiguration) {
  return (setting: NumberSetting) =>
    settingNumber(
      setting,
      configuration.get(setting),
      configuration.inspect(setting)?.defaultValue,
    );
}
