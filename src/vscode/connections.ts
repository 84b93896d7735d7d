import type { LogOutputChannel } from 'vscode';
import { ImageKitClient } from '../api/client';
import type { Account } from '../core/account';
import { learnUrlEndpoint } from '../core/urlEndpoint';
import type { AccountStore } from './accountStore';
import type { SandboxHost } from './sandboxHost';
import type { Settings } from './settings';

/** An account that can be talked to. */
export interface Connection {
  readonly account: Account;
  readonly client: ImageKitClient;
  /** Ids in one bulk request. */
  readonly batchSize: number;
}

/** Why there is nobody to talk to, before anything was sent. */
export type NotConnectedReason =
  | { readonly kind: 'noAccount' }
  /** There are several accounts, and this workspace uses none of them yet. */
  | { readonly kind: 'noneChosen' }
  /** The keyring holds no key for the account any more. */
  | { readonly kind: 'noKey'; readonly account: Account };

/** Thrown by `connect`. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';

  constructor(readonly reason: NotConnectedReason) {
    super(`not connected: ${reason.kind}`);
  }
}

/** The account of this workspace. Throws `NotConnected` where there is none. */
export function requireActive(accounts: Pick<AccountStore, 'list' | 'active'>): Account {
  if (accounts.active) return accounts.active;
  throw new NotConnected({ kind: accounts.list().length === 0 ? 'noAccount' : 'noneChosen' });
}

/** What the connections are made from. */
export interface ConnectionParts {
  readonly accounts: Pick<AccountStore, 'list' | 'active' | 'key'>;
  readonly sandbox: Pick<SandboxHost, 'open'>;
  readonly log: Pick<LogOutputChannel, 'debug' | 'warn'>;
  readonly settings: () => Settings;
}

/** Where requests go, and as whom. */
interface Access {
  readonly apiHost: string;
  readonly privateKey: string;
}

/**
 * Makes the client of an account, one for each: its limits are shared by all who use it. Key and
 * settings are read anew each time, and a client they no longer fit is replaced.
 */
export class Connections {
  private readonly clients = new Map<string, { made: string; client: ImageKitClient }>();

  constructor(private readonly parts: ConnectionParts) {}

  /**
   * The connection of this workspace's account, without a request. Throws `NotConnected`,
   * `KeyringError`, `SandboxError`, or `ApiError` for an API host that can't be trusted with a key.
   */
  async connect(): Promise<Connection> {
    const account = requireActive(this.parts.accounts);
    const access = await this.access(account);
    const { batchSize } = this.parts.settings();
    return { account, client: this.clientOf(account, access), batchSize };
  }

  /**
   * Proves a key by one harmless read, and returns the delivery URL that the first file shows.
   * Throws `ApiError`, or the reason of `signal`.
   */
  async prove(privateKey: string, signal: AbortSignal): Promise<string | undefined> {
    const client = this.newClient({ apiHost: this.parts.settings().apiHost, privateKey });
    const [first] = await client.list({ limit: 1 }, signal);
    return first?.type === 'file' ? learnUrlEndpoint(first) : undefined;
  }

  /** The sandbox's key goes to the sandbox alone, and nobody else's key does. */
  private async access(account: Account): Promise<Access> {
    if (account.kind === 'sandbox') {
      const { apiHost, key } = await this.parts.sandbox.open();
      return { apiHost, privateKey: key };
    }
    const privateKey = await this.parts.accounts.key(account.id);
    if (privateKey === undefined) throw new NotConnected({ kind: 'noKey', account });
    return { apiHost: this.parts.settings().apiHost, privateKey };
  }

  private clientOf(account: Account, access: Access): ImageKitClient {
    const made = JSON.stringify(this.clientOptions(access));
    const known = this.clients.get(account.id);
    if (known?.made === made) return known.client;
    const client = this.newClient(access);
    this.clients.set(account.id, { made, client });
    return client;
  }

  private newClient(access: Access): ImageKitClient {
    return new ImageKitClient({ ...this.clientOptions(access), log: this.parts.log });
  }

  private clientOptions(access: Access) {
    const { requestTimeoutMs, readsPerSecond, writesPerSecond, concurrency } =
      this.parts.settings();
    const limits = { readsPerSecond, writesPerSecond, concurrency };
    return { ...access, ...limits, timeoutMs: requestTimeoutMs };
  }
}
