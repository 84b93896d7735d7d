import * as vscode from 'vscode';
import { redact } from '../../api/redact';
import type { App, Command } from '../app';
import type { CommandId, CommandName } from '../ui/commandId';
import { failureActionLabel, runFailureAction } from '../failures/failureAction';
import { failureText } from '../failures/failureText';

/**
 * Runs a command. Whatever it throws becomes one line in the log and one message, here and nowhere
 * else.
 */
export async function runCommand(id: CommandId, app: App, args: readonly unknown[]): Promise<void> {
  try {
    const { run } = await load(id);
    await run(app, ...args);
  } catch (error) {
    app.log.error(`${id}: ${redact(String(error))}`);
    const failure = failureText(error, app.accounts.active?.name);
    const { message, actions } = failure;
    const labels = new Map(actions.map((action) => [failureActionLabel(action), action]));
    const pressed = await vscode.window.showErrorMessage(message, ...labels.keys());
    const action = pressed === undefined ? undefined : labels.get(pressed);
    if (action) await runFailureAction(action, failure, () => runCommand(id, app, args));
  }
}

async function load(id: CommandId): Promise<Command> {
  const all: Readonly<Record<CommandName, Command>> = await import('./all');
  const command = Object.values(all).find((each) => each.id === id);
  if (!command) throw new Error(`${id} is not in commands/all.ts`);
  return command;
}
