import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { findRipgrep } from './io/search/ripgrepBinary';
import { Connections } from './vscode/account/connections';
import { SandboxHost } from './vscode/account/sandboxHost';
import { sayUnmarked } from './vscode/account/sayUnmarked';
import type { AccountStore } from './vscode/account/store';
import type { App } from './vscode/app';
import { showPurges } from './vscode/cdn/purgeStatus';
import { Purges } from './vscode/cdn/purges';
import { sayPurged } from './vscode/cdn/sayPurged';
import { takeUpPurges } from './vscode/cdn/takeUpPurges';
import { tellOfUnfinishedRuns } from './vscode/deletion/unfinishedRuns';
import { showProblems } from './vscode/editor/problems';
import { Library } from './vscode/library/library';
import { LibraryLookup } from './vscode/library/lookup';
import { Pictures } from './vscode/library/pictures';
import { PlanUnderReview } from './vscode/plan/planReview';
import { tellOfUnfinishedPublications } from './vscode/publication/unfinishedPublications';
import { AssetFiles, assetScheme } from './vscode/library/assetFiles';
import { ReferenceCheck } from './vscode/references/check';
import { finderOf } from './vscode/references/finder';
import { WorkspaceReferences } from './vscode/references/workspaceReferences';
import { Publications } from './vscode/run/publications';
import { Recoveries } from './vscode/run/recoveries';
import { Runs } from './vscode/run/runs';
import {
  onDidChangeSearchScope,
  readBackupSettings,
  readHistoryLimits,
  readSearchScope,
  readSettings,
} from './vscode/settings/settings';
import { HistoryView } from './vscode/tree/historyView';
import { LibraryView } from './vscode/tree/libraryView';
import { PlanView } from './vscode/tree/planView';
import { ReferencesView } from './vscode/tree/referencesView';
import type { Views } from './vscode/tree/views';

/** What is there from the start. */
export interface AppParts {
  readonly context: Pick<
    vscode.ExtensionContext,
    'asAbsolutePath' | 'globalStorageUri' | 'subscriptions'
  >;
  readonly accounts: AccountStore;
  readonly views: Views;
}

/** Connects all that works with the library. Wiring only: no network, no disk. */
export function makeApp({ context, accounts, views }: AppParts): App {
  const log = vscode.window.createOutputChannel('ImageKit', { log: true });
  const sandbox = new SandboxHost({
    folder: path.join(context.globalStorageUri.fsPath, 'sandbox'),
    script: context.asAbsolutePath('dist/sandbox.js'),
    runningUrl: process.env['IMAGEKIT_SANDBOX_URL'] || undefined,
  });
  const connections = new Connections({
    ...{ accounts, sandbox, log },
    settings: readSettings,
    onUnmarked: sayUnmarked,
  });
  const library = new Library({ accounts, connections, changed: new vscode.EventEmitter() });
  const pictures = new Pictures({
    download: async (...asked) => (await import('./api/http')).download(...asked),
    loaded: new vscode.EventEmitter(),
  });
  const runs = new Runs(context.globalStorageUri.fsPath, new vscode.EventEmitter());
  const publications = new Publications(context.globalStorageUri.fsPath, new vscode.EventEmitter());
  const purges = new Purges({
    ...{ accounts, connections, log },
    storage: context.globalStorageUri.fsPath,
    changed: new vscode.EventEmitter(),
    pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    maxAgeDays: () => readHistoryLimits().maxAgeDays,
    onEnded: sayPurged,
  });
  const storage = context.globalStorageUri.fsPath;
  const backupFolder = path.join(storage, 'backups');
  const recoveries = new Recoveries({
    storage,
    folders: () => [backupFolder, readBackupSettings().folder].filter((each) => each !== ''),
    changed: new vscode.EventEmitter(),
  });
  const records = { runs, purges, publications, recoveries, log };
  const historyView = new HistoryView(views.history, records);
  const searchScript = context.asAbsolutePath('dist/searchWorker.js');
  const references = new WorkspaceReferences({
    context: () => finderOf({ accounts }),
    onDidChangeContext: accounts.onDidChange,
    scope: readSearchScope,
    onDidChangeScope: onDidChangeSearchScope,
    ripgrep: () => findRipgrep(vscode.env.appRoot),
    worker: searchScript,
    log,
  });
  const libraryView = new LibraryView(views.library, library, pictures, references, log);
  const lookup = new LibraryLookup({ library, connections, changed: new vscode.EventEmitter() });
  const check = new ReferenceCheck({ references, lookup, connections, library, log });
  const shown = { references, lookup, check, library, pictures };
  const referencesView = new ReferencesView(views.references, shown);
  const planReview = new PlanUnderReview(new vscode.EventEmitter());
  const planView = new PlanView(views.plan, planReview, pictures);
  const assetFiles = new AssetFiles(new vscode.EventEmitter());
  const { registerFileSystemProvider } = vscode.workspace;
  const isReadonly = { isReadonly: true, isCaseSensitive: true };
  context.subscriptions.push(registerFileSystemProvider(assetScheme, assetFiles, isReadonly));
  const app: App = {
    ...{ log, accounts, sandbox, connections, library, runs, purges, publications },
    ...{ libraryView, historyView, pictures, assetFiles },
    ...{ searchScript, references, lookup, check, referencesView, planReview, planView },
    ...{ recoveries, backupFolder },
  };
  context.subscriptions.push(log, sandbox, library, pictures, assetFiles, libraryView);
  context.subscriptions.push(references, lookup, check, referencesView, planReview, planView);
  context.subscriptions.push(runs, historyView, tellOfUnfinishedRuns(app), showProblems(app));
  context.subscriptions.push(
    publications,
    tellOfUnfinishedPublications(app),
    recoveries,
    purges,
    showPurges(purges),
    takeUpPurges(app),
  );
  return app;
}
