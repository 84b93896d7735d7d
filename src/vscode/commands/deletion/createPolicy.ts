import * as vscode from 'vscode';
import type { Command } from '../../app';
import { policyFileName } from '../../settings/policyFile';

/** Every key, each with what it does; what protects nothing yet is a comment. */
const example = `// What this workspace protects from Media Cleanup for ImageKit. Commit it with your code:
// it makes the settings of everybody who works here stricter, never looser. The keys are those
// of the settings.
{
  // Never delete files with one of these tags. Case-insensitive.
  "protectedTags": ["keep"],
  // Library paths or names. * and ? match within a name, ** across folders;
  // a folder protects everything in it.
  "protectedPaths": [
    // "/brand/**",
    // "*.svg"
  ],
  // File IDs, each with all its versions.
  "protectedIds": []
  // Maximum number of files, and of bytes, in one deletion.
  // , "runLimitFiles": 100
  // , "runLimitBytes": 500000000
  // Never delete files uploaded or changed within this many hours.
  // , "minAgeHours": 24
}
`;

/** Opens the policy of a workspace folder, after writing a commented example where there is none. */
export const createPolicy: Command = {
  id: 'imagekitCleanup.createPolicy',
  async run() {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first.'));
      return;
    }
    const folder =
      folders.length === 1
        ? folders[0]
        : await vscode.window.showWorkspaceFolderPick({
            placeHolder: vscode.l10n.t('Select the folder to protect files for'),
          });
    if (!folder) return;
    const uri = vscode.Uri.joinPath(folder.uri, policyFileName);
    if (!(await exists(uri))) {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(example));
    }
    await vscode.window.showTextDocument(uri);
  },
};

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    // Any other failure says nothing about the file, which must not be written over.
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
