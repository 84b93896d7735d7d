import { createHmac } from 'node:crypto';
import * as vscode from 'vscode';
import type { ImageKitClient } from '../../api/client';
import type { RateLimitWait } from '../../api/limits';
import type { Account } from '../../core/account/account';
import { keyAccess, type KeyAccess } from '../../core/account/keyAccess';
import { learnUrlEndpoint } from '../../core/account/urlEndpoint';
import type { AccountStore } from './store';
import type { SandboxHost } from './sandboxHost';
import { AccountRemoved, NotConnected } from '../failures/errors';

/** An account that can be talked to. */
export interface Connection {
  readonly account: Account;
  readonly client: ImageKitClient;
  /** Ids in one bulk request. */
  readonly batchSize: number;
  /** Origin that requests go to. */
  readonly apiHost: string;
  /** A fingerprint of the key, which nobody can turn back into it. */
  fingerprint(salt: Uint8Array): string;
  /**
   * Calls when requests start to wait for ImageKit's rate limit, and with `undefined` after that;
   * the returned function ends it.
   */
  onWait(listener: WaitListener): () => void;
}

type WaitListener = (wait: RateLimitWait | undefined) => void;

/** What became known of a key that ImageKit accepted. */
export interface KeyProof {
  /** The delivery URL that its library showed. */
  readonly urlEndpoint: string | undefined;
  readonly access: KeyAccess;
}

/** The account of this workspace. Throws `NotConnected` where there is none. */
export function requireActive(accounts: Pick<AccountStore, 'list' | 'active'>): Account {
  if (accounts.active) return accounts.active;
  throw new NotConnected({ kind: accounts.list().length === 0 ? 'noAccount' : 'noneChosen' });
}

/**
 * The account with an ID that a button handed on, or else the active one. An ID that is there no
 * longer means no other account. Throws as the two of them do.
 */
export function accountOrActive(
  accounts: Pick<AccountStore, 'list' | 'active'>,
  id: unknown,
): Account {
  if (typeof id !== 'string') return requireActive(accounts);
  return requireAccount(accounts, { id, name: vscode.l10n.t('this account') });
}

/** The account with this id. Throws `AccountRemoved`: a new one of that name may be another's. */
export function requireAccount(
  accounts: Pick<AccountStore, 'list'>,
  { id, name }: Pick<Account, 'id' | 'name'>,
): Account {
  const account = accounts.list().find((each) => each.id === id);
  if (!account) throw new AccountRemoved({ name });
  return account;
}

/** How fast and how often an account is asked: pace in requests a second, time in milliseconds. */
export interface ConnectionSettings {
  readonly apiHost: string;
  readonly batchSize: number;
  readonly requestTimeoutMs: number;
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly concurrency: number;
}

/** What the connections are made from. */
export interface ConnectionParts {
  readonly accounts: Pick<AccountStore, 'list' | 'active' | 'key' | 'update'>;
  readonly sandbox: Pick<SandboxHost, 'open'>;
  readonly log: Pick<vscode.LogOutputChannel, 'debug' | 'warn'>;
  readonly settings: () => ConnectionSettings;
  /** Told once for each account: `Judge` says what it means that ImageKit's marks don't arrive. */
  readonly onUnmarked: (account: Account) => void;
}

/** Where requests go, and as whom. */
interface Access {
  readonly apiHost: string;
  readonly privateKey: string;
}

/** A client with those who want to know when it waits, and the options it was made with. */
interface OpenClient {
  readonly made: string;
  readonly client: ImageKitClient;
  readonly waitListeners: Set<WaitListener>;
}

/**
 * Makes the client of an account, one for each: its limits are shared by all who use it. Key and
 * settings are read anew each time, and a client they no longer fit is replaced.
 */
export class Connections {
  private readonly clients = new Map<string, OpenClient>();
  private readonly toldUnmarked = new Set<string>();

  constructor(private readonly parts: ConnectionParts) {}

  /** Whether the active account was used in this window: then using it asks for nothing new. */
  get isConnected(): boolean {
    const { active } = this.parts.accounts;
    return active !== undefined && this.clients.has(active.id);
  }

  /**
   * The connection of an account as it is stored now, of this workspace's one unless told otherwise,
   * without a request. Throws `NotConnected`, `AccountRemoved`, `KeyringError`, `SandboxError`, or
   * `ApiError` for an API host that can't be trusted with a key.
   */
  async connect(which?: Pick<Account, 'id' | 'name'>): Promise<Connection> {
    const { accounts } = this.parts;
    const entry = which ? requireAccount(accounts, which) : requireActive(accounts);
    const { account, access } =
      entry.kind === 'sandbox' ? await this.openSandbox(entry) : await this.unlock(entry);
    const { client, waitListeners } = this.openClient(account, access, await loadClient());
    return {
      account,
      client,
      batchSize: this.parts.settings().batchSize,
      apiHost: access.apiHost,
      fingerprint: (salt) => createHmac('sha256', salt).update(access.privateKey).digest('hex'),
      onWait(listener) {
        waitListeners.add(listener);
        return () => void waitListeners.delete(listener);
      },
    };
  }

  /**
   * Proves a key by one harmless read, and finds out whether it may write. Throws `ApiError`, or the
   * reason of `signal`.
   */
  async prove(privateKey: string, signal: AbortSignal): Promise<KeyProof> {
    const { ImageKitClient: Client } = await loadClient();
    const client = new Client({
      ...this.clientOptions({ apiHost: this.parts.settings().apiHost, privateKey }),
      log: this.parts.log,
    });
    const [first] = await client.list({ limit: 1 }, signal);
    return {
      urlEndpoint: first?.type === 'file' ? learnUrlEndpoint(first) : undefined,
      access: await keyAccess(client, signal),
    };
  }

  private async unlock(account: Account): Promise<{ account: Account; access: Access }> {
    const privateKey = await this.parts.accounts.key(account.id);
    if (privateKey === undefined) throw new NotConnected({ kind: 'noKey', account });
    return { account, access: { apiHost: this.parts.settings().apiHost, privateKey } };
  }

  /**
   * The sandbox's own key goes to the sandbox, and no other key does. Its delivery URL changes with
   * each start, so the entry follows.
   */
  private async openSandbox(entry: Account): Promise<{ account: Account; access: Access }> {
    const { apiHost, key, urlEndpoints } = await this.parts.sandbox.open();
    const account = { ...entry, urlEndpoints };
    if (entry.urlEndpoints.join() !== urlEndpoints.join()) {
      await this.parts.accounts.update(entry.id, account);
    }
    return { account, access: { apiHost, privateKey: key } };
  }

  private openClient(
    account: Account,
    access: Access,
    { ImageKitClient: Client }: Awaited<ReturnType<typeof loadClient>>,
  ): OpenClient {
    const options = this.clientOptions(access);
    const made = JSON.stringify(options);
    const known = this.clients.get(account.id);
    if (known?.made === made) return known;
    const waitListeners = new Set<WaitListener>();
    const client = new Client({
      ...options,
      log: this.parts.log,
      onWait: (wait) => waitListeners.forEach((listener) => listener(wait)),
      onUnmarked: () => this.tellUnmarked(account),
    });
    const opened = { made, client, waitListeners };
    this.clients.set(account.id, opened);
    return opened;
  }

  private tellUnmarked(account: Account): void {
    if (this.toldUnmarked.has(account.id)) return;
    this.toldUnmarked.add(account.id);
    this.parts.onUnmarked(account);
  }

  private clientOptions(access: Access) {
    const { requestTimeoutMs, readsPerSecond, writesPerSecond, concurrency } =
      this.parts.settings();
    const limits = { readsPerSecond, writesPerSecond, concurrency };
    return { ...access, ...limits, timeoutMs: requestTimeoutMs };
  }
}

/** HTTP is loaded by the first account that is talked to, not by activation. */
const loadClient = () => import('../../api/client');
