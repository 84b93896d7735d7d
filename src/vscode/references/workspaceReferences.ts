import * as vscode from 'vscode';
import type { Account } from '../../core/account/account';
import { targetKey } from '../../core/target';
import type { Target } from '../../core/target';
import type { FinderContext } from '../../core/finder/finderContext';
import type { AssetRef, Hint, Place, Reference } from '../../core/reference';
import type { AssetKeys } from '../../core/lookup/referenceIndex';
import type { Coverage, SearchScope } from '../../core/scope/searchScope';
import type { SearchThread } from '../../io/search/searchThread';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import { asTheyAre, ChangedFiles, needNewSearch, searchableOf } from './changedFiles';
import type { FileChanges } from './changedFiles';
import { JointWork } from './jointWork';
import { uriIn } from './fileSpelling';
import type { Located } from './place';
import { shownHint, shownPlace } from './place';
import type { ScannedFolder } from './scanFolder';
import { assetReferences, coverageOf, endpointsOf, placeIn } from './scannedFolders';
import { mentionsFile, referencesAt, usageOf, usageOfTarget } from './scannedFolders';
import type { AssetUsage, ScannedPlace } from './scannedFolders';
import { goneSpelling, spellingsOf } from './spellings';
import { workspaceFiles } from './workspaceFiles';

/** What the workspace says differently now. */
export interface ReferencesChange {
  /** The files in question; `undefined` when it may be any. */
  readonly files: readonly vscode.Uri[] | undefined;
}

/** What the workspace says of a target, with places as a person reads them. */
export interface TargetUsage {
  readonly references: readonly Place[];
  readonly hints: readonly Hint[];
}

/** What the references are made from. */
export interface WorkspaceReferencesParts {
  /** What texts are searched for; another one makes the last search outdated. */
  readonly context: () => FinderContext;
  readonly onDidChangeContext: vscode.Event<void>;
  /** Which files are searched. */
  readonly scope: () => SearchScope;
  readonly onDidChangeScope: (listener: () => void) => vscode.Disposable;
  readonly ripgrep: () => Promise<string | undefined>;
  /** The script that searches in a thread of its own. */
  readonly worker: string;
  readonly log: Pick<vscode.LogOutputChannel, 'info' | 'warn'>;
}

/**
 * Where the workspace mentions assets. The first search is made when somebody needs it; from then
 * on files are read again one by one as they change, and unsaved text counts before the disk.
 */
export class WorkspaceReferences implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ReferencesChange>();
  /** Fires when there may be other references than before. */
  readonly onDidChange = this.changed.event;
  private scanned: readonly ScannedFolder[] | undefined;
  private outdated = false;
  private triggers: string | undefined;
  private files: ChangedFiles | undefined;
  private thread: SearchThread | undefined;
  private updates = Promise.resolve();
  private readonly search = new JointWork((signal) => this.searchAll(signal));
  private readonly listeners: vscode.Disposable;
  private readonly disposed = new AbortController();

  constructor(private readonly parts: WorkspaceReferencesParts) {
    this.listeners = vscode.Disposable.from(
      parts.onDidChangeContext(() => {
        if (this.triggers !== triggersOf(parts.context())) this.outdate();
      }),
      parts.onDidChangeScope(() => this.outdate()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.outdate()),
    );
  }

  /** Whether the workspace was searched; until then nothing is known about it. */
  get isSearched(): boolean {
    return this.scanned !== undefined;
  }

  /** What the last search looked at and what not, all folders together. */
  get coverage(): Coverage | undefined {
    return this.scanned && coverageOf(this.scanned);
  }

  /**
   * Endpoints that files of the workspace configure or load from, such as
   * `https://ik.imagekit.io/acme`, with how many mentions each has.
   */
  get endpoints(): ReadonlyMap<string, number> {
    return endpointsOf(this.scanned ?? []);
  }

  /**
   * Searches the workspace anew: what a search says that began earlier does not count, nor what file
   * events have told, which come late or never. Throws the signal's reason.
   */
  async searchAnew(signal: AbortSignal): Promise<void> {
    this.outdated = true;
    await this.ready(signal);
  }

  /**
   * Searches the workspace unless what is known of it is up to date, what was typed a moment ago
   * included; waits for a search that is under way. Throws the signal's reason.
   */
  async ready(signal: AbortSignal): Promise<void> {
    do {
      while (this.isBehind()) await this.search.join(signal);
      this.files?.flush();
      await this.updates;
      signal.throwIfAborted();
    } while (this.isBehind());
  }

  /** Every reference that claims to be an asset's. */
  all(): Generator<Located<AssetReference>> {
    return assetReferences(this.scanned ?? []);
  }

  /** The references of one file that claim to be an asset's. */
  inFile(uri: vscode.Uri): readonly Located<AssetReference>[] {
    const at = this.find(uri);
    return at ? referencesAt(at) : [];
  }

  /** A reference as the files around it make it: a path is `likely` where an endpoint is at hand. */
  inContext(uri: vscode.Uri, reference: Reference): Reference {
    return this.find(uri)?.scanned.index.inContext(reference) ?? reference;
  }

  /** Whether anything mentions, or may mention, the same file as a reference does: by id or path. */
  mentions(ref: AssetRef): boolean {
    return mentionsFile(this.scanned ?? [], ref);
  }

  /** Where an asset of the account is mentioned. */
  usage(asset: AssetKeys, account: Pick<Account, 'urlEndpoints'>): AssetUsage {
    return usageOf(this.scanned ?? [], asset, account);
  }

  /**
   * Where each target is mentioned or may be meant, by its key; a version's are the places that name
   * it and no other. Searches the workspace anew, since it decides what is deleted. Throws the signal's reason.
   */
  async usagesOf(
    targets: readonly Target[],
    account: Account,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, TargetUsage>> {
    if (vscode.workspace.workspaceFolders === undefined) return new Map();
    await this.searchAnew(signal);
    const usage = (target: Target): TargetUsage => {
      const { references, hints } = usageOfTarget(this.scanned ?? [], target, account);
      return { references: references.map(shownPlace), hints: hints.map(shownHint) };
    };
    return new Map(targets.map((target) => [targetKey(target), usage(target)]));
  }

  dispose(): void {
    this.disposed.abort();
    this.listeners.dispose();
    this.files?.dispose();
    this.thread?.dispose();
    this.changed.dispose();
  }

  private async searchAll(signal: AbortSignal): Promise<void> {
    this.outdated = false;
    const { log } = this.parts;
    this.files ??= new ChangedFiles((changes) => this.enqueue(changes));
    const context = this.parts.context();
    this.triggers = triggersOf(context);
    const { scanFolder } = await import('./scanFolder');
    const { SearchThread } = await import('../../io/search/searchThread');
    const thread = (this.thread ??= new SearchThread(this.parts.worker));
    const ripgrep = await this.parts.ripgrep();
    const options = { context, scope: this.parts.scope(), ripgrep, thread, log, signal };
    const start = performance.now();
    const scanned: ScannedFolder[] = [];
    try {
      for (const folder of vscode.workspace.workspaceFolders ?? []) {
        scanned.push(await scanFolder(folder, options));
      }
    } catch (error) {
      this.outdated = true;
      throw error;
    }
    this.scanned = scanned;
    const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
    for (const { uri } of unsaved) await this.readAgain(uri);
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    log.info(`references: searched ${String(this.coverage?.searched)} files in ${seconds} s`);
    this.changed.fire({ files: undefined });
  }

  private isBehind(): boolean {
    return !this.scanned || this.outdated || this.search.isGoing;
  }

  /** What is known does not fit any more; it is shown until a new search has ended. */
  private outdate(): void {
    this.outdated = true;
    if (this.scanned) void this.searchInBackground();
  }

  private async searchInBackground(): Promise<void> {
    try {
      await this.ready(this.disposed.signal);
    } catch (error) {
      // Nobody asked for it now: who needs the references next searches again.
      if (!this.disposed.signal.aborted) this.parts.log.warn(`references: ${String(error)}`);
    }
  }

  /** One after the other, and after a search that may have read the files before they changed. */
  private enqueue(changes: FileChanges): void {
    this.updates = this.updates
      .then(() => this.search.idle())
      .then(() => this.update(changes))
      .catch((error: unknown) => this.parts.log.warn(`references: ${String(error)}`));
  }

  private async update(changes: FileChanges): Promise<void> {
    if (!this.scanned) return;
    const { touched, gone } = await asTheyAre(searchableOf(changes));
    if (touched.length === 0 && gone.length === 0) return;
    const forgotten: vscode.Uri[] = [];
    for (const uri of gone) forgotten.push(...(await this.forget(uri)));
    if (await needNewSearch({ touched, gone })) {
      this.outdate();
      return;
    }
    const read: vscode.Uri[] = [];
    for (const uri of touched) read.push(...(await this.readAgain(uri)));
    this.changed.fire({ files: [...read, ...forgotten] });
  }

  /** Drops what a file, or all files of a folder, said; tells which files those are. */
  private async forget(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
    const at = this.find(uri);
    if (!at) return [];
    const { folder, index } = at.scanned;
    const file = await goneSpelling(at);
    index.delete(file);
    index.siteFiles.delete(file);
    const below = index.deleteFolder(at.path);
    return [uri, ...[file, ...below].map((each) => uriIn(folder, each))];
  }

  /** Reads a file as it is now; tells which files say something else by that. */
  private async readAgain(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
    const at = this.find(uri);
    if (!at) return [uri];
    const { folder, index } = at.scanned;
    const { path, former } = await spellingsOf(at);
    if (former !== undefined) index.delete(former);
    const { readOneFile } = await import('../../io/search/workspaceWalk');
    const { pauses } = await import('../../io/search/searchFile');
    const findings = await readOneFile(path, {
      files: workspaceFiles(folder),
      scope: this.parts.scope(),
      context: this.parts.context(),
      signal: this.disposed.signal,
      thread: this.thread,
    });
    index.siteFiles.add(path);
    if (findings) index.set(findings);
    else index.delete(path);
    await index.prepare(pauses());
    return [path, ...(former === undefined ? [] : [former])].map((each) => uriIn(folder, each));
  }

  private find(uri: vscode.Uri): ScannedPlace | undefined {
    return placeIn(this.scanned ?? [], uri, vscode.workspace.getWorkspaceFolder(uri));
  }
}

function triggersOf({ triggerSource, endpoints }: FinderContext): string {
  return JSON.stringify([triggerSource, endpoints]);
}
