import * as vscode from 'vscode';
import { setContextKey } from '../settings/contextKeys';
import type { ReferencesState } from '../settings/contextKeys';
import { ignoring } from '../references/ignored';
import type { Library } from '../library/library';
import type { LibraryLookup } from '../library/lookup';
import type { Pictures } from '../library/pictures';
import type { ReferenceCheck } from '../references/check';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import { shownPlace, type Located } from '../references/place';
import { onDidChangeProblemSettings, readProblemSettings } from '../settings/settings';
import { coverageText } from '../references/coverageText';
import { oneLine } from '../ui/oneLine';
import { formatCount } from '../ui/quantity';
import { statusWord } from '../references/statusText';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import { noFilter, statusKinds } from '../references/entry';
import type { ReferenceGrouping, ReferencesNode } from './referenceNode';
import type { ReferenceEntry, ReferenceFilter, ShownStatus } from '../references/entry';
import { ReferencesTree } from './referencesTree';
import { viewIds, type Views } from './views';
import { plural } from '../ui/plural';

const viewId = viewIds.references;

/** What the view is made from. */
export interface ReferencesViewParts {
  readonly references: WorkspaceReferences;
  readonly lookup: LibraryLookup;
  readonly check: ReferenceCheck;
  readonly library: Pick<Library, 'account' | 'onDidChange'>;
  readonly pictures: Pictures;
}

/** How many references stand in each way. */
type Counts = Readonly<Record<ShownStatus['kind'], number>>;

interface Content {
  readonly entries: readonly ReferenceEntry[];
  readonly counts: Counts;
  /** References that the library does not know and that nothing calls ImageKit's. */
  readonly unrelated: readonly Located<AssetReference>[];
}

/** Where the workspace mentions the library, in the side bar. */
export class ReferencesView implements vscode.Disposable {
  private readonly tree: ReferencesTree;
  private readonly view: vscode.TreeView<ReferencesNode>;
  private readonly listeners: vscode.Disposable;
  private content: Content | undefined;

  constructor(
    late: Views['references'],
    private readonly parts: ReferencesViewParts,
  ) {
    this.tree = new ReferencesTree({
      entries: () => this.current.entries,
      account: () => parts.library.account,
      pictures: parts.pictures,
    });
    this.view = late.view;
    late.fill(this.tree);
    this.listeners = vscode.Disposable.from(
      parts.check.onDidChange(() => this.update()),
      parts.library.onDidChange(({ kind }) => kind !== 'rows' && this.update()),
      parts.pictures.onDidLoad(() => this.tree.redraw()),
      onDidChangeProblemSettings(() => this.update()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.describe()),
    );
    this.describe();
  }

  /** The selected rows. */
  get selection(): readonly ReferencesNode[] {
    return this.view.selection;
  }

  /** How many references stand in each way. */
  get counts(): Counts {
    return this.current.counts;
  }

  /** What looks like a reference, but is none of the library's. */
  get unrelated(): readonly Located<AssetReference>[] {
    return this.current.unrelated;
  }

  get filter(): ReferenceFilter {
    return this.tree.shown.filter;
  }

  groupBy(grouping: ReferenceGrouping): void {
    this.tree.show(grouping, this.filter);
    this.describe();
  }

  filterBy(filter: ReferenceFilter): void {
    this.tree.show(this.tree.shown.grouping, filter);
    this.describe();
  }

  /** Moves the focus into the view. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Shows the bar of the view as long as something for it is under way. */
  async during<T>(work: Promise<T>): Promise<T> {
    return vscode.window.withProgress({ location: { viewId } }, () => work);
  }

  dispose(): void {
    this.listeners.dispose();
    this.tree.dispose();
  }

  /** Made when it is looked at: a hidden view costs nothing. */
  private get current(): Content {
    return (this.content ??= contentOf(this.parts));
  }

  private update(): void {
    this.content = undefined;
    this.tree.redraw();
    this.describe();
  }

  private describe(): void {
    const { grouping, filter } = this.tree.shown;
    setContextKey('imagekitCleanup.referencesState', this.state());
    setContextKey('imagekitCleanup.referencesBy', grouping);
    setContextKey('imagekitCleanup.referencesFiltered', filter !== noFilter);
    const coverage = this.parts.check.isActive ? this.parts.references.coverage : undefined;
    if (!coverage) return;
    const { counts, unrelated } = this.current;
    this.view.description = descriptionOf(counts);
    this.view.message = [
      ...(filter === noFilter ? [] : [filterText(filter)]),
      coverageText(coverage),
      ...(unrelated.length === 0 ? [] : [unrelatedText(unrelated.length)]),
    ].join(' ');
    this.view.badge = badgeOf(counts.missing);
  }

  private state(): ReferencesState {
    if (vscode.workspace.workspaceFolders === undefined) return 'noFolder';
    if (!this.parts.library.account) return 'noAccount';
    if (!this.parts.check.isActive) return 'unsearched';
    return this.current.entries.length === 0 ? 'nothing' : 'ready';
  }
}

/** Nothing until somebody has asked how the references stand: an unasked search says only half. */
function contentOf({ references, lookup, check }: ReferencesViewParts): Content {
  const entries: ReferenceEntry[] = [];
  const counts: Record<ShownStatus['kind'], number> = {
    ...{ found: 0, missing: 0, ambiguous: 0, otherAccount: 0, folder: 0, unknown: 0, ignored: 0 },
  };
  const isIgnored = ignoring(readProblemSettings());
  const unrelated: Located<AssetReference>[] = [];
  for (const located of check.isActive ? references.all() : []) {
    const { reference } = located;
    const found = lookup.status(reference);
    if (found.kind === 'unrelated') {
      unrelated.push(located);
      continue;
    }
    const status: ShownStatus =
      found.kind === 'missing' && isIgnored(reference) ? { kind: 'ignored', status: found } : found;
    counts[status.kind] += 1;
    entries.push({ located, place: shownPlace(located), status });
  }
  return { entries, counts, unrelated };
}

function descriptionOf(counts: Counts): string {
  const kinds = statusKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => vscode.l10n.t('{0} {1}', formatCount(counts[kind]), statusWord(kind)));
  return kinds.join(' · ');
}

function filterText({ status, text }: ReferenceFilter): string {
  const shown = oneLine(text);
  if (status === undefined) return vscode.l10n.t('Filtered by "{0}".', shown);
  return text === ''
    ? vscode.l10n.t('Only {0}.', statusWord(status))
    : vscode.l10n.t('Only {0} with "{1}".', statusWord(status), shown);
}

function unrelatedText(count: number): string {
  return plural(count, {
    one: vscode.l10n.t(
      "{0} more looks like a file ID or path but isn't in the library.",
      formatCount(count),
    ),
    other: vscode.l10n.t(
      "{0} more look like file IDs or paths but aren't in the library.",
      formatCount(count),
    ),
  });
}

function badgeOf(missing: number): vscode.ViewBadge | undefined {
  if (missing === 0) return undefined;
  const tooltip = plural(missing, {
    one: vscode.l10n.t('{0} reference to a missing file', formatCount(missing)),
    other: vscode.l10n.t('{0} references to missing files', formatCount(missing)),
  });
  return { value: missing, tooltip };
}
