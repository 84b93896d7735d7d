import assert from 'node:assert/strict';
import type { Target } from '../../../../src/core/target';
import { LookUpMemory } from '../../../../src/core/lookup/lookUpMemory';
import type { AssetRef } from '../../../../src/core/reference';
import type { Resolved } from '../../../../src/core/lookup/resolved';
import { anAsset, aVersion } from '../../../support/library/rows';

const hero = anAsset({ fileId: 'a'.repeat(24), name: 'hero.jpg' });
const beach = anAsset({ fileId: 'b'.repeat(24), name: 'beach.jpg' });
const byId: AssetRef = { kind: 'id', fileId: hero.fileId };
const byPath: AssetRef = { kind: 'path', path: hero.filePath, paths: [hero.filePath] };
const notFound: Resolved = { kind: 'notFound' };

function urlTo(path: string, more: { account?: string; versionToken?: string } = {}): AssetRef {
  const { account = 'acme', versionToken } = more;
  const url = `https://ik.imagekit.io/${account}${path}`;
  return { kind: 'url', url, path, paths: [path], account, versionToken };
}

function assetTarget(asset = hero): Target {
  return { kind: 'asset', asset, olderVersions: undefined };
}

suite('memory of look-ups', () => {
  let memory: LookUpMemory;

  setup(() => {
    memory = new LookUpMemory();
  });

  const kind = (ref: AssetRef, named = true) => memory.get(ref, named)?.result.kind;

  test('knows nothing that was not looked up', () => {
    assert.equal(memory.get(byId, false), undefined);
  });

  test('keeps a result with its time', () => {
    memory.keep([byId], [{ kind: 'found', asset: hero }], true, 7);
    const result = { kind: 'found', asset: hero };
    assert.deepEqual(memory.get(byId, true), { result, at: 7, sure: true, deletedHere: false });
  });

  test('takes the same path in two accounts for two things', () => {
    memory.keep([urlTo('/hero.jpg')], [{ kind: 'found', asset: hero }], true, 1);
    assert.equal(kind(urlTo('/hero.jpg')), 'found');
    assert.equal(kind(urlTo('/hero.jpg', { account: 'other' })), undefined);
  });

  test('does not take a search that found nothing for a proof', () => {
    memory.keep([byId], [notFound], false, 1);
    assert.equal(kind(byId, false), 'notFound');
    assert.equal(kind(byId, true), undefined);
    memory.keep([byId], [notFound], true, 2);
    assert.equal(kind(byId, true), 'notFound');
  });

  test('knows at once that a deleted file is gone, by whatever it was named', () => {
    const found: Resolved = { kind: 'found', asset: hero };
    memory.keep([byId, byPath, urlTo('/hero.jpg')], [found, found, found], false, 1);
    memory.forget([assetTarget()], 9);
    for (const ref of [byId, byPath, urlTo('/hero.jpg')]) {
      const remembered = memory.get(ref, true);
      assert.deepEqual([remembered?.result.kind, remembered?.at], ['notFound', 9]);
    }
  });

  test('leaves the other of two files that one path stood for', () => {
    memory.keep([byPath], [{ kind: 'ambiguous', assets: [hero, beach] }], true, 1);
    memory.forget([assetTarget()], 2);
    const result = { kind: 'found', asset: beach };
    assert.deepEqual(memory.get(byPath, true)?.result, result);
  });

  test('does not believe a search that still shows a deleted file', () => {
    memory.forget([assetTarget()], 1);
    memory.clear();
    memory.keep([byId, byPath], [{ kind: 'found', asset: hero }, notFound], false, 2);
    assert.equal(kind(byId), 'notFound');
  });

  test('knows that a deleted version is gone, and that its file is not', () => {
    const url = `${hero.url}&ik-obj-version=tok2`;
    const version = aVersion({ ...hero, type: 'file-version', versionId: 'v2', url });
    const refs: AssetRef[] = [
      { kind: 'version', fileId: hero.fileId, versionId: 'v2' },
      urlTo('/hero.jpg', { versionToken: 'tok2' }),
      { kind: 'version', fileId: hero.fileId, versionId: 'v1' },
      urlTo('/hero.jpg'),
    ];
    const found: Resolved = { kind: 'found', asset: hero };
    memory.keep(refs, [found, found, found, found], true, 1);
    memory.forget([{ kind: 'version', version }], 2);
    assert.deepEqual(
      refs.map((ref) => kind(ref)),
      ['notFound', 'notFound', 'found', 'found'],
    );
  });

  test('forgets results, but not deletions', () => {
    memory.keep([byPath], [{ kind: 'found', asset: beach }], true, 1);
    memory.forget([assetTarget()], 2);
    memory.clear();
    assert.equal(kind(byPath), undefined);
    assert.equal(kind(byId), 'notFound');
  });
});
