import * as vscode from 'vscode';

/** Goes to a place in the workspace; of several, shows them to choose from. */
export async function showPlaces(
  places: readonly [vscode.Location, ...vscode.Location[]],
): Promise<void> {
  const [{ uri, range }, ...others] = places;
  if (others.length === 0) {
    await vscode.window.showTextDocument(uri, { selection: range });
    return;
  }
  await vscode.commands.executeCommand(
    'editor.action.peekLocations',
    ...[uri, range.start, places, 'peek'],
  );
}
