import * as vscode from 'vscode';
import type { Purges } from '../cdn/purges';
import type { Publications } from '../run/publications';
import type { Recoveries } from '../run/recoveries';
import type { Runs } from '../run/runs';
import type { HistoryNode } from './historyNode';
import { HistoryTree } from './historyTree';
import type { Views } from './views';

/** The runs in the side bar, the newest first. */
export class HistoryView implements vscode.Disposable {
  private readonly tree: HistoryTree;
  private readonly view: vscode.TreeView<HistoryNode>;

  constructor(
    late: Views['history'],
    parts: {
      readonly runs: Runs;
      readonly purges: Purges;
      readonly publications: Publications;
      readonly recoveries: Recoveries;
      readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
    },
  ) {
    this.tree = new HistoryTree({ ...parts, onProblem: (problem) => this.tell(problem) });
    this.view = late.view;
    late.fill(this.tree);
  }

  /** Shows the row of a run and what is below it; whether it is there. */
  async reveal(runId: string): Promise<boolean> {
    const node = await this.tree.find(runId);
    if (!node) return false;
    await this.view.reveal(node, { select: true, focus: true, expand: true });
    return true;
  }

  dispose(): void {
    this.tree.dispose();
  }

  private tell(problem: string | undefined): void {
    this.view.message =
      problem === undefined ? '' : vscode.l10n.t("Can't read the history: {0}", problem);
  }
}
