import type { Account } from '../../core/account/account';
import type { LockHolder } from '../../io/journal/runLock';

/** Thrown when the system's keyring refuses or doesn't answer; nothing was half written then. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';

  constructor(
    readonly action: 'read' | 'store' | 'remove',
    readonly problem: 'failed' | 'timedOut',
    options?: ErrorOptions,
  ) {
    super(`keyring: ${action} ${problem}`, options);
  }
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

/** Thrown for an account that was used once and is not in VS Code any more. */
export class AccountRemoved extends Error {
  override readonly name = 'AccountRemoved';

  constructor(readonly account: Pick<Account, 'name'>) {
    super('the account was removed');
  }
}

/** Thrown before anything is deleted with a key that may only read. */
export class ReadOnlyKey extends Error {
  override readonly name = 'ReadOnlyKey';

  constructor(readonly account: Account) {
    super('the key is read-only');
  }
}

/** Thrown when another window or process is deleting from the account. */
export class AccountBusy extends Error {
  override readonly name = 'AccountBusy';

  constructor(
    readonly account: Pick<Account, 'name'>,
    readonly holder: LockHolder,
  ) {
    super(`busy since ${holder.since}, process ${holder.pid}`);
  }
}

/** Thrown when a run would go on elsewhere than where it began. Nothing was sent. */
export class OtherLibrary extends Error {
  override readonly name = 'OtherLibrary';

  /** `recorded`: the origin of the API that the run talked to. */
  constructor(
    readonly account: Pick<Account, 'name'>,
    readonly recorded: string,
  ) {
    super(`the run talked to ${recorded}`);
  }
}

/** Thrown when the backup that a run needs can't be started. Nothing was sent. */
export class BackupNotStarted extends Error {
  override readonly name = 'BackupNotStarted';

  constructor(
    readonly folder: string,
    options: ErrorOptions,
  ) {
    super('the backup could not be started', options);
  }
}

/** Thrown when there is no sandbox to talk to. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}
