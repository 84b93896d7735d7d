import * as vscode from 'vscode';
import type { AssetReference } from '../../core/lookup/referenceStatus';
import type { Connections } from '../account/connections';
import type { Library } from '../library/library';
import type { LibraryLookup } from '../library/lookup';
import type { ReferencesChange, WorkspaceReferences } from './workspaceReferences';

/** What the check is made from. */
export interface ReferenceCheckParts {
  readonly references: Pick<
    WorkspaceReferences,
    'all' | 'isSearched' | 'onDidChange' | 'searchAnew'
  >;
  readonly lookup: Pick<LibraryLookup, 'lookUp' | 'onDidChange' | 'open'>;
  readonly connections: Pick<Connections, 'isConnected'>;
  readonly library: Pick<Library, 'onDidChange'>;
  readonly log: Pick<vscode.LogOutputChannel, 'debug'>;
}

/** Changes that come so close together, in milliseconds, are told as one. */
const together = 100;
/** A half-typed address is not worth a question: so long, in milliseconds, things must be quiet. */
const quiet = 1000;
/** After a failed look-up nobody asked for, the next one waits so long, in milliseconds. */
const pauseAfterFailure = 60_000;

/**
 * Holds what the workspace mentions against the library. Somebody asks for it first; from then on
 * what changes is looked up by itself, as long as the account is connected.
 */
export class ReferenceCheck implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ReferencesChange>();
  /** Fires when references may be others, or stand differently. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable;
  private readonly disposed = new AbortController();
  private files: Map<string, vscode.Uri> | undefined = new Map();
  private telling: NodeJS.Timeout | undefined;
  private asking: NodeJS.Timeout | undefined;
  private notBefore = 0;
  private active = false;

  constructor(private readonly parts: ReferenceCheckParts) {
    this.listeners = vscode.Disposable.from(
      parts.references.onDidChange((change) => this.note(change)),
      parts.lookup.onDidChange(() => this.note({ files: undefined })),
      parts.library.onDidChange((change) => {
        // What still mentions a deleted file is broken now, and that is said at once.
        const deleted = change.kind === 'rows' && change.deleted.length > 0;
        // Somebody who reads the library anew wants to know now, whatever failed a moment ago.
        if (change.kind === 'everything') this.notBefore = 0;
        if (deleted && parts.references.isSearched) this.activate();
      }),
    );
  }

  /** Whether somebody has asked how the references stand: only then are missing ones pointed out. */
  get isActive(): boolean {
    return this.active;
  }

  /** Searches the workspace anew and looks up what it finds. Throws the signal's reason, or why not. */
  async run(
    signal: AbortSignal,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    this.notBefore = 0;
    await this.parts.references.searchAnew(signal);
    this.activate();
    const progress = onProgress ? { onProgress } : {};
    await this.parts.lookup.lookUp(this.unlocated(), { signal, ...progress });
  }

  /** From now on missing references are pointed out. */
  private activate(): void {
    this.active = true;
    this.note({ files: undefined });
  }

  dispose(): void {
    this.disposed.abort();
    clearTimeout(this.telling);
    clearTimeout(this.asking);
    this.listeners.dispose();
    this.changed.dispose();
  }

  private *unlocated(): Generator<AssetReference> {
    for (const { reference } of this.parts.references.all()) yield reference;
  }

  private note({ files }: ReferencesChange): void {
    if (files) for (const uri of files) this.files?.set(uri.toString(), uri);
    else this.files = undefined;
    this.telling ??= setTimeout(() => this.tell(), together);
    if (!this.active) return;
    clearTimeout(this.asking);
    this.asking = setTimeout(() => void this.lookUpRest(), quiet);
  }

  private tell(): void {
    const files = this.files && [...this.files.values()];
    this.files = new Map();
    this.telling = undefined;
    this.changed.fire({ files });
  }

  private async lookUpRest(): Promise<void> {
    const { connections, lookup, log } = this.parts;
    if (!connections.isConnected || Date.now() < this.notBefore) return;
    const open = lookup.open(this.unlocated());
    if (open.length === 0) return;
    try {
      await lookup.lookUp(open, { signal: this.disposed.signal });
    } catch (error) {
      // Nobody asked: the references stay unknown, and the view says so.
      this.notBefore = Date.now() + pauseAfterFailure;
      log.debug(`references: not looked up: ${String(error)}`);
    }
  }
}
