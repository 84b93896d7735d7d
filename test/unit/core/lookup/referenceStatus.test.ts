import assert from 'node:assert/strict';
import { claimsAsset, statusOf } from '../../../../src/core/lookup/referenceStatus';
import type { Resolved } from '../../../../src/core/lookup/resolved';
import { aReference, idRef, urlRef } from '../../../support/library/references';
import { anAsset } from '../../../support/library/rows';

const id = idRef('a'.repeat(24));

function status(named: boolean, result: Resolved | undefined) {
  return statusOf(aReference(id, { named }), result && { result, at: 5, deletedHere: false });
}

suite('status of a reference', () => {
  test('what was not looked up is unknown, never missing', () => {
    assert.deepEqual(status(true, undefined), { kind: 'unknown' });
  });

  test('a named reference that the library does not know is missing', () => {
    assert.deepEqual(status(true, { kind: 'notFound' }), {
      ...{ kind: 'missing', at: 5, deletedHere: false },
    });
  });

  test("an id that nothing calls ImageKit's is another system's when the library lacks it", () => {
    assert.deepEqual(status(false, { kind: 'notFound' }), { kind: 'unrelated' });
    const found: Resolved = { kind: 'found', asset: anAsset() };
    assert.equal(status(false, found).kind, 'found');
  });

  test('a bare id of a file that we deleted is missing: it was ours', () => {
    const remembered = { result: { kind: 'notFound' }, at: 5, deletedHere: true } as const;
    const status = statusOf(aReference(id, { named: false }), remembered);
    assert.deepEqual(status, { kind: 'missing', at: 5, deletedHere: true });
  });

  test("another account's URL is never missing, whatever the library says", () => {
    const reference = aReference(urlRef('/a.jpg', 'other'), { otherAccount: true });
    const status = statusOf(reference, {
      result: { kind: 'notFound' },
      at: 1,
      deletedHere: false,
    });
    assert.deepEqual(status, { kind: 'otherAccount', account: 'other' });
  });

  test('mere names and ids of other systems claim no asset', () => {
    const name = {
      ...aReference(id),
      ref: { kind: 'name', name: 'a.jpg', names: ['a.jpg'] } as const,
    };
    assert.equal(claimsAsset(name), false);
    assert.equal(claimsAsset(aReference(id, { strength: 'weak' })), false);
    assert.equal(claimsAsset(aReference(id, { strength: 'likely' })), true);
    const others = aReference(urlRef('/a.jpg', 'other'), { strength: 'weak', otherAccount: true });
    assert.equal(claimsAsset(others), true);
  });
});
