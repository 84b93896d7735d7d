import type { Claim } from '../../core/request';
import { refKey } from '../../core/lookup/lookUpMemory';
import type { AssetRef } from '../../core/reference';
import { entriesOf, isReferencesNode } from '../tree/referenceNode';
import type { ReferenceEntry, ReferencesNode } from '../tree/referenceNode';
import { chosenRows } from './chosenRows';

/** The references that a command of the references view is about, each once. */
export function chosenReferences(
  clicked: unknown,
  selected: unknown,
  selection: readonly ReferencesNode[],
): readonly ReferenceEntry[] {
  const rows = chosenRows(clicked, selected, selection, isReferencesNode);
  return [...new Set(rows.flatMap(entriesOf))];
}

/**
 * What references ask to delete: the files that were found, and what was not looked up yet. Each
 * file once, with the first place that mentions it.
 */
export function claimsOf(entries: readonly ReferenceEntry[]): readonly Claim[] {
  const claims = new Map<string, Claim>();
  for (const entry of entries) {
    const ref = fileRef(entry);
    if (!ref) continue;
    const key = refKey(ref);
    if (!claims.has(key)) claims.set(key, { ref, source: entry.place });
  }
  return [...claims.values()];
}

function fileRef({ located, status }: ReferenceEntry): AssetRef | undefined {
  const { ref } = located.reference;
  switch (status.kind) {
    case 'found':
      return { kind: 'id', fileId: status.asset.fileId };
    case 'unknown':
      return ref.kind === 'version' ? { kind: 'id', fileId: ref.fileId } : ref;
    case 'missing':
    case 'ambiguous':
    case 'otherAccount':
    case 'folder':
    case 'ignored':
      return undefined;
  }
}
