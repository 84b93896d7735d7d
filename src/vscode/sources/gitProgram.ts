import * as vscode from 'vscode';
import * as v from 'valibot';
import { readGitPrograms } from '../settings/settings';

/** What VS Code's own Git extension tells others, as far as it is used here. */
const gitApi = v.object({ git: v.object({ path: v.pipe(v.string(), v.nonEmpty()) }) });
const gitExports = v.object({ getAPI: v.function() });

/**
 * Git's program: the first that the person's own settings name; else the one that VS Code's Git
 * extension has found, which also looks where Windows' installer puts it; else the one on the path.
 */
export async function gitProgram(): Promise<string> {
  return readGitPrograms()[0] ?? (await ofExtension()) ?? 'git';
}

async function ofExtension(): Promise<string | undefined> {
  try {
    const extension = vscode.extensions.getExtension<unknown>('vscode.git');
    if (!extension) return undefined;
    const exported = await extension.activate();
    // Called on what it belongs to, which a parsed copy is not.
    return v.is(gitExports, exported) ? v.parse(gitApi, exported.getAPI(1)).git.path : undefined;
  } catch {
    // It is switched off, found no Git, or has another form by now.
    return undefined;
  }
}
