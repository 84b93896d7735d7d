import * as vscode from 'vscode';
import { AccountStore } from './vscode/account/store';
import type { App } from './vscode/app';
import { onFirstText } from './vscode/editor/firstText';
import { registerCommands } from './vscode/commands/registerCommands';
import { showActiveAccount } from './vscode/editor/statusBar';
import { lookForUnfinishedRuns } from './vscode/run/lookForUnfinished';
import { makeViews } from './vscode/tree/views';

/**
 * Called by VS Code when its window has come to rest. Wiring only: no network, no disk, no key. What
 * is imported here is loaded in every window, so that all else waits behind an `import()`.
 */
export function activate(context: vscode.ExtensionContext): void {
  const accounts = new AccountStore(context, new vscode.EventEmitter());
  let made: Promise<App> | undefined;
  const app = () =>
    (made ??= import('./makeApp').then(({ makeApp }) => makeApp({ context, accounts, views })));
  const views = makeViews(app);
  const readTexts = async () => {
    const { followTexts } = await import('./vscode/editor/followTexts');
    context.subscriptions.push(followTexts({ accounts, app }));
  };
  const storage = context.globalStorageUri.fsPath;
  const { library, plan, references, history } = views;

  context.subscriptions.push(accounts, library, plan, references, history);
  context.subscriptions.push(showActiveAccount(accounts));
  context.subscriptions.push(onFirstText(readTexts), lookForUnfinishedRuns(storage, app));
  context.subscriptions.push(registerCommands(context.extension.packageJSON, app));
}
