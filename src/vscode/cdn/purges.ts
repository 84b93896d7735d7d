import path from 'node:path';
import type * as vscode from 'vscode';
import { refusal } from '../../api/errors';
import { redact } from '../../api/redact';
import type { Account } from '../../core/account/account';
import { mayBeAsked } from '../../core/cdn/purgeEndpoints';
import type { CopyState } from '../../core/cdn/purgeProof';
import type { PurgeCall } from '../../core/cdn/purgePlan';
import type { PurgeHeader, PurgeRecord } from '../../core/cdn/purgeRecord';
import { retryOf } from '../../core/cdn/purgeRetry';
import {
  isOpen,
  runPurges,
  type PurgeClient,
  type PurgeOptions,
  type PurgeState,
} from '../../core/cdn/purgeRun';
import { PurgeFolder, type OpenPurges } from '../../io/cdn/purgeFolder';
import { findRunLock, takeRunLock, type RunLock } from '../../io/journal/runLock';
import type { Connection, Connections } from '../account/connections';
import type { AccountStore } from '../account/store';

/** An address of a purge, as a row shows it. */
export interface PurgeCopy {
  readonly address: string;
  /** What was sent for it: the address itself, or a wildcard. */
  readonly sent: string;
  readonly state: CopyState;
}

/** Purges that were asked for together, as the history lists them. */
export interface PurgeEntry {
  readonly header: PurgeHeader;
  readonly copies: readonly PurgeCopy[];
  /** Whether this window is at it right now. */
  readonly isUnderWay: boolean;
  /** Whether this window has begun or taken them up. */
  readonly isOwn: boolean;
  /** What doing it again takes; `undefined` where there is nothing to do again. */
  readonly retry: { readonly sends: number } | undefined;
}

/** What the purges are made from. */
export interface PurgesParts {
  /** The extension's own folder on this machine. */
  readonly storage: string;
  readonly accounts: Pick<AccountStore, 'list'>;
  readonly connections: Pick<Connections, 'connect'>;
  readonly changed: Pick<vscode.EventEmitter<void>, 'event' | 'fire' | 'dispose'>;
  readonly log: Pick<vscode.LogOutputChannel, 'error' | 'warn'>;
  readonly pause: PurgeOptions['pause'];
  /** Days that a record is kept after its end. */
  readonly maxAgeDays: () => number;
  /** Told when purges of this window have ended, or could not go on. */
  readonly onEnded: (entry: PurgeEntry, error: unknown) => void;
}

/** What goes on is told this often at most, ms: each of hundreds of addresses is a change. */
const quietMs = 500;

/** The purges of all accounts: their records, and those that this window is at, in the background. */
export class Purges implements vscode.Disposable {
  /** Fires when purges begin, go on or end here. */
  readonly onDidChange: vscode.Event<void>;
  private readonly folder: PurgeFolder;
  private readonly locks: string;
  /** What this window is at. */
  private readonly underWay = new Map<string, PurgeRecord>();
  private readonly own = new Set<string>();
  private readonly stop = new AbortController();
  private telling: NodeJS.Timeout | undefined;

  constructor(private readonly parts: PurgesParts) {
    this.folder = new PurgeFolder(path.join(parts.storage, 'purges'));
    this.locks = path.join(parts.storage, 'locks');
    this.onDidChange = parts.changed.event;
  }

  /** All that were ever asked for and not removed, newest first. */
  async list(): Promise<readonly PurgeEntry[]> {
    const records = await this.folder.list();
    return records.map((record) => this.entryOf(record));
  }

  /** What this window is at, without a look at the disk. */
  running(): readonly PurgeEntry[] {
    return [...this.underWay.values()].map((record) => this.entryOf(record));
  }

  /** How many purges of an account this machine has sent in the month of `now`, in UTC. */
  async sentInMonth(accountId: string, now: number): Promise<number> {
    const month = monthOf(now);
    const records = await this.folder.list();
    return records
      .filter(({ header }) => header.account.id === accountId)
      .flatMap(({ states }) => states)
      .filter(({ askedAt }) => askedAt !== undefined && monthOf(askedAt) === month).length;
  }

  /** Writes purges down and begins them; resolves before they end. Throws what the disk says. */
  async begin(
    calls: readonly PurgeCall[],
    account: Account,
    runId: string | undefined,
  ): Promise<string> {
    const { id, name } = account;
    const createdAt = new Date().toISOString();
    const open = await this.folder.begin(calls, { runId, account: { id, name }, createdAt });
    const { purgeId } = open.record.header;
    const attempt = await takeRunLock(this.locks, lockOf(purgeId));
    if (attempt.kind === 'held') this.goOn(open, account, attempt.lock);
    else await open.close();
    return purgeId;
  }

  /**
   * Goes on with what an earlier window left, once in each window, unless another one is at it or its
   * account is gone. Throws what the disk says.
   */
  async takeUp(): Promise<void> {
    for (const { header, states } of await this.folder.list()) {
      const isTried = this.own.has(header.purgeId);
      if (states.some(isOpen) && !isTried) await this.reopen(header, () => Promise.resolve());
    }
  }

  /** Does again what did not end well, and goes on with what stopped. Throws what the disk says. */
  async retry({ header }: Pick<PurgeEntry, 'header'>): Promise<void> {
    await this.reopen(header, async ({ record, keep, replace }) => {
      for (const state of record.states) {
        const again = retryOf(state);
        const [first] = again?.states ?? [];
        if (!again || !first) continue;
        if (first.call.url === state.call.url) await keep(first);
        else await replace(state, again.states);
      }
    });
  }

  /** Removes a record; nothing of it is sent any more. Throws what the disk says. */
  async remove(purgeId: string): Promise<void> {
    await this.folder.remove(purgeId);
    this.tellNow();
  }

  dispose(): void {
    this.stop.abort();
    clearTimeout(this.telling);
    this.parts.changed.dispose();
  }

  private async reopen(
    { purgeId, account: { id } }: PurgeHeader,
    prepare: (open: OpenPurges) => Promise<void>,
  ): Promise<void> {
    const account = this.parts.accounts.list().find((each) => each.id === id);
    if (!account || this.underWay.has(purgeId) || this.stop.signal.aborted) return;
    if (await findRunLock(this.locks, lockOf(purgeId))) return;
    const attempt = await takeRunLock(this.locks, lockOf(purgeId));
    if (attempt.kind === 'busy') return;
    const { lock } = attempt;
    try {
      const first = await this.folder.reopen(purgeId);
      await prepare(first).finally(() => first.close());
      const open = await this.folder.reopen(purgeId);
      // Another window may have ended it since it was listed.
      if (open.record.states.some(isOpen)) {
        this.goOn(open, account, lock);
        return;
      }
      await open.close();
    } catch (error) {
      await lock.release();
      throw error;
    }
    await lock.release();
  }

  /** Runs in the background; whatever goes wrong is told to `onEnded`. */
  private goOn(open: OpenPurges, account: Account, lock: RunLock): void {
    const { purgeId } = open.record.header;
    this.own.add(purgeId);
    this.underWay.set(purgeId, open.record);
    this.tellNow();
    void this.run(open, account)
      .catch((error: unknown) => {
        this.parts.log.error(`purge: ${redact(String(error))}`);
        return error;
      })
      .then(async (error) => {
        await open.close().catch(() => undefined);
        await lock.release();
        const record = this.underWay.get(purgeId) ?? open.record;
        this.underWay.delete(purgeId);
        if (this.stop.signal.aborted) return;
        this.tellNow();
        this.parts.onEnded(this.entryOf(record), error);
        await this.folder.prune(this.parts.maxAgeDays(), Date.now());
      })
      .catch((error: unknown) => this.parts.log.warn(`purge: ${redact(String(error))}`));
  }

  private async run({ record, keep }: OpenPurges, account: Account): Promise<void> {
    const { header } = record;
    const states = new Map(record.states.map((state) => [state.call.url, state]));
    const { signal } = this.stop;
    const purges = runPurges(record.states, {
      client: clientOf(await this.parts.connections.connect(account)),
      ...{ keep, signal, now: Date.now, pause: this.parts.pause },
    });
    for await (const state of purges) {
      states.set(state.call.url, state);
      this.underWay.set(header.purgeId, { header, states: [...states.values()] });
      this.tell();
    }
  }

  private entryOf(known: PurgeRecord): PurgeEntry {
    const { purgeId } = known.header;
    const { header, states } = this.underWay.get(purgeId) ?? known;
    const isUnderWay = this.underWay.has(purgeId);
    return {
      header,
      copies: states.flatMap(copiesOf),
      isUnderWay,
      isOwn: this.own.has(purgeId),
      retry: isUnderWay ? undefined : this.retryFor(purgeId, states),
    };
  }

  /** What is open is gone on with by itself, but for what this window has tried in vain. */
  private retryFor(purgeId: string, states: readonly PurgeState[]): PurgeEntry['retry'] {
    if (states.some(isOpen)) return this.own.has(purgeId) ? { sends: 0 } : undefined;
    const retries = states.map(retryOf).filter((each) => each !== undefined);
    if (retries.length === 0) return undefined;
    return { sends: retries.reduce((sum, { sends }) => sum + sends, 0) };
  }

  private tell(): void {
    this.telling ??= setTimeout(() => this.tellNow(), quietMs);
  }

  private tellNow(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    this.parts.changed.fire();
  }
}

/** Only addresses of the account are asked for, whatever a record says. */
function clientOf({ client: { cdn }, account }: Connection): PurgeClient {
  return {
    purge: (url, signal) => cdn.purge(url, signal),
    purgeStatus: (requestId, signal) => cdn.purgeStatus(requestId, signal),
    look: async (address, signal) => {
      if (mayBeAsked(address, account)) return cdn.look(address, signal);
      throw refusal('an address of another delivery URL', 'INVALID_URL');
    },
  };
}

function copiesOf({ call, copies }: PurgeState): readonly PurgeCopy[] {
  return [...copies].map(([address, state]) => ({ address, sent: call.url, state }));
}

/** No account has such an ID. */
function lockOf(purgeId: string): string {
  return `purge:${purgeId}`;
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}
