import * as vscode from 'vscode';
import { redact } from '../api/redact';
import type { App } from './app';
import type { ListedCommand } from './commands/all';
import { failureActionLabel, runFailureAction } from './failures/failureAction';
import { failureText } from './failures/failureText';

/**
 * Runs a command. Whatever it throws becomes one line in the log and one message, here and nowhere
 * else.
 */
export async function runCommand(
  command: ListedCommand,
  app: App,
  args: readonly unknown[],
): Promise<void> {
  try {
    const { run } = await command.load();
    await run(app, ...args);
  } catch (error) {
    app.log.error(`${command.id}: ${redact(String(error))}`);
    const { message, actions } = failureText(error, app.accounts.active?.name);
    const labels = new Map(actions.map((action) => [failureActionLabel(action), action]));
    const pressed = await vscode.window.showErrorMessage(message, ...labels.keys());
    const action = pressed === undefined ? undefined : labels.get(pressed);
    if (action) await runFailureAction(action, () => runCommand(command, app, args));
  }
}
