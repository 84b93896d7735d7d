const vscode = require('vscode');

/** Does what a person would do first in the demo; a reload finds the account where it was. */
exports.activate = async (context) => {
  if (context.globalState.get('opened')) return;
  await vscode.commands.executeCommand('imagekitCleanup.openSandboxAccount');
  await context.globalState.update('opened', true);
};
