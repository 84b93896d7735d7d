import type * as vscode from 'vscode';
import type { AccountStore } from './account/store';
import type { Connections } from './account/connections';
import type { SandboxHost } from './account/sandboxHost';
import type { Purges } from './cdn/purges';
import type { CommandId } from './ui/commandId';
import type { Library } from './library/library';
import type { LibraryLookup } from './library/lookup';
import type { Publications } from './run/publications';
import type { Recoveries } from './run/recoveries';
import type { Runs } from './run/runs';
import type { Pictures } from './library/pictures';
import type { AssetFiles } from './library/assetFiles';
import type { ReferenceCheck } from './references/check';
import type { PlanUnderReview } from './plan/planReview';
import type { PlanView } from './tree/planView';
import type { ReferencesView } from './tree/referencesView';
import type { HistoryView } from './tree/historyView';
import type { LibraryView } from './tree/libraryView';
import type { WorkspaceReferences } from './references/workspaceReferences';

/** The one object that every command and view gets; made once, by the first of them. */
export interface App {
  readonly log: vscode.LogOutputChannel;
  readonly accounts: AccountStore;
  readonly sandbox: Pick<SandboxHost, 'reset'>;
  readonly connections: Connections;
  readonly library: Library;
  readonly runs: Runs;
  /** What is taken out of the CDN's caches. */
  readonly purges: Purges;
  /** What was published and unpublished. */
  readonly publications: Publications;
  /** Backups, restores, and versions that were made current, as their records have them. */
  readonly recoveries: Recoveries;
  readonly libraryView: LibraryView;
  readonly historyView: HistoryView;
  readonly pictures: Pictures;
  /** The path of the script that searches, and reads long lists, in a thread of its own. */
  readonly searchScript: string;
  /** Where the workspace mentions assets. */
  readonly references: WorkspaceReferences;
  /** What the library says about what it mentions. */
  readonly lookup: LibraryLookup;
  readonly check: ReferenceCheck;
  readonly referencesView: ReferencesView;
  /** Where the plan under review lies. */
  readonly planReview: PlanUnderReview;
  readonly planView: PlanView;
  /** Files of the library that are open in editors. */
  readonly assetFiles: AssetFiles;
  /** Where backups are put unless a setting says otherwise. */
  readonly backupFolder: string;
}

/** A contributed command: its id as in package.json, and what it does. */
export interface Command {
  readonly id: CommandId;
  readonly run: (app: App, ...args: readonly unknown[]) => Promise<void> | void;
}
