import { EventEmitter } from 'node:events';
import type * as vscode from 'vscode';
import type { AccountStorage } from '../../src/vscode/account/store';

/** What VS Code keeps for an extension, in memory, and open to look into. */
export interface MemoryStorage extends AccountStorage {
  readonly state: Map<string, unknown>;
  readonly workspace: Map<string, unknown>;
  readonly keyring: Map<string, string>;
  /** Another window of the same person: same state and keyring, a workspace of its own. */
  otherWindow(): MemoryStorage;
}

/** Behaves as VS Code's storage: values are copied as JSON, and secrets tell of changes. */
export function memoryStorage(shared?: MemoryStorage): MemoryStorage {
  const state = shared?.state ?? new Map<string, unknown>();
  const workspace = new Map<string, unknown>();
  const keyring = shared?.keyring ?? new Map<string, string>();
  const secrets = shared?.secrets ?? memorySecrets(keyring);
  const storage: MemoryStorage = {
    globalState: memento(state),
    workspaceState: memento(workspace),
    secrets,
    state,
    workspace,
    keyring,
    otherWindow: () => memoryStorage(storage),
  };
  return storage;
}

function memento(values: Map<string, unknown>): AccountStorage['globalState'] {
  return {
    get: <T>(key: string, otherwise?: T) => (values.get(key) ?? otherwise) as T,
    update: (key: string, value: unknown) => {
      values.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
}

function memorySecrets(keyring: Map<string, string>): AccountStorage['secrets'] {
  const changed = new EventEmitter();
  return {
    get: (key) => Promise.resolve(keyring.get(key)),
    store: (key, value) => {
      keyring.set(key, value);
      changed.emit('change', { key });
      return Promise.resolve();
    },
    delete: (key) => {
      keyring.delete(key);
      changed.emit('change', { key });
      return Promise.resolve();
    },
    onDidChange: (listener: (event: vscode.SecretStorageChangeEvent) => unknown) => {
      changed.on('change', listener);
      return disposable(() => changed.off('change', listener));
    },
  };
}

/** An emitter with the shape of VS Code's. */
export function emitter<T = void>(): Pick<vscode.EventEmitter<T>, 'event' | 'fire' | 'dispose'> {
  const listeners = new EventEmitter();
  return {
    event: (listener: (data: T) => unknown) => {
      listeners.on('change', listener);
      return disposable(() => listeners.off('change', listener));
    },
    fire: (data) => void listeners.emit('change', data),
    dispose: () => void listeners.removeAllListeners(),
  };
}

function disposable(dispose: () => unknown): vscode.Disposable {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- VS Code's class exists only in its own process
  return { dispose };
}
