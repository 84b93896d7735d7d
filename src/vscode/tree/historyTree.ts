import * as vscode from 'vscode';
import { journalError } from '../../core/journal/journalError';
import { recordProblemText } from '../failures/recordProblemText';
import type { PurgeEntry, Purges } from '../cdn/purges';
import type { PublicationEntry, Publications } from '../run/publications';
import { recoveryId, type Recoveries, type RecoveryEntry } from '../run/recoveries';
import type { RunEntry, Runs } from '../run/runs';
import { oneLine } from '../ui/oneLine';
import { toHistoryItem } from './historyItem';
import {
  madeRunNode,
  pageRuns,
  rowsBelow,
  rowsBelowRun,
  type HistoryNode,
  type OlderNode,
  type PublicationNode,
  type PurgeNode,
  type RecoveryNode,
  type RunNode,
} from './historyNode';
import { madePublicationNode, rowsBelowPublication } from './publicationRow';
import { madePurgeNode, rowsBelowPurge } from './purgeNode';
import { madeRecoveryNode } from './recoveryRow';

/** What the tree is made from. */
export interface HistoryTreeParts {
  readonly runs: Pick<Runs, 'list' | 'onDidChange'> & {
    readonly records: Pick<Runs['records'], 'read'>;
  };
  readonly purges: Pick<Purges, 'list' | 'takeUp' | 'onDidChange'>;
  readonly publications: Pick<Publications, 'list' | 'onDidChange'>;
  readonly recoveries: Pick<Recoveries, 'list' | 'onDidChange'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
  /** Told why the runs can't be listed, and `undefined` when they can. */
  readonly onProblem: (problem: string | undefined) => void;
}

/** The runs as rows. It reads the records when somebody looks, and the targets of an opened run. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly listener: vscode.Disposable;
  /** VS Code knows a row by identity: a run that has not changed keeps its object. */
  private readonly shown = new Map<string, RunNode>();
  private readonly shownPurges = new Map<string, PurgeNode>();
  private readonly shownPublications = new Map<string, PublicationNode>();
  private readonly shownRecoveries = new Map<string, RecoveryNode>();
  private readonly older = new Map<number, OlderNode>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly parts: HistoryTreeParts) {
    const refresh = () => this.changed.fire(undefined);
    this.listener = vscode.Disposable.from(
      parts.runs.onDidChange(refresh),
      parts.purges.onDidChange(refresh),
      parts.publications.onDidChange(refresh),
      parts.recoveries.onDidChange(refresh),
    );
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    return toHistoryItem(node, Date.now());
  }

  getParent(node: HistoryNode): HistoryNode | undefined {
    return node.parent;
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    switch (node?.kind) {
      case undefined:
      case 'older':
        return this.runRowsOrProblem(node);
      case 'run':
        return [...(await this.targetRows(node))];
      case 'group':
      case 'page':
        return [...rowsBelow(node)];
      case 'purge':
        return [...rowsBelowPurge(node)];
      case 'publication':
        return [...rowsBelowPublication(node)];
      case 'target':
      case 'unread':
      case 'copy':
      case 'publishedFile':
      case 'recovery':
        return [];
    }
  }

  /** The row of a run, read anew. */
  async find(runId: string): Promise<RunNode | undefined> {
    for (let page: OlderNode | undefined; ;) {
      const rows: readonly HistoryNode[] = await this.runRows(page);
      const row = rows.find((each) => each.kind === 'run' && each.entry.run.runId === runId);
      if (row?.kind === 'run') return row;
      const next = rows.at(-1);
      if (next?.kind !== 'older') return undefined;
      page = next;
    }
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  private async runRowsOrProblem(page: OlderNode | undefined): Promise<HistoryNode[]> {
    try {
      const rows = await this.runRows(page);
      this.parts.onProblem(undefined);
      return rows;
    } catch (error) {
      // The view says it in place of its rows; a message would only repeat it.
      this.parts.onProblem(this.words(error));
      return [];
    }
  }

  /** The runs of a page, the newest without one, and a row for what is older. Throws `JournalError`. */
  private async runRows(page: OlderNode | undefined): Promise<HistoryNode[]> {
    const from = page?.from ?? 0;
    const end = from + pageRuns;
    const entries = await this.parts.runs.list(end + 1);
    const runs: HistoryNode[] = entries.slice(from, end).map((entry) => this.rowOf(entry, page));
    const before = from === 0 ? undefined : entries[from - 1]?.run.runId;
    const last = entries.length > end ? entries[end - 1]?.run.runId : undefined;
    const isHere = (id: string) =>
      (before === undefined || id < before) && (last === undefined || id >= last);
    const purges = (await this.purgesOrNone()).filter(({ header }) => isHere(header.purgeId));
    const publications = await this.publicationsOrNone();
    const recoveries = await this.recoveriesOrNone();
    const rows = [
      ...runs,
      ...purges.map((entry) => this.purgeRowOf(entry, page)),
      ...publications
        .filter(({ header }) => isHere(header.publicationId))
        .map((entry) => this.publicationRowOf(entry, page)),
      ...recoveries
        .filter((entry) => isHere(recoveryTime(entry)))
        .map((entry) => this.recoveryRowOf(entry, page)),
    ];
    rows.sort((a, b) => (timeOf(b) > timeOf(a) ? 1 : -1));
    return last === undefined ? rows : [...rows, this.olderAt(end, page)];
  }

  private rowOf(entry: RunEntry, page: OlderNode | undefined): RunNode {
    const { runId } = entry.run;
    const known = this.shown.get(runId);
    if (known && known.parent === page && JSON.stringify(known.entry) === JSON.stringify(entry)) {
      return known;
    }
    const row = madeRunNode(entry, page);
    this.shown.set(runId, row);
    return row;
  }

  /** The purges; those that an earlier window left are gone on with. */
  private async purgesOrNone(): Promise<readonly PurgeEntry[]> {
    try {
      await this.parts.purges.takeUp();
      return await this.parts.purges.list();
    } catch (error) {
      // The runs are shown all the same.
      this.parts.log.warn(`history: ${oneLine(String(error))}`);
      return [];
    }
  }

  private purgeRowOf(entry: PurgeEntry, page: OlderNode | undefined): PurgeNode {
    const { purgeId } = entry.header;
    const known = this.shownPurges.get(purgeId);
    if (known && known.parent === page && JSON.stringify(known.entry) === JSON.stringify(entry)) {
      return known;
    }
    const row = madePurgeNode(entry, page);
    this.shownPurges.set(purgeId, row);
    return row;
  }

  private async publicationsOrNone(): Promise<readonly PublicationEntry[]> {
    try {
      return await this.parts.publications.list();
    } catch (error) {
      // The runs are shown all the same.
      this.parts.log.warn(`history: ${oneLine(String(error))}`);
      return [];
    }
  }

  private publicationRowOf(entry: PublicationEntry, page: OlderNode | undefined): PublicationNode {
    const { publicationId } = entry.header;
    const known = this.shownPublications.get(publicationId);
    if (known && known.parent === page && JSON.stringify(known.entry) === JSON.stringify(entry)) {
      return known;
    }
    const row = madePublicationNode(entry, page);
    this.shownPublications.set(publicationId, row);
    return row;
  }

  private async recoveriesOrNone(): Promise<readonly RecoveryEntry[]> {
    try {
      return await this.parts.recoveries.list();
    } catch (error) {
      // The runs are shown all the same.
      this.parts.log.warn(`history: ${oneLine(String(error))}`);
      return [];
    }
  }

  private recoveryRowOf(entry: RecoveryEntry, page: OlderNode | undefined): RecoveryNode {
    const id = recoveryId(entry);
    const known = this.shownRecoveries.get(id);
    if (known && known.parent === page && JSON.stringify(known.entry) === JSON.stringify(entry)) {
      return known;
    }
    const row = madeRecoveryNode(entry, page);
    this.shownRecoveries.set(id, row);
    return row;
  }

  private olderAt(from: number, parent: OlderNode | undefined): OlderNode {
    const node = this.older.get(from) ?? { kind: 'older', parent, from };
    this.older.set(from, node);
    return node;
  }

  /** What the disk or the record says, harmless in a row; it is in the log then. */
  private words(error: unknown): string {
    const problem = journalError(error);
    this.parts.log.warn(`history: ${oneLine(problem.message)}, line ${problem.line ?? 'none'}`);
    return recordProblemText(problem);
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

/** IDs of all kinds begin with the time of their record. */
function timeOf(node: HistoryNode): string {
  switch (node.kind) {
    case 'run':
      return node.entry.run.runId;
    case 'purge':
      return node.entry.header.purgeId;
    case 'publication':
      return node.entry.header.publicationId;
    case 'recovery':
      return recoveryTime(node.entry);
    default:
      return '';
  }
}

/** As the IDs of runs begin: `20260131T140233000Z`. */
function recoveryTime({ createdAt }: RecoveryEntry): string {
  return createdAt.replace(/[-:.]/g, '');
}
