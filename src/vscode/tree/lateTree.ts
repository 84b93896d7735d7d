import * as vscode from 'vscode';

/** What a tree offers beside its rows. */
type Looks = Pick<
  vscode.TreeViewOptions<unknown>,
  'canSelectMany' | 'showCollapseAll' | 'manageCheckboxStateManually'
>;

/** What a view shows once it is loaded. */
interface Rows<Node> extends vscode.TreeDataProvider<Node> {
  readonly onDidChangeTreeData: vscode.Event<Node[] | undefined>;
}

/**
 * A view that is there from the start, while the code of its rows is loaded when somebody looks: VS
 * Code shows an error in a view that nobody has made.
 */
export class LateTree<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly view: vscode.TreeView<Node>;
  private readonly changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private tree: Rows<Node> | undefined;
  private listener: vscode.Disposable | undefined;

  /** `load` leads to `fill`. */
  constructor(
    viewId: string,
    looks: Looks,
    private readonly load: () => Promise<unknown>,
  ) {
    this.view = vscode.window.createTreeView<Node>(viewId, { ...looks, treeDataProvider: this });
  }

  /** Gives the view its rows. */
  fill(tree: Rows<Node>): void {
    this.tree = tree;
    this.listener = tree.onDidChangeTreeData((rows) => this.changed.fire(rows));
  }

  async getChildren(node?: Node): Promise<Node[] | null | undefined> {
    return (await this.filled()).getChildren(node);
  }

  async getTreeItem(node: Node): Promise<vscode.TreeItem> {
    return (await this.filled()).getTreeItem(node);
  }

  async getParent(node: Node): Promise<Node | null | undefined> {
    return (await this.filled()).getParent?.(node);
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    return (await (await this.filled()).resolveTreeItem?.(item, node, token)) ?? item;
  }

  dispose(): void {
    this.listener?.dispose();
    this.view.dispose();
    this.changed.dispose();
  }

  private async filled(): Promise<Rows<Node>> {
    if (!this.tree) await this.load();
    if (!this.tree) throw new Error('the view got no rows');
    return this.tree;
  }
}
