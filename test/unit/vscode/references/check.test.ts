import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LibraryChange } from '../../../../src/vscode/library/library';
import { ReferenceCheck } from '../../../../src/vscode/references/check';
import type { ReferencesChange } from '../../../../src/vscode/references/workspaceReferences';
import { asset, fileTarget } from '../../../support/deletion/targets';
import { aReference, idRef } from '../../../support/library/references';
import { until } from '../../../support/until';

const uri = vscode.Uri.file('/shop/a.ts');
const noChange = { folderPaths: new Set<string>(), fileIds: new Set<string>() };

suite('the check of references', () => {
  let isSearched: boolean;
  let isConnected: boolean;
  let failure: Error | undefined;
  let asked: number;
  let told: ReferencesChange[];
  let changed: vscode.EventEmitter<ReferencesChange>;
  let libraryChanged: vscode.EventEmitter<LibraryChange>;
  let check: ReferenceCheck;

  setup(() => {
    isSearched = false;
    isConnected = true;
    failure = undefined;
    asked = 0;
    told = [];
    changed = new vscode.EventEmitter();
    libraryChanged = new vscode.EventEmitter();
    const reference = aReference(idRef('a'.repeat(24)));
    check = new ReferenceCheck({
      references: {
        *all() {
          yield* [];
        },
        get isSearched() {
          return isSearched;
        },
        onDidChange: changed.event,
        searchAnew: () => {
          isSearched = true;
          return Promise.resolve();
        },
      },
      lookup: {
        lookUp: () => {
          asked += 1;
          return failure ? Promise.reject(failure) : Promise.resolve();
        },
        onDidChange: new vscode.EventEmitter<void>().event,
        open: () => [reference],
      },
      connections: {
        get isConnected() {
          return isConnected;
        },
      },
      library: { onDidChange: libraryChanged.event },
      log: { debug: () => undefined },
    });
    check.onDidChange((change) => told.push(change));
  });

  teardown(() => check.dispose());

  const never = () => new AbortController().signal;
  const type = () => changed.fire({ files: [uri] });

  test('points nothing out and looks nothing up before somebody asks', async () => {
    isSearched = true;
    type();
    type();
    await until('the change to be told', () => told.length === 1);
    assert.deepEqual(
      told.map(({ files }) => files?.map(String)),
      [[uri.toString()]],
    );
    assert.equal(check.isActive, false);
    assert.equal(asked, 0);
  });

  test('goes on by itself once somebody has asked', async () => {
    await check.run(never());
    assert.equal(check.isActive, true);
    assert.equal(asked, 1);
    type();
    await until('what was typed to be looked up', () => asked === 2);
  });

  test('what was asked for is asked for even when it fails, and the failure is thrown', async () => {
    failure = new Error('offline');
    await assert.rejects(check.run(never()), failure);
    assert.equal(check.isActive, true);
  });

  test('a library that is read anew is asked again at once, though it was offline a moment ago', async () => {
    await check.run(never());
    failure = new Error('offline');
    type();
    await until('a look-up that fails', () => asked === 2);
    failure = undefined;
    libraryChanged.fire({ kind: 'everything' });
    type();
    await until('another one', () => asked === 3);
  });

  test('a deletion asks, as long as the workspace was searched', () => {
    const change = { kind: 'rows', deleted: [fileTarget(asset(1))], ...noChange } as const;
    libraryChanged.fire(change);
    assert.equal(check.isActive, false);
    isSearched = true;
    libraryChanged.fire({ ...change, deleted: [] });
    assert.equal(check.isActive, false);
    libraryChanged.fire(change);
    assert.equal(check.isActive, true);
  });
});
