import assert from 'node:assert/strict';
import { snapshotOf } from '../../../../src/core/plan/snapshot';
import type { Connection } from '../../../../src/vscode/account/connections';
import type { App } from '../../../../src/vscode/app';
import { findAgain } from '../../../../src/vscode/deletion/find';
import { asset, fileTarget } from '../../../support/deletion/targets';

suite('looking again at what was agreed to', () => {
  const { now } = Date;

  teardown(() => {
    Date.now = now;
  });

  test('says when the library was seen, however long the workspace is searched after that', async () => {
    const file = asset('one');
    const client = {
      getAsset: () => Promise.resolve(file),
      list: () => Promise.resolve([]),
    } as unknown as Connection['client'];
    const references = {
      usagesOf: () => {
        Date.now = () => now() + 60_000;
        return Promise.resolve(new Map());
      },
    } as unknown as App['references'];
    const none: ReadonlySet<string> = new Set();
    const found = await findAgain(
      { references },
      { client, account: { id: 'a', name: 'acme' } } as Connection,
      { snapshots: [snapshotOf(fileTarget(file))], inDoubt: none, deleted: none },
    );
    assert.deepEqual(
      found?.targets.map(({ target }) => target.kind),
      ['asset'],
    );
    assert.ok(Date.now() - found.seenAt >= 60_000);
  });
});
