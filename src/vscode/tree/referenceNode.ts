import { refKey } from '../../core/lookup/lookUpMemory';
import type { Place } from '../../core/reference';
import type {
  AssetReference,
  MissingStatus,
  ReferenceStatus,
} from '../../core/lookup/referenceStatus';
import type { Located } from '../references/place';

/** A reference, where it stands as a person reads it, and how it stands with the library. */
export interface ReferenceEntry {
  readonly located: Located<AssetReference>;
  /** The file with its folder's name in front, where several folders are open. */
  readonly place: Place;
  readonly status: ShownStatus;
}

/** Ids of other systems are counted, not shown; what settings ignore is no longer called missing. */
export type ShownStatus =
  | Exclude<ReferenceStatus, { readonly kind: 'unrelated' }>
  | { readonly kind: 'ignored'; readonly status: MissingStatus };

/** The ways to stand, in the order in which they are told. */
export const statusKinds = [
  ...(['found', 'missing', 'ambiguous', 'otherAccount', 'folder', 'unknown', 'ignored'] as const),
] as const;

/** A reference's row. */
export interface ReferenceNode {
  readonly kind: 'reference';
  readonly parent: ReferenceGroupNode;
  readonly entry: ReferenceEntry;
}

/** A row with the references of one file, or with those to one thing in the library. */
export interface ReferenceGroupNode {
  readonly kind: 'file' | 'asset';
  /** The same for the same file or thing, whatever else changes. */
  readonly key: string;
  /** Never empty. */
  readonly entries: readonly [ReferenceEntry, ...ReferenceEntry[]];
}

/** A row of the references view: data only. */
export type ReferencesNode = ReferenceNode | ReferenceGroupNode;

/** How the view groups its rows. */
export type ReferenceGrouping = ReferenceGroupNode['kind'];

/** What of the references is shown. */
export interface ReferenceFilter {
  /** `undefined` shows all. */
  readonly status: ShownStatus['kind'] | undefined;
  /** Part of a file's path, of the text itself, or of the asset's path; case does not matter. */
  readonly text: string;
}

/** Nothing is left out. */
export const noFilter: ReferenceFilter = { status: undefined, text: '' };

/** What a row's menu goes by: the `viewItem` of package.json. */
export type ReferenceRowContext = 'referenceFile' | `reference-${ShownStatus['kind']}`;

/** The menu context of a row; one of an asset has the menu of its references. */
export function referenceRowContext(node: ReferencesNode): ReferenceRowContext {
  if (node.kind === 'file') return 'referenceFile';
  return `reference-${rowStatus(node).kind}`;
}

/** How a reference, or all of an asset's, stand. */
export function rowStatus(node: ReferencesNode): ShownStatus {
  return node.kind === 'reference' ? node.entry.status : node.entries[0].status;
}

/** Unique in the view, and stable, so that VS Code keeps what is open and selected. */
export function referenceNodeId(node: ReferencesNode): string {
  if (node.kind !== 'reference') return `${node.kind} ${node.key}`;
  const { line, column } = node.entry.place;
  return `${line}:${column} ${fileKey(node.entry)} in ${referenceNodeId(node.parent)}`;
}

/** Every reference that a row stands for. */
export function entriesOf(node: ReferencesNode): readonly [ReferenceEntry, ...ReferenceEntry[]] {
  return node.kind === 'reference' ? [node.entry] : node.entries;
}

/** The rows of the view's first level: files by path; assets with what needs a look first. */
export function groupReferences(
  entries: Iterable<ReferenceEntry>,
  grouping: ReferenceGrouping,
  filter: ReferenceFilter,
): readonly ReferenceGroupNode[] {
  const groups = new Map<string, [ReferenceEntry, ...ReferenceEntry[]]>();
  for (const entry of entries) {
    if (!passes(entry, filter)) continue;
    const key = grouping === 'file' ? fileKey(entry) : assetKey(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  const rows = [...groups].map(([key, group]) =>
    madeReferenceNode({ kind: grouping, key, entries: group }),
  );
  return rows.sort(grouping === 'file' ? byPlace : byNeed);
}

/** What a reference calls its asset: the library path if that is known, else its id. */
export function titleOf({ located, status }: ReferenceEntry): string {
  if (status.kind === 'found') return status.asset.filePath;
  const { ref } = located.reference;
  return ref.kind === 'id' || ref.kind === 'version' ? ref.fileId : ref.path;
}

function fileKey({ located }: ReferenceEntry): string {
  return `${located.folder.uri.toString()}/${located.reference.place.file}`;
}

function assetKey({ located, status }: ReferenceEntry): string {
  return status.kind === 'found'
    ? `found ${status.asset.fileId}`
    : `${status.kind} ${refKey(located.reference.ref)}`;
}

function passes(entry: ReferenceEntry, { status, text }: ReferenceFilter): boolean {
  if (status !== undefined && entry.status.kind !== status) return false;
  if (text === '') return true;
  const { value } = entry.located.reference;
  const wanted = text.toLowerCase();
  return [entry.place.file, value, titleOf(entry)].some((each) =>
    each.toLowerCase().includes(wanted),
  );
}

const order: readonly ShownStatus['kind'][] = [
  ...(['missing', 'ambiguous', 'folder'] as const),
  ...(['found', 'otherAccount', 'unknown', 'ignored'] as const),
];

function byNeed(a: ReferenceGroupNode, b: ReferenceGroupNode): number {
  const need = (node: ReferenceGroupNode) => order.indexOf(rowStatus(node).kind);
  return need(a) - need(b) || compare(titleOf(a.entries[0]), titleOf(b.entries[0]));
}

function byPlace(a: ReferenceGroupNode, b: ReferenceGroupNode): number {
  return compare(a.entries[0].place.file, b.entries[0].place.file);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

const made = new WeakSet<object>();

/** Vouches for a row, which every row of the view goes through once. */
export function madeReferenceNode<Node extends ReferencesNode>(node: Node): Node {
  made.add(node);
  return node;
}

/** Whether a command's argument is a row of ours: anybody may run a command with anything. */
export function isReferencesNode(value: unknown): value is ReferencesNode {
  return typeof value === 'object' && value !== null && made.has(value);
}
