import assert from 'node:assert/strict';
import { AccountStore } from '../../../../src/vscode/account/store';
import { KeyringError } from '../../../../src/vscode/failures/errors';
import type { AccountStorage } from '../../../../src/vscode/account/store';
import { emitter, memoryStorage } from '../../../support/memoryStorage';
import type { MemoryStorage } from '../../../support/memoryStorage';

const key = 'private_dummyKeyForDocsOnly00000=';
const acme = {
  name: 'acme',
  kind: 'production',
  urlEndpoints: ['https://ik.imagekit.io/acme'],
} as const;
const shop = { name: 'shop', kind: 'development', urlEndpoints: [] } as const;
const sandbox = { name: 'Sandbox', kind: 'sandbox', urlEndpoints: [] } as const;

function open(storage: AccountStorage, patienceMs?: number): AccountStore {
  return new AccountStore(storage, emitter(), patienceMs);
}

function countChanges(store: AccountStore): () => number {
  let changes = 0;
  store.onDidChange(() => changes++);
  return () => changes;
}

/** A storage whose keyring does something else than it should. */
function withKeyring(
  storage: MemoryStorage,
  secrets: Partial<AccountStorage['secrets']>,
): AccountStorage {
  return { ...storage, secrets: { ...storage.secrets, ...secrets } };
}

const refuses = () => Promise.reject(new Error('org.freedesktop.Secret.Error.IsLocked'));
const neverAnswers = () => new Promise<never>(() => undefined);

suite('the accounts', () => {
  let storage: MemoryStorage;
  setup(() => {
    storage = memoryStorage();
  });

  test('are none at first', () => {
    const store = open(storage);
    assert.deepEqual(store.list(), []);
    assert.equal(store.active, undefined);
  });

  test('are there again after a reload, with their keys', async () => {
    const added = await open(storage).add(acme, key);
    const reloaded = open(storage);
    assert.deepEqual(reloaded.list(), [{ id: added.id, ...acme }]);
    assert.equal(await reloaded.key(added.id), key);
    assert.deepEqual(reloaded.active, added);
  });

  test('leave no trace of a key outside the keyring', async () => {
    const store = open(storage);
    const { id } = await store.add(acme, key);
    await store.setKey(id, `${key}2`);
    await store.update(id, { kind: 'development' });
    const kept = JSON.stringify([[...storage.state], [...storage.workspace]]);
    assert.ok(kept.includes('acme'));
    assert.ok(!kept.includes('private_'));
    assert.equal(storage.keyring.size, 1);
  });

  test('have one secret each', async () => {
    const store = open(storage);
    const first = await store.add(acme, 'private_first=');
    const second = await store.add(shop, 'private_second=');
    assert.equal(await store.key(first.id), 'private_first=');
    assert.equal(await store.key(second.id), 'private_second=');
    assert.equal(storage.keyring.size, 2);
  });

  test('the first becomes the active one, and the second does not', async () => {
    const store = open(storage);
    const first = await store.add(acme, key);
    await store.add(shop, key);
    assert.equal(store.active?.id, first.id);
  });

  test('each workspace has its own active one', async () => {
    const here = open(storage);
    const first = await here.add(acme, key);
    const second = await here.add(shop, key);
    const there = open(storage.otherWindow());
    assert.equal(there.active?.id, undefined, 'nothing is guessed between two accounts');
    await there.setActive(second.id);
    assert.equal(there.active?.id, second.id);
    assert.equal(here.active?.id, first.id);
  });

  test('the only one is active in a workspace that chose none', async () => {
    const first = await open(storage).add(acme, key);
    assert.equal(open(storage.otherWindow()).active?.id, first.id);
  });

  test('a removed one takes its key with it and is active nowhere', async () => {
    const store = open(storage);
    const first = await store.add(acme, key);
    const second = await store.add(shop, key);
    const third = await store.add({ ...shop, name: 'third' }, key);
    await store.remove(first.id);
    assert.deepEqual(
      store.list().map(({ id }) => id),
      [second.id, third.id],
    );
    assert.equal(await store.key(first.id), undefined);
    assert.equal(storage.keyring.size, 2);
    assert.equal(store.active, undefined);
  });

  test('the sandbox needs no keyring', async () => {
    const store = open(withKeyring(storage, { store: refuses, get: refuses }));
    const added = await store.add(sandbox, undefined);
    assert.equal(store.active?.id, added.id);
    assert.equal(storage.keyring.size, 0);
  });

  test('a change of the kind is kept and told', async () => {
    const store = open(storage);
    const { id } = await store.add(acme, key);
    const changes = countChanges(store);
    await store.update(id, { kind: 'development' });
    assert.equal(open(storage).list()[0]?.kind, 'development');
    assert.equal(changes(), 1);
  });
});

suite('accounts in two windows', () => {
  test('a new account is seen when the other window gets the focus', async () => {
    const storage = memoryStorage();
    const here = open(storage);
    const there = open(storage.otherWindow());
    const changes = countChanges(there);
    await here.add(acme, key);
    there.refresh();
    assert.equal(changes(), 1);
    assert.equal(there.list().length, 1);
    there.refresh();
    assert.equal(changes(), 1, 'nothing has changed since');
  });

  test('a new key is told at once', async () => {
    const storage = memoryStorage();
    const here = open(storage);
    const { id } = await here.add(acme, key);
    const there = open(storage.otherWindow());
    const changes = countChanges(there);
    await here.setKey(id, 'private_new=');
    assert.equal(changes(), 1);
    assert.equal(await there.key(id), 'private_new=');
  });

  test('a closed window listens no longer', async () => {
    const storage = memoryStorage();
    const here = open(storage);
    const { id } = await here.add(acme, key);
    const there = open(storage.otherWindow());
    const changes = countChanges(there);
    there.dispose();
    await here.setKey(id, 'private_new=');
    assert.equal(changes(), 0);
  });
});

suite('a keyring in trouble', () => {
  let storage: MemoryStorage;
  setup(() => {
    storage = memoryStorage();
  });

  function isKeyringError(action: string, problem: string) {
    return (error: unknown) => {
      assert.ok(error instanceof KeyringError);
      assert.deepEqual([error.action, error.problem], [action, problem]);
      return true;
    };
  }

  test('an account whose key is refused is not added', async () => {
    const store = open(withKeyring(storage, { store: refuses }));
    const changes = countChanges(store);
    await assert.rejects(store.add(acme, key), isKeyringError('store', 'failed'));
    assert.deepEqual(store.list(), []);
    assert.equal(changes(), 0);
  });

  test('an account is not added either when the keyring says nothing', async () => {
    const store = open(withKeyring(storage, { store: neverAnswers }), 5);
    await assert.rejects(store.add(acme, key), isKeyringError('store', 'timedOut'));
    assert.deepEqual(store.list(), []);
  });

  test('a key that is stored too late is taken out again', async () => {
    let unlock: () => void = () => assert.fail('the keyring was not asked');
    let emptied: () => void;
    const takenOut = new Promise<void>((resolve) => {
      emptied = resolve;
    });
    const store = open(
      withKeyring(storage, {
        store: (name, value) =>
          new Promise((resolve) => {
            unlock = () => {
              storage.keyring.set(name, value);
              resolve();
            };
          }),
        delete: (name) => {
          storage.keyring.delete(name);
          emptied();
          return Promise.resolve();
        },
      }),
      5,
    );
    await assert.rejects(store.add(acme, key), isKeyringError('store', 'timedOut'));
    unlock();
    assert.equal(storage.keyring.size, 1);
    await takenOut;
    assert.equal(storage.keyring.size, 0);
  });

  test('a key is taken out again when the entry can not be written', async () => {
    const full = new Error('the disk is full');
    const globalState = { ...storage.globalState, update: () => Promise.reject(full) };
    const store = open({ ...storage, globalState });
    await assert.rejects(store.add(acme, key), full);
    assert.equal(storage.keyring.size, 0);
    assert.deepEqual(store.list(), []);
  });

  test('reading says that it failed, and the account stays', async () => {
    const { id } = await open(storage).add(acme, key);
    const locked = open(withKeyring(storage, { get: refuses }));
    await assert.rejects(locked.key(id), isKeyringError('read', 'failed'));
    const silent = open(withKeyring(storage, { get: neverAnswers }), 5);
    await assert.rejects(silent.key(id), isKeyringError('read', 'timedOut'));
    assert.equal(locked.list().length, 1);
    assert.equal(await open(storage).key(id), key);
  });

  test('a refused new key leaves the old one', async () => {
    const { id } = await open(storage).add(acme, key);
    const locked = open(withKeyring(storage, { store: refuses }));
    await assert.rejects(locked.setKey(id, 'private_new='), isKeyringError('store', 'failed'));
    assert.equal(await open(storage).key(id), key);
  });

  test('an account whose key can not be removed stays, and can be removed later', async () => {
    const { id } = await open(storage).add(acme, key);
    const locked = open(withKeyring(storage, { delete: refuses }));
    await assert.rejects(locked.remove(id), isKeyringError('remove', 'failed'));
    assert.equal(locked.list().length, 1);
    await open(storage).remove(id);
    assert.equal(storage.keyring.size, 0);
  });

  test('a key that vanished is not there, and the account is', async () => {
    const store = open(storage);
    const { id } = await store.add(acme, key);
    storage.keyring.clear();
    assert.equal(await store.key(id), undefined);
    assert.equal(store.active?.id, id);
  });
});
