import * as vscode from 'vscode';
import { findRipgrep } from '../io/search/ripgrepBinary';
import { Connections } from './account/connections';
import { SandboxHost } from './account/sandboxHost';
import { sayUnmarked } from './account/sayUnmarked';
import type { AccountStore } from './account/store';
import type { App } from './app';
import { tellOfUnfinishedRuns } from './deletion/unfinishedRuns';
import { showProblems } from './editor/problems';
import { Library } from './library/library';
import { LibraryLookup } from './library/lookup';
import { Pictures } from './library/pictures';
import { PlanUnderReview } from './plan/planReview';
import { ReferenceCheck } from './references/check';
import { finderOf } from './references/finder';
import { WorkspaceReferences } from './references/workspaceReferences';
import { Runs } from './run/runs';
import { onDidChangeSearchScope, readSearchScope, readSettings } from './settings/settings';
import { HistoryView } from './tree/historyView';
import { LibraryView } from './tree/libraryView';
import { PlanView } from './tree/planView';
import { ReferencesView } from './tree/referencesView';
import type { Views } from './tree/views';

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
  const sandbox = new SandboxHost(
    context.asAbsolutePath('dist/sandbox.js'),
    process.env['IMAGEKIT_SANDBOX_URL'] || undefined,
  );
  const connections = new Connections({
    ...{ accounts, sandbox, log },
    settings: readSettings,
    onUnmarked: sayUnmarked,
  });
  const library = new Library({ accounts, connections, changed: new vscode.EventEmitter() });
  const pictures = new Pictures({
    download: async (...asked) => (await import('../api/http')).download(...asked),
    loaded: new vscode.EventEmitter(),
  });
  const runs = new Runs(context.globalStorageUri.fsPath, new vscode.EventEmitter());
  const historyView = new HistoryView(views.history, runs, log);
  const references = new WorkspaceReferences({
    context: () => finderOf({ accounts }),
    onDidChangeContext: accounts.onDidChange,
    scope: readSearchScope,
    onDidChangeScope: onDidChangeSearchScope,
    ripgrep: () => findRipgrep(vscode.env.appRoot),
    worker: context.asAbsolutePath('dist/searchWorker.js'),
    log,
  });
  const libraryView = new LibraryView(views.library, library, pictures, references, log);
  const lookup = new LibraryLookup({ library, connections, changed: new vscode.EventEmitter() });
  const check = new ReferenceCheck({ references, lookup, connections, library, log });
  const shown = { references, lookup, check, library, pictures };
  const referencesView = new ReferencesView(views.references, shown);
  const planReview = new PlanUnderReview(new vscode.EventEmitter());
  const planView = new PlanView(views.plan, planReview, pictures);
  const app: App = {
    ...{ log, accounts, connections, library, runs, libraryView, historyView, pictures },
    ...{ references, lookup, check, referencesView, planReview, planView },
  };
  context.subscriptions.push(log, sandbox, library, pictures, libraryView);
  context.subscriptions.push(references, lookup, check, referencesView, planReview, planView);
  context.subscriptions.push(runs, historyView, tellOfUnfinishedRuns(app), showProblems(app));
  return app;
}
