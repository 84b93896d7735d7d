import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isPlanOf,
  readPlanFile,
  writePlanFile,
  type PlanFile,
} from '../../../../src/core/plan/planFile';
import { snapshotOf } from '../../../../src/core/plan/snapshot';
import type { Target } from '../../../../src/core/target';
import {
  asset,
  fileTarget,
  folderTarget,
  planned,
  versionTarget,
} from '../../../support/deletion/targets';

const acme = { name: 'acme', urlEndpoints: ['https://ik.imagekit.io/acme'] };
const createdAt = '2026-06-01T10:00:00.000Z';
const hero = asset(1, { filePath: '/products/hero.jpg', size: 1200, versionId: 'v3' });

const written = (targets: readonly Target[], account = acme) =>
  writePlanFile({ createdAt, targets: targets.map((target) => planned(target)) }, account);

const three = [fileTarget(hero), versionTarget(asset(2), 'v1'), folderTarget('/products')];

function read(text: string): PlanFile {
  const reading = readPlanFile(text);
  assert.equal(reading.kind, 'plan');
  return reading.plan;
}

suite('a plan file', () => {
  test('is read in a pull request: a target a line, with what identifies it', () => {
    const lines = written(three).split('\n');
    assert.equal(lines[0], '{');
    assert.match(lines[4] ?? '', /"account": \{"name":"acme","urlEndpoints":\["https:/);
    assert.equal(lines[5], '  "count": 3,');
    assert.match(lines[7] ?? '', /^ {4}\{"kind":"file","path":"\/products\/hero\.jpg",/);
    assert.match(lines[7] ?? '', /"fileId":"0{23}1","size":1200,"updatedAt":"2026-/);
    assert.match(
      lines[9] ?? '',
      /^ {4}\{"kind":"folder","path":"\/products","sha256":"[0-9a-f]{64}"/,
    );
  });

  test('says the same when it is read again, in whatever layout', () => {
    const text = written(three);
    const plan = read(text);
    assert.deepEqual(plan.account, acme);
    assert.equal(plan.createdAt, createdAt);
    assert.deepEqual(
      plan.targets,
      three.map((target) => snapshotOf(target)),
    );
    const value = JSON.parse(text) as object;
    assert.deepEqual(read(JSON.stringify(value)), plan);
    assert.deepEqual(read(JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n')), plan);
  });

  test('holds any path and size, and shows marks that would turn a path around', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(name, fc.option(fc.nat(), { nil: undefined }), (path, size) => {
        const target = fileTarget(asset(1, { filePath: `/${path}`, size, updatedAt: undefined }));
        const [back] = read(written([target])).targets;
        assert.deepEqual(back, snapshotOf(target));
      }),
    );
    const text = written([folderTarget('/\u202egpj.kool\u2028\u{e0041}')]);
    assert.doesNotMatch(text, /[\u202e\u2028]|\u{e0041}/u);
    assert.match(text, /\\u202egpj/);
    assert.equal(read(text).targets[0]?.path, '/\u202egpj.kool\u2028\u{e0041}');
  });

  /** Each line: what somebody changes by hand, into what, and of which target that is told. */
  const changes = [
    ['/products/hero.jpg', '/brand/logo.svg', '/brand/logo.svg'],
    ['"size":1200', '"size":1201', '/products/hero.jpg'],
    ['"versionId":"v3"', '"versionId":"v4"', '/products/hero.jpg'],
    ['"updatedAt":"2026-01-01', '"updatedAt":"2027-01-01', '/products/hero.jpg'],
    [asset(1).fileId, asset(3).fileId, '/products/hero.jpg'],
    ['"kind":"version"', '"kind":"file"', '/files/2.jpg'],
    ['"path":"/products"', '"path":"/brand"', '/brand'],
    ['"name":"acme"', '"name":"other"', undefined],
    ['imagekit.io/acme"', 'imagekit.io/other"', undefined],
    ['"createdAt": "2026', '"createdAt": "2027', undefined],
    ['"count": 3', '"count": 4', undefined],
    ['"sha256":"', '"sha256":"0', '/products/hero.jpg'],
  ] as const;
  for (const [before, after, path] of changes) {
    test(`does not survive ${JSON.stringify(before)} changed into ${JSON.stringify(after)}`, () => {
      const text = written(three);
      assert.ok(text.includes(before));
      assert.deepEqual(readPlanFile(text.replace(before, after)), { kind: 'hashMismatch', path });
    });
  }

  test('is read with the lines that a reviewer has left in it, and says how many are not', () => {
    const lines = written(three).split('\n');
    for (const at of [7, 8, 9]) {
      const plan = read(lines.toSpliced(at, 1).join('\n'));
      const left = three.toSpliced(at - 7, 1);
      assert.deepEqual(
        plan.targets,
        left.map((target) => snapshotOf(target)),
      );
      assert.equal(plan.struck, 1);
    }
    assert.equal(read(written(three)).struck, 0);
  });

  test('takes no target in: neither one of another plan, nor one twice', () => {
    const lines = written(three).split('\n');
    const [, , , , , , , , , folder = ''] = lines;
    const again = lines.toSpliced(7, 1, `${folder},`).join('\n');
    assert.deepEqual(readPlanFile(again), { kind: 'hashMismatch', path: '/products' });
    const other = written([fileTarget(asset(5))]).split('\n')[7] ?? '';
    const foreign = lines.toSpliced(7, 1, `${other},`).join('\n');
    assert.deepEqual(readPlanFile(foreign), { kind: 'hashMismatch', path: '/files/5.jpg' });
  });

  test('is broken where it is no JSON', () => {
    const text = written(three);
    assert.deepEqual(readPlanFile(text.replace('"createdAt"', 'createdAt')), {
      kind: 'notJson',
      line: 4,
    });
    const cut = text.split('\n').slice(0, 7).join('\n');
    assert.deepEqual(readPlanFile(cut), { kind: 'notJson', line: 7 });
    assert.deepEqual(readPlanFile(''), { kind: 'notJson', line: 1 });
    assert.deepEqual(readPlanFile('['.repeat(1_000_000)), { kind: 'notJson', line: 1 });
  });

  test('is none when it is something else, of another version, or holds more', () => {
    const text = written(three);
    const texts = [
      ['null', ''],
      ['[]', 'format'],
      ['{}', 'format'],
      [text.replace('cleanup-plan', 'cleanup-report'), 'format'],
      [text.replace('"version": 2', '"version": 1'), 'version'],
      [text.replace('"kind":"folder"', '"kind":"everything"'), 'targets.2.kind'],
      [text.replace('"path":"/products"', '"path":"/"'), 'targets.2.path'],
      [text.replace(asset(1).fileId, '../../v1/files'), 'targets.0.fileId'],
      [text.replace('"size":1200', '"size":1200,"force":true'), 'targets.0.force'],
      [text.replace('"targets"', '"yes": 1,\n  "targets"'), 'yes'],
      [text.replace(/\[\n {4}[\s\S]*\n {2}\]/, '[]'), 'targets'],
    ] as const;
    for (const [each, place] of texts) {
      assert.deepEqual(readPlanFile(each), { kind: 'notAPlan', place });
    }
  });

  test('is refused when it is larger than any plan', () => {
    const many = Array.from({ length: 200_001 }, (_, index) => folderTarget(`/${index}`));
    assert.deepEqual(readPlanFile(written(many)), { kind: 'tooLarge' });
    assert.equal(read(written(many.slice(1))).targets.length, 200_000);
    assert.deepEqual(readPlanFile(' '.repeat(100_000_001)), { kind: 'tooLarge' });
  });

  test('is read or refused, and never an error, whatever it holds', () => {
    const anything = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(anything, (text) => readPlanFile(text).kind !== 'plan'));
  });

  test('belongs to the account that delivers from the same place, whatever it is called', () => {
    const plan = read(written(three));
    const prefixed = { name: 'mine', urlEndpoints: ['https://ik.imagekit.io/acme/site'] };
    assert.ok(isPlanOf(plan, prefixed));
    assert.ok(!isPlanOf(plan, { ...acme, urlEndpoints: ['https://ik.imagekit.io/other'] }));
  });

  test('belongs to the account of that name, where it is not known what that delivers', () => {
    const plan = read(written(three));
    assert.ok(isPlanOf(plan, { name: 'Acme', urlEndpoints: [] }));
    assert.ok(!isPlanOf(plan, { name: 'other', urlEndpoints: [] }));
    const unknown = read(written(three, { name: 'acme', urlEndpoints: [] }));
    assert.ok(isPlanOf(unknown, acme));
    assert.ok(!isPlanOf(unknown, { ...acme, name: 'other' }));
  });
});
