import path from 'node:path';
import * as vscode from 'vscode';
import { findRipgrep } from './io/search/ripgrepBinary';
import { AccountStore } from './vscode/account/store';
import type { App } from './vscode/app';
import { commands } from './vscode/commands/all';
import { Connections } from './vscode/account/connections';
import { offerCodeActions } from './vscode/editor/codeActions';
import { showCodeLenses } from './vscode/editor/codeLens';
import { followCursor } from './vscode/editor/cursorTarget';
import { showHovers } from './vscode/editor/hover';
import { showLinks } from './vscode/editor/links';
import { showProblems } from './vscode/editor/problems';
import { finderOf } from './vscode/references/finder';
import { Library } from './vscode/library/library';
import { LibraryLookup } from './vscode/library/lookup';
import { Pictures } from './vscode/library/pictures';
import { ReferenceCheck } from './vscode/references/check';
import { PlanUnderReview } from './vscode/plan/planReview';
import { runCommand } from './vscode/runCommand';
import { Runs } from './vscode/run/runs';
import { SandboxHost } from './vscode/account/sandboxHost';
import { onDidChangeSearchScope, readSearchScope, readSettings } from './vscode/settings/settings';
import { showActiveAccount } from './vscode/editor/statusBar';
import { HistoryView } from './vscode/tree/historyView';
import { sayUnmarked } from './vscode/account/sayUnmarked';
import { LibraryView } from './vscode/tree/libraryView';
import { PlanView } from './vscode/tree/planView';
import { ReferencesView } from './vscode/tree/referencesView';
import { tellOfUnfinishedRuns } from './vscode/deletion/unfinishedRuns';
import { WorkspaceReferences } from './vscode/references/workspaceReferences';

/** Called by VS Code on the first use of a command or view. Wiring only: no network, no disk. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('ImageKit', { log: true });
  const accounts = new AccountStore(context, new vscode.EventEmitter());
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
    download: async (...asked) => (await import('./api/http')).download(...asked),
    loaded: new vscode.EventEmitter(),
  });
  const runs = new Runs(context.globalStorageUri.fsPath, new vscode.EventEmitter());
  const historyView = new HistoryView(runs, log);
  const references = new WorkspaceReferences({
    context: () => finderOf({ accounts }),
    onDidChangeContext: accounts.onDidChange,
    scope: readSearchScope,
    onDidChangeScope: onDidChangeSearchScope,
    ripgrep: () => findRipgrep(vscode.env.appRoot),
    log,
  });
  const libraryView = new LibraryView(library, pictures, references, log);
  const lookup = new LibraryLookup({ library, connections, changed: new vscode.EventEmitter() });
  const check = new ReferenceCheck({ references, lookup, connections, library, log });
  const referencesView = new ReferencesView({ references, lookup, check, library, pictures });
  const planReview = new PlanUnderReview(new vscode.EventEmitter());
  const planView = new PlanView(planReview, pictures);
  const app: App = {
    ...{ log, accounts, connections, library, runs, libraryView, historyView, pictures },
    ...{ references, lookup, check, referencesView, planReview, planView },
    backupFolder: path.join(context.globalStorageUri.fsPath, 'backups'),
  };

  context.subscriptions.push(log, accounts, sandbox, library, pictures, libraryView);
  context.subscriptions.push(references, lookup, check, referencesView, planReview, planView);
  context.subscriptions.push(runs, historyView, tellOfUnfinishedRuns(app));
  context.subscriptions.push(showActiveAccount(accounts), followCursor(app));
  context.subscriptions.push(showHovers(app), showProblems(app), offerCodeActions(app));
  context.subscriptions.push(showLinks(app), showCodeLenses(app));
  for (const command of commands) {
    context.subscriptions.push(
      vscode.commands.registerCommand(command.id, (...args: unknown[]) =>
        runCommand(command, app, args),
      ),
    );
  }
}
