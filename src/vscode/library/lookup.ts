import type * as vscode from 'vscode';
import type { Target } from '../../core/target';
import { LookUpMemory, refKey } from '../../core/lookup/lookUpMemory';
import type { AssetRef } from '../../core/reference';
import type { Resolved } from '../../core/lookup/resolved';
import { resolveRefs } from '../../core/lookup/resolveRefs';
import type { AssetReference, ReferenceStatus } from '../../core/lookup/referenceStatus';
import { statusOf } from '../../core/lookup/referenceStatus';
import type { Connection, Connections } from '../account/connections';
import type { Library } from './library';

/** What the look-ups are made from. */
export interface LibraryLookupParts {
  readonly library: Pick<Library, 'account' | 'onDidChange'>;
  readonly connections: Pick<Connections, 'connect'>;
  readonly changed: Pick<vscode.EventEmitter<void>, 'event' | 'fire' | 'dispose'>;
}

/** How a look-up is made. */
export interface LookUpOptions {
  /** Aborting it throws its reason; what was looked up by then is kept. */
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** So many references at a time: what they turn out to be is shown while the rest is looked up. */
const portion = 500;

/**
 * What the active account's library says about references. It asks once for each thing they name,
 * and starts over when the account changes or the library is refreshed.
 */
export class LibraryLookup implements vscode.Disposable {
  /** Fires when references may stand differently than before. */
  readonly onDidChange: vscode.Event<void>;
  private readonly memory = new LookUpMemory();
  /** Counts the times that everything was forgotten. */
  private round = 0;
  private readonly listener: vscode.Disposable;

  constructor(private readonly parts: LibraryLookupParts) {
    this.onDidChange = parts.changed.event;
    this.listener = parts.library.onDidChange((change) => {
      if (change.kind !== 'rows') this.startOver();
      else if (change.deleted.length > 0) this.forget(change.deleted);
    });
  }

  /** How a reference stands, as far as is known: nothing is sent. */
  status(reference: AssetReference): ReferenceStatus {
    return statusOf(reference, this.memory.get(reference.ref, reference.named));
  }

  /** The references among these that were not looked up yet, one for each thing that they name. */
  open(references: Iterable<AssetReference>): readonly AssetReference[] {
    const open = new Map<string, AssetReference>();
    for (const reference of references) {
      const { ref, named, otherAccount } = reference;
      if (otherAccount || this.memory.get(ref, named)) continue;
      const key = refKey(ref);
      if (named || !open.has(key)) open.set(key, reference);
    }
    return [...open.values()];
  }

  /**
   * Looks up what was not looked up yet. Throws what `Connections.connect` and the client throw;
   * then the references in question stay unknown.
   */
  async lookUp(references: Iterable<AssetReference>, options: LookUpOptions): Promise<void> {
    const open = this.open(references);
    if (open.length === 0) return;
    const connection = await this.parts.connections.connect();
    const { round } = this;
    let done = 0;
    for (const named of [true, false]) {
      const some = open.filter((reference) => reference.named === named);
      for (let start = 0; start < some.length; start += portion) {
        const part = some.slice(start, start + portion);
        const before = done;
        const refs = part.map(({ ref }) => ref);
        const results = await ask(connection, refs, named, {
          ...options,
          onProgress: (count) => options.onProgress?.(before + count, open.length),
        });
        // Another account is active by now, or the answers are older than a refresh.
        if (round !== this.round || connection.account.id !== this.parts.library.account?.id)
          return;
        this.memory.keep(refs, results, named, Date.now());
        done += part.length;
        this.parts.changed.fire();
      }
    }
  }

  dispose(): void {
    this.listener.dispose();
    this.parts.changed.dispose();
  }

  /** What a run deletes is gone at once, not after the next look-up. */
  private forget(targets: readonly Target[]): void {
    this.memory.forget(targets, Date.now());
    this.parts.changed.fire();
  }

  private startOver(): void {
    this.memory.clear();
    this.round += 1;
    this.parts.changed.fire();
  }
}

function ask(
  { client, account }: Connection,
  refs: readonly AssetRef[],
  named: boolean,
  options: LookUpOptions,
): Promise<readonly Resolved[]> {
  return resolveRefs(refs, { client, urlEndpoints: account.urlEndpoints, named, ...options });
}
