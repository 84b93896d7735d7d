import * as vscode from 'vscode';
import type titles from '../../../package.nls.json';

type NameIn<Title> = Title extends `command.${infer Name}` ? Name : never;

/** A command by the name of its file: one for each title `command.…` in package.nls.json. */
export type CommandName = NameIn<keyof typeof titles>;

/** A command as package.json, menus and keys call it. */
export type CommandId = `imagekitCleanup.${CommandName}`;

/** The id of one of our commands, where something is to run it by a click. */
export function commandId<Name extends CommandName>(name: Name): `imagekitCleanup.${Name}` {
  return `imagekitCleanup.${name}`;
}

/** Runs one of our commands as a click on it would. */
export async function runByName(name: CommandName, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(commandId(name), ...args);
}
