import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from './extensionId';

interface ShownTree {
  readonly provider: vscode.TreeDataProvider<unknown>;
  readonly view: vscode.TreeView<unknown>;
}

const trees = new Map<string, ShownTree>();

// The extension makes its views when it is activated, which nothing has done yet.
assert.equal(vscode.extensions.getExtension(extensionId)?.isActive, false);
const own = vscode.window.createTreeView;
Object.assign(vscode.window, {
  createTreeView: (viewId: string, options: vscode.TreeViewOptions<unknown>) => {
    const view = own(viewId, options);
    trees.set(viewId, { provider: options.treeDataProvider, view });
    return view;
  },
});

/** A view of the running extension, by its id in package.json. */
export async function shownTree(viewId: string): Promise<ShownTree> {
  await vscode.extensions.getExtension(extensionId)?.activate();
  const shown = trees.get(viewId);
  assert.ok(shown, `nobody made the view ${viewId}`);
  return shown;
}

/** All rows of a view as its tree has them now, each before those below it. */
export async function rowsOf<Node>({ provider }: ShownTree): Promise<readonly Node[]> {
  const below = async (node?: unknown): Promise<unknown[]> => {
    const rows: unknown[] = [];
    for (const row of (await provider.getChildren(node)) ?? []) {
      rows.push(row, ...(await below(row)));
    }
    return rows;
  };
  return (await below()) as Node[];
}
