import * as vscode from 'vscode';
import type { Runs } from '../run/runs';
import { oneLine } from '../ui/oneLine';
import { toHistoryItem } from './historyItem';
import {
  madeRunNode,
  rowsBelow,
  rowsBelowRun,
  type HistoryNode,
  type RunNode,
} from './historyNode';

/** What the tree is made from. */
export interface HistoryTreeParts {
  readonly runs: Pick<Runs, 'list' | 'onDidChange'> & {
    readonly records: Pick<Runs['records'], 'read'>;
  };
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
  /** Told why the runs can't be listed, and `undefined` when they can. */
  readonly onProblem: (problem: string | undefined) => void;
}

/** The runs as rows. It reads the records when somebody looks, and the targets of an opened run. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly listener: vscode.Disposable;
  /** VS Code knows a row by identity: a run that has not changed keeps its object. */
  private shown = new Map<string, RunNode>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly parts: HistoryTreeParts) {
    this.listener = parts.runs.onDidChange(() => this.changed.fire(undefined));
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    return toHistoryItem(node, Date.now());
  }

  getParent(node: HistoryNode): HistoryNode | undefined {
    return node.kind === 'run' ? undefined : node.parent;
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.rootRows();
      case 'run':
        return [...(await this.targetRows(node))];
      case 'group':
      case 'page':
        return [...rowsBelow(node)];
      case 'target':
      case 'unread':
        return [];
    }
  }

  /** The row of a run, read anew. */
  async find(runId: string): Promise<RunNode | undefined> {
    await this.runRows();
    return this.shown.get(runId);
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  private async rootRows(): Promise<RunNode[]> {
    try {
      const rows = await this.runRows();
      this.parts.onProblem(undefined);
      return rows;
    } catch (error) {
      // The view says it in place of its rows; a message would only repeat it.
      this.parts.onProblem(this.words(error));
      return [];
    }
  }

  /** Throws `JournalError`. */
  private async runRows(): Promise<RunNode[]> {
    const entries = await this.parts.runs.list();
    const rows = entries.map((entry) => {
      const known = this.shown.get(entry.run.runId);
      const same = known && JSON.stringify(known.entry) === JSON.stringify(entry);
      return same ? known : madeRunNode(entry);
    });
    this.shown = new Map(rows.map((row) => [row.entry.run.runId, row]));
    return rows;
  }

  /** What the disk or the record says, harmless in a row; it is in the log then. */
  private words(error: unknown): string {
    const message = oneLine(error instanceof Error ? error.message : String(error));
    this.parts.log.warn(`history: ${message}`);
    return message;
  }

  private async targetRows(node: RunNode): Promise<readonly HistoryNode[]> {
    try {
      return rowsBelowRun(node, await this.parts.runs.records.read(node.entry.run.runId));
    } catch (error) {
      // A record that can't be read is no reason for a message: its own row says so.
      const message = this.words(error);
      return [{ kind: 'unread', parent: node, message }];
    }
  }
}
