import type { CopyState } from '../../core/cdn/purgeProof';
import type { PurgeEntry } from '../cdn/purges';
import type { CopyNode, OlderNode, PurgeNode } from './historyNode';

/** What needs a look first. */
const stateOrder: readonly CopyState['kind'][] = [
  'stillServed',
  'notProven',
  'purging',
  'waiting',
  'gone',
];

/** The rows below a purge: each of its addresses, what needs a look first. */
export function rowsBelowPurge(parent: PurgeNode): readonly CopyNode[] {
  const rank = ({ copy }: CopyNode) => stateOrder.indexOf(copy.state.kind);
  return parent.entry.copies
    .map((copy): CopyNode => ({ kind: 'copy', parent, copy }))
    .sort((a, b) => rank(a) - rank(b));
}

/** What a row's menu goes by: the `viewItem` of package.json. */
export type PurgeRowContext = 'copies' | 'again' | 'forget';

/** The menu context of the row of purges: what it is, and what can be done with it. */
export function purgeRowContext({ retry, isUnderWay }: PurgeEntry): readonly PurgeRowContext[] {
  return [
    'copies',
    ...(retry ? (['again'] as const) : []),
    ...(isUnderWay ? [] : (['forget'] as const)),
  ];
}

const made = new WeakSet<object>();

/** Vouches for the row of a purge. */
export function madePurgeNode(entry: PurgeEntry, parent: OlderNode | undefined): PurgeNode {
  const node: PurgeNode = { kind: 'purge', parent, entry };
  made.add(node);
  return node;
}

/** Whether a command's argument is a purge's row of ours: anybody may run a command with anything. */
export function isPurgeNode(value: unknown): value is PurgeNode {
  return typeof value === 'object' && value !== null && made.has(value);
}
