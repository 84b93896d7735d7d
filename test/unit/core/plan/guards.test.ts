import assert from 'node:assert/strict';
import type { Asset } from '../../../../src/api/asset';
import { checkedFolderPath } from '../../../../src/api/requestPath';
import { foldedText } from '../../../../src/core/plan/foldedText';
import { guardTarget, type Protections } from '../../../../src/core/plan/guards';
import { pathPattern } from '../../../../src/core/plan/pathPattern';
import type { Target } from '../../../../src/core/target';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const hour = 3_600_000;
const now = Date.parse('2026-06-01T00:00:00.000Z');

interface Kept {
  readonly tags?: readonly string[];
  readonly ids?: readonly string[];
  readonly paths?: readonly string[];
  readonly minAgeHours?: number;
}

function protections({ tags = [], ids = [], paths = [], minAgeHours = 0 }: Kept): Protections {
  return {
    tags: new Set(tags.map(foldedText)),
    ids: new Set(ids),
    paths: paths.flatMap((text) => pathPattern(text) ?? []),
    minAgeHours,
  };
}

/** What the guards say when `kept` is protected; `files` are the files of versions. */
function finding(target: Target, kept: Kept, files: readonly Asset[] = []) {
  const filesOfVersions = new Map(files.map((file) => [file.fileId, file]));
  const context = { protections: protections(kept), now, filesOfVersions };
  return guardTarget(planned(target), context);
}

const ago = (hours: number) => new Date(now - hours * hour).toISOString();

suite('the guards', () => {
  test('let pass what nothing protects', () => {
    const file = asset(1, { tags: ['old'] });
    assert.equal(finding(fileTarget(file), { tags: ['keep'], paths: ['/brand/**'] }), undefined);
    assert.equal(finding(folderTarget('/files'), {}), undefined);
  });

  test('keep what the client would refuse to send, and all that is in such a folder', () => {
    const paths = ['/a*b', '/a\\b', '/a/../b', '/a/ . ', '/a\u0000', '/a//b', '/'];
    for (const path of paths) {
      assert.throws(() => checkedFolderPath(path), path);
      assert.deepEqual(finding(folderTarget(path), {}), { kind: 'unsendable' }, path);
      const inside = asset(1, { filePath: `${path}/x.jpg` });
      assert.deepEqual(finding(fileTarget(inside), {}), { kind: 'unsendable' }, path);
    }
    for (const name of ['a*.jpg', 'a\\b.jpg', '..', 'a\nb.jpg']) {
      const file = asset(1, { filePath: `/a/${name}` });
      assert.deepEqual(finding(fileTarget(file), {}), { kind: 'unsendable' }, name);
      assert.deepEqual(finding(versionTarget(file, 'v1'), {}, [file]), { kind: 'unsendable' });
    }
    for (const id of ['', 'a/b', '../x', 'a%2f']) {
      assert.deepEqual(finding(fileTarget(asset(id)), {}), { kind: 'unsendable' }, id);
      const version = versionTarget(asset(1), id);
      assert.deepEqual(finding(version, {}, [asset(1)]), { kind: 'unsendable' }, id);
    }
    for (const path of ["/men's boots (2)/ünï $(trash) [1].jpg", '/..x/.hidden', '/a b/...']) {
      assert.equal(finding(fileTarget(asset(1, { filePath: path })), {}), undefined, path);
      assert.equal(finding(folderTarget(path), {}), undefined, path);
    }
  });

  test('keep a file by its tag, however the tag is written, and name it as the file has it', () => {
    for (const tag of ['keep', 'Keep', 'KEEP ']) {
      const found = finding(fileTarget(asset(1, { tags: ['old', tag] })), { tags: ['keep'] });
      assert.deepEqual(found, { kind: 'protectedTag', tag });
    }
    const other = asset(1, { tags: ['keeper', 'do not keep'] });
    assert.equal(finding(fileTarget(other), { tags: ['keep'] }), undefined);
  });

  test("keep a version by its file's tag and by its own", () => {
    const file = { ...asset(1), versionId: 'v3' };
    const keep = { tags: ['keep'] };
    const byFile = versionTarget(file, 'v2');
    const found = { kind: 'protectedTag', tag: 'keep' };
    assert.deepEqual(finding(byFile, keep, [{ ...file, tags: ['keep'] }]), found);
    const byItself = versionTarget({ ...file, tags: ['keep'] }, 'v2');
    assert.deepEqual(finding(byItself, keep, [file]), found);
    assert.equal(finding(versionTarget(file, 'v2'), keep, [file]), undefined);
  });

  test('keep files, versions and folders by their path', () => {
    const paths = ['/brand/**'];
    const file = asset(1, { filePath: '/brand/logo.svg', versionId: 'v3' });
    const targets = [fileTarget(file), versionTarget(file, 'v2'), folderTarget('/brand')];
    for (const target of targets) {
      assert.deepEqual(finding(target, { paths }, [file]), {
        kind: 'protectedPath',
        pattern: '/brand/**',
      });
    }
    assert.equal(finding(folderTarget('/branding'), { paths }), undefined);
  });

  test('keep a file with all its versions by its id, and a version by its own', () => {
    const file = { ...asset(1), versionId: 'v3' };
    const ids = [file.fileId];
    const byFile = { kind: 'protectedId', id: file.fileId };
    assert.deepEqual(finding(fileTarget(file), { ids }), byFile);
    assert.deepEqual(finding(versionTarget(file, 'v2'), { ids }, [file]), byFile);
    const byVersion = { kind: 'protectedId', id: 'v2' };
    assert.deepEqual(finding(versionTarget(file, 'v2'), { ids: ['v2'] }, [file]), byVersion);
    assert.equal(finding(versionTarget(file, 'v1'), { ids: ['v2'] }, [file]), undefined);
  });

  test('keep what was uploaded or changed too recently', () => {
    const tooYoung = { kind: 'tooYoung', minAgeHours: 24 };
    const check = (more: Partial<Asset>, minAgeHours = 24) =>
      finding(fileTarget(asset(1, more)), { minAgeHours });
    assert.deepEqual(check({ createdAt: ago(23.9), updatedAt: ago(23.9) }), tooYoung);
    assert.deepEqual(check({ createdAt: ago(900), updatedAt: ago(23.9) }), tooYoung);
    assert.deepEqual(check({ createdAt: ago(-1), updatedAt: ago(-1) }), tooYoung, 'in the future');
    assert.equal(check({ createdAt: ago(24), updatedAt: ago(24) }), undefined);
    assert.equal(check({ createdAt: ago(24), updatedAt: undefined }), undefined);
    assert.equal(check({ createdAt: ago(0), updatedAt: ago(0) }, 0), undefined, 'off');
    assert.equal(finding(folderTarget('/files'), { minAgeHours: 24 }), undefined);
  });

  test('keep what has no date that proves its age', () => {
    for (const createdAt of [undefined, '', 'yesterday']) {
      const file = asset(1, { createdAt, updatedAt: ago(900) });
      assert.equal(finding(fileTarget(file), { minAgeHours: 1 })?.kind, 'tooYoung', createdAt);
    }
  });

  test('keep the current version, and any version whose file is not known', () => {
    const file = { ...asset(1), versionId: 'v3' };
    const current = { kind: 'currentVersion' };
    assert.deepEqual(finding(versionTarget(file, 'v3'), {}, [file]), current);
    assert.deepEqual(finding(versionTarget(file, 'v2'), {}), current);
    const unnumbered = { ...file, versionId: undefined };
    assert.deepEqual(finding(versionTarget(file, 'v2'), {}, [unnumbered]), current);
    assert.equal(finding(versionTarget(file, 'v2'), {}, [file]), undefined);
  });
});
