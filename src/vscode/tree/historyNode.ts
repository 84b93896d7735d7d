import type { RunRecord } from '../../core/journal/runRecord';
import { targetsOf, type RunTarget, type TargetState } from '../../core/journal/runTargets';
import { targetBytes, targetPath } from '../../core/target';
import type { PurgeCopy, PurgeEntry } from '../cdn/purges';
import type { PublicationEntry, PublishedFile } from '../run/publications';
import { recoveryId, type RecoveryEntry } from '../run/recoveries';
import type { RunEntry } from '../run/runs';

/** A target as its row needs it: a record of 100,000 targets is not kept in memory for its rows. */
export interface TargetRow {
  readonly key: string;
  readonly kind: 'asset' | 'version' | 'folder';
  readonly path: string;
  readonly versionName: string | undefined;
  readonly fileId: string | undefined;
  /** 0 when unknown. */
  readonly bytes: number;
  readonly state: TargetState;
}

/** A run's row. */
export interface RunNode {
  readonly kind: 'run';
  /** Missing for the newest ones. */
  readonly parent: OlderNode | undefined;
  readonly entry: RunEntry;
}

/** In place of older runs: those from the `from`-th on, counting from 0. */
export interface OlderNode {
  readonly kind: 'older';
  readonly parent: OlderNode | undefined;
  readonly from: number;
}

/** The targets of a run that stand in the same way. */
export interface GroupNode {
  readonly kind: 'group';
  readonly parent: RunNode;
  readonly state: TargetState['kind'];
  readonly rows: readonly TargetRow[];
}

/** Some of many targets: those from the `from`-th on, counting from 0. */
export interface PageNode {
  readonly kind: 'page';
  readonly parent: RunNode | GroupNode;
  readonly from: number;
  readonly rows: readonly TargetRow[];
}

/** A target's row. */
export interface TargetNode {
  readonly kind: 'target';
  readonly parent: RunNode | GroupNode | PageNode;
  readonly row: TargetRow;
}

/** In place of the targets that could not be read. */
export interface UnreadNode {
  readonly kind: 'unread';
  readonly parent: RunNode;
  readonly message: string;
}

/** The row of purges that were asked for together. */
export interface PurgeNode {
  readonly kind: 'purge';
  /** Missing among the newest rows. */
  readonly parent: OlderNode | undefined;
  readonly entry: PurgeEntry;
}

/** The row of one address of a purge. */
export interface CopyNode {
  readonly kind: 'copy';
  readonly parent: PurgeNode;
  readonly copy: PurgeCopy;
}

/** The row of files that were published or unpublished together. */
export interface PublicationNode {
  readonly kind: 'publication';
  /** Missing among the newest rows. */
  readonly parent: OlderNode | undefined;
  readonly entry: PublicationEntry;
}

/** The row of one of its files. */
export interface PublishedFileNode {
  readonly kind: 'publishedFile';
  readonly parent: PublicationNode;
  readonly file: PublishedFile;
}

/** The row of a backup on its own, a restore, or a version that was made current. */
export interface RecoveryNode {
  readonly kind: 'recovery';
  /** Missing among the newest rows. */
  readonly parent: OlderNode | undefined;
  readonly entry: RecoveryEntry;
}

/** A row of the history: data only. */
export type HistoryNode =
  | RunNode
  | OlderNode
  | GroupNode
  | PageNode
  | TargetNode
  | UnreadNode
  | PurgeNode
  | CopyNode
  | PublicationNode
  | PublishedFileNode
  | RecoveryNode;

/** Runs that are read and shown at a time. */
export const pageRuns = 200;

/** Rows that one row opens to at most; what is more goes into pages. */
export const pageRows = 1000;

/** Unique in the view, and the same for the same thing after a refresh. */
export function historyNodeId(node: HistoryNode): string {
  switch (node.kind) {
    case 'run':
      return `run:${node.entry.run.runId}`;
    case 'older':
      return `older:${node.from}`;
    case 'group':
      return `${node.state}:${historyNodeId(node.parent)}`;
    case 'page':
      return `${node.from}:${historyNodeId(node.parent)}`;
    case 'target':
      return `${historyNodeId(runOf(node))}:${node.row.key}`;
    case 'unread':
      return `unread:${historyNodeId(node.parent)}`;
    case 'purge':
      return `purge:${node.entry.header.purgeId}`;
    case 'copy':
      return `${historyNodeId(node.parent)}:${node.copy.address}`;
    case 'recovery':
      return `recovery:${recoveryId(node.entry)}`;
    case 'publication':
      return `publication:${node.entry.header.publicationId}`;
    case 'publishedFile':
      return `${historyNodeId(node.parent)}:${node.file.target.asset.fileId}`;
  }
}

/** The run that a row belongs to. */
export function runOf(node: RunNode | GroupNode | PageNode | TargetNode | UnreadNode): RunNode {
  return node.kind === 'run' ? node : runOf(node.parent);
}

/** What needs a look first. */
const stateOrder: readonly TargetState['kind'][] = [
  'inDoubt',
  'failed',
  'unknown',
  'notAttempted',
  'open',
  'alreadyGone',
  'deleted',
];

/** The rows below a run: its targets, grouped by how they stand when they differ in that. */
export function rowsBelowRun(run: RunNode, record: RunRecord): readonly HistoryNode[] {
  const byState = new Map<TargetState['kind'], TargetRow[]>();
  for (const target of targetsOf(record)) {
    const rows = byState.get(target.state.kind) ?? [];
    rows.push(rowOf(target));
    byState.set(target.state.kind, rows);
  }
  const groups = stateOrder.flatMap((state): readonly GroupNode[] => {
    const rows = byState.get(state);
    return rows ? [{ kind: 'group', parent: run, state, rows }] : [];
  });
  const [only] = groups;
  return only && groups.length === 1 ? paged(run, only.rows) : groups;
}

/** The rows below a row with targets, in pages when they are many. */
export function rowsBelow(node: GroupNode | PageNode): readonly HistoryNode[] {
  return node.kind === 'group' ? paged(node, node.rows) : targetsBelow(node, node.rows);
}

function paged(parent: RunNode | GroupNode, rows: readonly TargetRow[]): readonly HistoryNode[] {
  if (rows.length <= pageRows) return targetsBelow(parent, rows);
  const pages = Math.ceil(rows.length / pageRows);
  return Array.from({ length: pages }, (_, page): PageNode => {
    const from = page * pageRows;
    return { kind: 'page', parent, from, rows: rows.slice(from, from + pageRows) };
  });
}

function targetsBelow(
  parent: TargetNode['parent'],
  rows: readonly TargetRow[],
): readonly TargetNode[] {
  return rows.map((row) => ({ kind: 'target', parent, row }));
}

function rowOf({ planned: { key, target }, state }: RunTarget): TargetRow {
  const file =
    target.kind === 'asset' ? target.asset : target.kind === 'version' ? target.version : undefined;
  return {
    key,
    kind: target.kind,
    path: targetPath(target),
    versionName: target.kind === 'version' ? (file?.versionName ?? file?.versionId) : undefined,
    fileId: file?.fileId,
    bytes: targetBytes(target),
    state,
  };
}

/** What can be done with a run; a row's `viewItem` in package.json lists these. */
export type RunAction =
  'show' | 'export' | 'resume' | 'close' | 'retry' | 'restore' | 'purge' | 'forget' | 'open';

/** What can be done with a run as it stands, while no run has its account. */
export function runActions({ run, underWay, isBlocked }: RunEntry): readonly RunAction[] {
  if (run.kind === 'unreadable') return ['open', 'forget'];
  if (underWay || isBlocked) return ['show', 'export'];
  const { deleted, alreadyGone, failed, unknown, notAttempted } = run.counts;
  const restore = run.header.backup ? (['restore'] as const) : [];
  const isPurgeable = deleted + alreadyGone > 0 && run.header.targetKind !== 'folder';
  const purge = isPurgeable ? (['purge'] as const) : [];
  if (run.kind === 'interrupted') {
    return ['show', 'export', 'resume', 'close', ...restore, ...purge, 'forget'];
  }
  return [
    'show',
    'export',
    ...(notAttempted + unknown > 0 ? (['resume'] as const) : []),
    ...(failed + unknown > 0 ? (['retry'] as const) : []),
    ...restore,
    ...purge,
    'forget',
  ];
}

const made = new WeakSet<object>();

/** Vouches for a run's row. */
export function madeRunNode(entry: RunEntry, parent?: OlderNode): RunNode {
  const node: RunNode = { kind: 'run', parent, entry };
  made.add(node);
  return node;
}

/** Whether a command's argument is a run's row of ours: anybody may run a command with anything. */
export function isRunNode(value: unknown): value is RunNode {
  return typeof value === 'object' && value !== null && made.has(value);
}
