import type * as vscode from 'vscode';
import { onlyAccount, parseAccounts } from '../../core/account/account';
import type { Account } from '../../core/account/account';
import { KeyringError } from '../failures/errors';

/** Where accounts live: a part of the extension's context. */
export interface AccountStorage {
  readonly globalState: Pick<vscode.Memento, 'get' | 'update'>;
  readonly workspaceState: Pick<vscode.Memento, 'get' | 'update'>;
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete' | 'onDidChange'>;
}

const accountsEntry = 'accounts';
const activeEntry = 'activeAccount';
const secretPrefix = 'key.';

/** Time for a person to unlock a keyring that asks for its password. */
const keyringPatienceMs = 60_000;

/**
 * The accounts: entries in the global state, the active one in the workspace's state, and one secret
 * for each key. Nothing is cached, because VS Code keeps the global state fresh across windows; it
 * only doesn't tell. So `refresh` looks for changes, called whenever the window gets the focus.
 */
export class AccountStore implements vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
  private seen: string;
  private readonly secretListener: vscode.Disposable;

  constructor(
    private readonly storage: AccountStorage,
    private readonly changed: Pick<vscode.EventEmitter<void>, 'event' | 'fire' | 'dispose'>,
    private readonly patienceMs = keyringPatienceMs,
  ) {
    this.onDidChange = changed.event;
    this.seen = this.fingerprint();
    this.secretListener = storage.secrets.onDidChange(({ key }) => {
      if (this.list().some((account) => secretName(account.id) === key)) this.announce();
    });
  }

  /** In the order they were added. */
  list(): readonly Account[] {
    return parseAccounts(this.storage.globalState.get(accountsEntry));
  }

  /** The account of this workspace: the chosen one, or the only one there is. */
  get active(): Account | undefined {
    const accounts = this.list();
    const chosen = this.storage.workspaceState.get<unknown>(activeEntry);
    return accounts.find((account) => account.id === chosen) ?? onlyAccount(accounts);
  }

  /** The private key; `undefined` when the keyring has none. Throws `KeyringError`. */
  key(id: string): Promise<string | undefined> {
    return this.keyring('read', () => this.storage.secrets.get(secretName(id)));
  }

  /**
   * Adds an account; the first one a workspace can use becomes its active one. The key is stored
   * before the entry, so an account without a key never appears. A sandbox account has none.
   */
  async add(entry: Omit<Account, 'id'>, key: string | undefined): Promise<Account> {
    const account: Account = { id: crypto.randomUUID(), ...entry };
    const hadActive = this.active !== undefined;
    if (key !== undefined) await this.storeNewKey(account.id, key);
    try {
      await this.write([...this.list(), account]);
    } catch (error) {
      if (key !== undefined) await this.keyring('remove', () => this.forget(account.id));
      throw error;
    }
    if (!hadActive) await this.storage.workspaceState.update(activeEntry, account.id);
    this.announce();
    return account;
  }

  /** Changes the entry of an account; an id that isn't there changes nothing. */
  async update(
    id: string,
    change: Partial<Pick<Account, 'kind' | 'urlEndpoints' | 'access'>>,
  ): Promise<void> {
    await this.write(
      this.list().map((account) => (account.id === id ? { ...account, ...change } : account)),
    );
    this.announce();
  }

  /** Replaces the key of an account. Throws `KeyringError`; the entry stays either way. */
  async setKey(id: string, key: string): Promise<void> {
    await this.keyring('store', () => this.storage.secrets.store(secretName(id), key));
  }

  /** Makes an account the active one of this workspace. */
  async setActive(id: string): Promise<void> {
    if (this.storage.workspaceState.get<unknown>(activeEntry) === id) return;
    await this.storage.workspaceState.update(activeEntry, id);
    this.announce();
  }

  /**
   * Removes an account and its key, the key first: a keyring that refuses leaves an account that can
   * be removed again, never a key that nobody sees.
   */
  async remove(id: string): Promise<void> {
    await this.keyring('remove', () => this.forget(id));
    await this.write(this.list().filter((account) => account.id !== id));
    this.announce();
  }

  /** Tells the listeners when another window changed the accounts. */
  refresh(): void {
    if (this.fingerprint() !== this.seen) this.announce();
  }

  dispose(): void {
    this.secretListener.dispose();
    this.changed.dispose();
  }

  private forget(id: string): PromiseLike<void> {
    return this.storage.secrets.delete(secretName(id));
  }

  private async write(accounts: readonly Account[]): Promise<void> {
    await this.storage.globalState.update(accountsEntry, accounts);
  }

  private announce(): void {
    this.seen = this.fingerprint();
    this.changed.fire();
  }

  private fingerprint(): string {
    return JSON.stringify([this.list(), this.active?.id]);
  }

  /** A keyring that answers too late must not keep a key without an account. */
  private async storeNewKey(id: string, key: string): Promise<void> {
    let late = false;
    const stored = async () => {
      await this.storage.secrets.store(secretName(id), key);
      if (late) await this.forget(id);
    };
    try {
      await this.keyring('store', stored);
    } catch (error) {
      late = true;
      throw error;
    }
  }

  private async keyring<T>(action: KeyringError['action'], work: () => PromiseLike<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new KeyringError(action, 'timedOut')), this.patienceMs);
    });
    try {
      return await Promise.race([work(), silence]);
    } catch (error) {
      // Whatever a keyring throws becomes the one error that can be put into words.
      throw error instanceof KeyringError
        ? error
        : new KeyringError(action, 'failed', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

function secretName(id: string): string {
  return `${secretPrefix}${id}`;
}
