import * as vscode from 'vscode';
import type { App } from '../app';
import type { CommandId } from '../ui/commandId';

/**
 * Registers every command that package.json contributes; its code, and all that works with the
 * library, is loaded by the first one that is used.
 */
export function registerCommands(packageJson: unknown, app: () => Promise<App>): vscode.Disposable {
  const { contributes } = packageJson as {
    readonly contributes: { readonly commands: readonly { readonly command: CommandId }[] };
  };
  let isFirst = true;
  const run = async (id: CommandId, args: readonly unknown[]): Promise<void> => {
    const loading = Promise.all([import('./runCommand'), app()]);
    // A busy machine takes its time with the first one.
    if (isFirst) vscode.window.setStatusBarMessage('$(loading~spin) ImageKit', loading);
    isFirst = false;
    const [{ runCommand }, whole] = await loading;
    await runCommand(id, whole, args);
  };
  return vscode.Disposable.from(
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, (...args: unknown[]) => run(command, args)),
    ),
  );
}
