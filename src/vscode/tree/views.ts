import type { HistoryNode } from './historyNode';
import { LateTree } from './lateTree';
import type { LibraryNode } from './libraryNode';
import type { PlanNode } from './planNode';
import type { ReferencesNode } from './referenceNode';

/** The views of the side bar, as they are before anybody has looked at them. */
export interface Views {
  readonly library: LateTree<LibraryNode>;
  readonly plan: LateTree<PlanNode>;
  readonly references: LateTree<ReferencesNode>;
  readonly history: LateTree<HistoryNode>;
}

/** Every view's id in package.json. */
export const viewIds = {
  library: 'imagekitCleanup.library',
  plan: 'imagekitCleanup.plan',
  references: 'imagekitCleanup.references',
  history: 'imagekitCleanup.history',
} as const;

/** Makes the views; `load` fills all of them. */
export function makeViews(load: () => Promise<unknown>): Views {
  const several = { canSelectMany: true, showCollapseAll: true };
  const boxes = { manageCheckboxStateManually: true, showCollapseAll: true };
  return {
    library: new LateTree<LibraryNode>(viewIds.library, several, load),
    plan: new LateTree<PlanNode>(viewIds.plan, boxes, load),
    references: new LateTree<ReferencesNode>(viewIds.references, several, load),
    history: new LateTree<HistoryNode>(viewIds.history, {}, load),
  };
}
