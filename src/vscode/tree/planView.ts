import * as vscode from 'vscode';
import { setContextKey } from '../settings/contextKeys';
import type { Pictures } from '../library/pictures';
import type { PlanChange, PlanUnderReview } from '../plan/planReview';
import { accountLabel } from '../account/accountLabel';
import { reviewTotals } from '../plan/reviewText';
import { isBoxed, type PlanNode } from './planNode';
import { PlanTree } from './planTree';
import { viewIds, type Views } from './views';

const { Checked } = vscode.TreeItemCheckboxState;

/** The plan under review in the side bar; there only while there is one. */
export class PlanView implements vscode.Disposable {
  private readonly tree: PlanTree;
  private readonly view: vscode.TreeView<PlanNode>;
  private readonly listeners: vscode.Disposable;

  constructor(
    late: Views['plan'],
    private readonly planReview: PlanUnderReview,
    pictures: Pick<Pictures, 'now' | 'load' | 'onDidLoad'>,
  ) {
    this.tree = new PlanTree({ planReview, pictures });
    this.view = late.view;
    late.fill(this.tree);
    this.listeners = vscode.Disposable.from(
      planReview.onDidChange((change) => this.show(change)),
      this.view.onDidChangeCheckboxState(({ items }) =>
        this.check(items.map(([node, state]) => [node, state === Checked])),
      ),
    );
  }

  /** Brings the view into sight, with as much room as VS Code lets it have. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${viewIds.plan}.focus`);
    if (this.planReview.current) setContextKey('imagekitCleanup.planInSight', true);
  }

  /** Draws more rows where a row says that there are some. */
  drawMore(node: PlanNode): void {
    if (node.kind === 'undrawn') this.tree.drawMore(node.parent);
  }

  /** Checks the selected row, or unchecks it: VS Code has no key for that. */
  toggleSelected(): void {
    const [node] = this.view.selection;
    const review = this.planReview.current?.review;
    if (!node || !review) return;
    if (node.kind === 'target') {
      const isGoing = review.decision(node.planned.key).kind === 'delete';
      this.check([[node, !isGoing]]);
    } else if (isBoxed(node)) this.check([[node, !review.allChecked(node.group)]]);
  }

  dispose(): void {
    this.listeners.dispose();
    this.tree.dispose();
  }

  private check(rows: readonly (readonly [PlanNode, boolean])[]): void {
    this.planReview.change((review) => {
      for (const [node, on] of rows) {
        if (node.kind === 'target') review.check(node.planned.key, on);
        else if (isBoxed(node)) review.checkGroup(node.group, on);
      }
    });
  }

  private show(change: PlanChange): void {
    const open = this.planReview.current;
    if (change === 'boxes') this.tree.redrawBoxes();
    else {
      setContextKey('imagekitCleanup.hasPlan', open !== undefined);
      this.tree.redraw();
    }
    if (!open) {
      setContextKey('imagekitCleanup.planInSight', false);
      this.view.message = '';
      return;
    }
    const totals = reviewTotals(open.review);
    this.view.description = accountLabel(open.account);
    this.view.message = [`${totals}.`, ...open.notes].join(' ');
  }
}
