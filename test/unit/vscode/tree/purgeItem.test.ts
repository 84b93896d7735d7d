import assert from 'node:assert/strict';
import type { CopyState } from '../../../../src/core/cdn/purgeProof';
import type { PurgeEntry } from '../../../../src/vscode/cdn/purges';
import { copyItem, purgeItem } from '../../../../src/vscode/tree/purgeItem';
import { madePurgeNode, isPurgeNode, rowsBelowPurge } from '../../../../src/vscode/tree/purgeNode';

const endpoint = 'https://ik.imagekit.io/acme';

function nodeOf(states: Readonly<Record<string, CopyState>>, more: Partial<PurgeEntry> = {}) {
  const header = {
    purgeId: '20260201T100000000Z-00000000',
    runId: undefined,
    account: { id: 'a', name: 'acme' },
    createdAt: '2026-02-01T10:00:00.000Z',
  };
  const copies = Object.entries(states).map(([path, state]) => {
    return { address: endpoint + path, sent: `${endpoint}/f/*`, state };
  });
  const stand = { isUnderWay: false, isOwn: false, retry: undefined };
  return madePurgeNode({ header, copies, ...stand, ...more }, undefined);
}

const gone: CopyState = { kind: 'gone' };
const pending: CopyState = { kind: 'notProven', why: { kind: 'pending' } };

suite('the rows of a purge', () => {
  test('show each URL with how it stands first, and what needs a look before the rest', () => {
    const rows = rowsBelowPurge(
      nodeOf({ '/f/a%20b.jpg': gone, '/f/a.jpg?tr=w-1': pending, '/tr:w-1/f/a.jpg': gone }),
    ).map((row) => {
      const { label, description } = copyItem(row);
      return [label, description];
    });
    const host = 'ik.imagekit.io';
    assert.deepEqual(rows, [
      ['a.jpg', `not proven: the purge is still pending · ?tr=w-1 · /acme/f · ${host}`],
      ['a b.jpg', `gone · /acme/f · ${host}`],
      ['a.jpg', `gone · /acme/tr:w-1/f · ${host}`],
    ]);
  });

  test('show a bare wildcard by its folder', () => {
    const [row] = rowsBelowPurge(nodeOf({ '/shop/old/*': pending }));
    assert.ok(row);
    assert.equal(copyItem(row).label, 'old/*');
  });

  test('say what became of all of them, and what can be done', () => {
    const item = (node: ReturnType<typeof nodeOf>) => {
      const { description, contextValue, iconPath } = purgeItem(node, 0);
      assert.ok(typeof iconPath === 'object' && 'id' in iconPath);
      return [description, contextValue, iconPath.id];
    };
    assert.deepEqual(item(nodeOf({ '/a.jpg': gone })), [
      'CDN purge · 1 gone · acme',
      'copies forget',
      'pass',
    ]);
    assert.deepEqual(item(nodeOf({ '/a.jpg': pending }, { retry: { sends: 0 } })), [
      'CDN purge · 1 not proven · acme',
      'copies again forget',
      'warning',
    ]);
    assert.deepEqual(item(nodeOf({ '/a.jpg': { kind: 'purging' } }, { isUnderWay: true })), [
      'CDN purge · 1 purging · acme',
      'copies',
      'sync~spin',
    ]);
  });

  test('are known as ours only when we made them', () => {
    const node = nodeOf({});
    assert.ok(isPurgeNode(node));
    assert.ok(!isPurgeNode({ ...node }));
    assert.ok(!isPurgeNode('purge'));
  });
});
