import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { gitProgram } from '../../../../src/vscode/sources/gitProgram';

interface Replaceable {
  extensions: { getExtension: unknown };
  workspace: { getConfiguration: unknown };
}

suite('Git’s program', () => {
  const replaced = vscode as unknown as Replaceable;
  const own = {
    getExtension: replaced.extensions.getExtension,
    getConfiguration: replaced.workspace.getConfiguration,
  };
  teardown(() => {
    replaced.extensions.getExtension = own.getExtension;
    replaced.workspace.getConfiguration = own.getConfiguration;
  });

  /** VS Code's Git extension, which exports this. */
  function withExtension(activate: () => unknown): void {
    replaced.extensions.getExtension = (id: string) =>
      id === 'vscode.git' ? { activate: () => Promise.resolve(activate()) } : undefined;
  }

  function withSetting(globalValue: unknown): void {
    replaced.workspace.getConfiguration = (section: string) => ({
      inspect: (name: string) =>
        section === 'git' && name === 'path'
          ? { globalValue, workspaceValue: '/workspace/evil' }
          : undefined,
    });
  }

  /** As the extension has it: a method that needs what it belongs to. */
  class GitExtension {
    constructor(private readonly path: string | undefined) {}
    getAPI(version: number): unknown {
      if (this.path === undefined) throw new Error('Git model not found');
      return { git: version === 1 ? { path: this.path } : undefined };
    }
  }

  test('is the one that VS Code’s Git extension found, where the path has none', async () => {
    withExtension(() => new GitExtension('C:\\Program Files\\Git\\cmd\\git.exe'));
    assert.equal(await gitProgram(), 'C:\\Program Files\\Git\\cmd\\git.exe');
  });

  test('is first what the person’s own settings name, and never what a workspace does', async () => {
    withExtension(() => new GitExtension('/usr/bin/git'));
    withSetting(['', '/opt/git', '/usr/git']);
    assert.equal(await gitProgram(), '/opt/git');
    withSetting(undefined);
    assert.equal(await gitProgram(), '/usr/bin/git');
  });

  test('is the one on the path where the extension is missing, off or another', async () => {
    assert.equal(await gitProgram(), 'git');
    for (const exported of [new GitExtension(undefined), undefined, {}, new GitExtension('')]) {
      withExtension(() => exported);
      assert.equal(await gitProgram(), 'git');
    }
    withExtension(() => {
      throw new Error('off');
    });
    assert.equal(await gitProgram(), 'git');
  });
});
