import assert from 'node:assert/strict';
import fc from 'fast-check';
import { amountOf, mainCount } from '../../../../src/core/plan/amount';
import { makePlan, type DeletionPlan } from '../../../../src/core/plan/plan';
import { PlanReview, type ReviewGroup } from '../../../../src/core/plan/review';
import { targetPath, type Target } from '../../../../src/core/target';
import type { Hint, Place } from '../../../../src/core/reference';
import { asset, fileTarget, folderTarget, versionTarget } from '../../../support/deletion/targets';
import { fastest } from '../../../support/fastest';

const place: Place = { file: 'src/index.tsx', line: 12, column: 1, length: 8 };

interface Input {
  readonly target: Target;
  readonly references?: readonly Place[];
  readonly hints?: readonly Hint[];
}

function planOf(inputs: readonly Input[]): DeletionPlan {
  return makePlan({
    id: 'plan',
    accountId: 'acme',
    createdAt: '2026-06-01T00:00:00.000Z',
    targets: inputs.map(({ target, references = [], hints = [] }) => ({
      target,
      references,
      hints,
      source: undefined,
    })),
    unresolved: [],
    guard: () => undefined,
  });
}

const file = (filePath: string, references: readonly Place[] = []): Input => ({
  target: fileTarget(asset(`id-of-${filePath.replaceAll('/', '-')}`, { filePath, size: 10 })),
  references,
});
const folder = (folderPath: string): Input => ({ target: folderTarget(folderPath) });

const keyOf = (filePath: string) => `asset:id-of-${filePath.replaceAll('/', '-')}`;

/** Paths of what runs when the person agrees now. */
const going = (review: PlanReview) => review.confirm().targets.map((row) => targetPath(row.target));

suite('a plan under review', () => {
  test('checks all but what the workspace still mentions', () => {
    const review = new PlanReview(
      planOf([file('/b.jpg'), file('/a.jpg'), file('/c.jpg', [place])]),
    );
    const paths = (group: ReviewGroup) => review.rows(group).map((row) => targetPath(row.target));
    assert.deepEqual(paths('safe'), ['/a.jpg', '/b.jpg']);
    assert.deepEqual(paths('referenced'), ['/c.jpg']);
    assert.deepEqual(going(review), ['/b.jpg', '/a.jpg'], 'in the order of the plan');
    assert.deepEqual(review.going('safe'), { files: 2, versions: 0, folders: 0, bytes: 20 });
    assert.equal(mainCount(review.going('referenced')), 0);
  });

  test('checks what a person has chosen before, and nothing else', () => {
    const plan = planOf([file('/a.jpg'), file('/b.jpg'), file('/c.jpg')]);
    const review = new PlanReview(plan, new Set([keyOf('/b.jpg'), 'asset:unknown']));
    assert.deepEqual(going(review), ['/b.jpg']);
    assert.equal(review.isChanged, true, 'discarding it asks');
    assert.deepEqual(going(new PlanReview(plan, new Set())), []);
  });

  test('puts what may be mentioned in a group of its own, unchecked', () => {
    const hints = [{ by: 'pattern', place }] as const;
    const hinted = { ...file('/s/hinted.jpg'), hints };
    const review = new PlanReview(
      planOf([file('/s/a.jpg'), hinted, { ...file('/s/c.jpg', [place]), hints }, folder('/s')]),
    );
    const paths = (group: ReviewGroup) => review.rows(group).map((row) => targetPath(row.target));
    assert.deepEqual(paths('safe'), ['/s', '/s/a.jpg']);
    assert.deepEqual(paths('possible'), ['/s/hinted.jpg']);
    assert.deepEqual(paths('referenced'), ['/s/c.jpg']);
    assert.deepEqual(going(review), ['/s/a.jpg'], 'and its folder stays with it');
    review.check('folder:/s', true);
    assert.deepEqual(going(review), ['/s/a.jpg'], 'a folder does not bring it along');
    review.check(keyOf('/s/hinted.jpg'), true);
    assert.deepEqual(going(review), ['/s/a.jpg', '/s/hinted.jpg']);
    assert.equal(review.goingInAll.files, 2);
    assert.equal(mainCount(review.going('possible')), 1);
  });

  test('does not keep a check on what turned out to be mentioned, or possibly so', () => {
    const before = new PlanReview(planOf([file('/a.jpg'), file('/b.jpg'), file('/c.jpg')]));
    const hints = [{ by: 'folder', place }] as const;
    const now = planOf([file('/a.jpg'), { ...file('/b.jpg'), hints }, file('/c.jpg', [place])]);
    assert.deepEqual(going(new PlanReview(now, before)), ['/a.jpg']);
  });

  test('counts all that was asked for: what is refused and what was not found, too', () => {
    const plan: DeletionPlan = {
      ...planOf([file('/a.jpg'), folder('/b')]),
      refused: planOf([file('/c.jpg')]).targets.map((planned) => ({
        planned,
        finding: { kind: 'protectedTag', tag: 'keep' },
      })),
      unresolved: [
        { ref: { kind: 'id', fileId: 'x' }, source: undefined, why: { kind: 'notFound' } },
      ],
    };
    assert.deepEqual(new PlanReview(plan).asked, { files: 3, versions: 0, folders: 1, bytes: 20 });
  });

  test('may begin with nothing checked', () => {
    const review = new PlanReview(planOf([file('/a.jpg'), file('/b.jpg', [place])]), 'none');
    assert.deepEqual(going(review), []);
    assert.equal(review.isChanged, false);
  });

  test('leaves out an unchecked row, and takes it in again', () => {
    const review = new PlanReview(planOf([file('/a.jpg'), file('/b.jpg')]));
    assert.equal(review.isChanged, false);
    review.check(keyOf('/a.jpg'), false);
    assert.equal(review.isChanged, true);
    assert.deepEqual(review.decision(keyOf('/a.jpg')), { kind: 'keep' });
    assert.deepEqual(going(review), ['/b.jpg']);
    assert.equal(review.going('safe').bytes, 10);
    review.check(keyOf('/a.jpg'), true);
    assert.deepEqual(review.decision(keyOf('/a.jpg')), { kind: 'delete' });
    assert.deepEqual(going(review), ['/a.jpg', '/b.jpg']);
  });

  test("sets a group's rows and no others", () => {
    const review = new PlanReview(planOf([file('/a.jpg'), file('/b.jpg', [place])]));
    review.checkGroup('safe', false);
    assert.deepEqual(going(review), []);
    assert.equal(review.allChecked('safe'), false);
    review.checkGroup('referenced', true);
    assert.deepEqual(going(review), ['/b.jpg']);
    review.checkGroup('safe', true);
    assert.deepEqual(going(review), ['/a.jpg', '/b.jpg']);
  });

  test('keeps a folder in which something stays, and says what', () => {
    const review = new PlanReview(
      planOf([
        folder('/a'),
        folder('/a/b'),
        file('/a/b/c.jpg'),
        file('/a-z.jpg'),
        file('/a/d.jpg'),
      ]),
    );
    review.check(keyOf('/a-z.jpg'), false);
    assert.deepEqual(
      review.decision('folder:/a'),
      { kind: 'delete' },
      'it only begins like the folder',
    );
    review.check(keyOf('/a/b/c.jpg'), false);
    const kept = { kind: 'keepFolder', path: '/a/b/c.jpg' };
    assert.deepEqual(review.decision('folder:/a'), kept);
    assert.deepEqual(review.decision('folder:/a/b'), kept);
    assert.deepEqual(going(review), ['/a/d.jpg']);
    assert.equal(review.going('safe').folders, 0);
    review.check(keyOf('/a/b/c.jpg'), true);
    assert.equal(review.going('safe').folders, 2);
  });

  test('keeps all of an unchecked folder, and takes all of it again but what is mentioned', () => {
    const review = new PlanReview(
      planOf([
        folder('/a'),
        folder('/a/b'),
        file('/a/b/c.jpg'),
        file('/a/d.jpg', [place]),
        file('/e'),
      ]),
    );
    review.check(keyOf('/a/d.jpg'), true);
    assert.equal(going(review).length, 5);
    review.check('folder:/a', false);
    assert.deepEqual(going(review), ['/e']);
    review.check('folder:/a', true);
    assert.deepEqual(review.decision('folder:/a'), { kind: 'keepFolder', path: '/a/d.jpg' });
    assert.equal(review.allChecked('safe'), true);
    assert.equal(review.allChecked('referenced'), false);
    assert.deepEqual(going(review), ['/a/b', '/a/b/c.jpg', '/e']);
  });

  test('has nothing to say of a row that is not in the plan', () => {
    const review = new PlanReview(planOf([file('/a.jpg')]));
    review.check('asset:other', true);
    assert.deepEqual(review.decision('asset:other'), { kind: 'keep' });
    assert.deepEqual(going(review), ['/a.jpg']);
  });

  test('keeps its boxes when the plan was looked at again, but for what is mentioned by now', () => {
    const before = [file('/a.jpg'), file('/b.jpg'), file('/c.jpg'), file('/d.jpg', [place])];
    const review = new PlanReview(planOf(before));
    review.check(keyOf('/a.jpg'), false);
    review.check(keyOf('/d.jpg'), true);
    const now = [file('/a.jpg'), file('/b.jpg', [place]), file('/d.jpg', [place]), file('/e.jpg')];
    const again = new PlanReview(planOf(now), review);
    assert.deepEqual(going(again), ['/d.jpg'], 'what nobody has seen before is not checked either');
    const freed = new PlanReview(planOf([file('/a.jpg'), file('/d.jpg')]), review);
    assert.deepEqual(going(freed), ['/d.jpg']);
  });

  test('runs exactly what it shows as going, whatever is checked', () => {
    const names = fc.constantFrom('a', 'a-', 'a0', 'b', 'ä');
    const path = fc
      .array(names, { minLength: 1, maxLength: 3 })
      .map((each) => `/${each.join('/')}`);
    const input: fc.Arbitrary<Input> = fc.oneof(
      path.map(folder),
      fc.tuple(path, fc.boolean()).map(([at, used]) => file(`${at}/f`, used ? [place] : [])),
      path.map((at) => ({ target: versionTarget(asset(`v${at}`, { filePath: `${at}/f` }), 'v1') })),
    );
    const steps = fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(input, { minLength: 1, maxLength: 12 }), steps, (inputs, changes) => {
        const plan = planOf(inputs);
        const review = new PlanReview(plan);
        for (const [at, on] of changes) {
          const key = plan.targets[at % (plan.targets.length + 2)]?.key;
          if (key !== undefined) review.check(key, on);
          else review.checkGroup(at % 2 === 0 ? 'safe' : 'referenced', on);
        }
        const runs = review.confirm().targets;
        const shown = plan.targets.filter(({ key }) => review.decision(key).kind === 'delete');
        assert.deepEqual(runs, shown);
        assert.deepEqual(review.goingInAll, amountOf(runs.map(({ target }) => target)));
      }),
      { numRuns: 500 },
    );
  });

  test('takes 100,000 rows in its stride', () => {
    const inputs = Array.from({ length: 100_000 }, (_, index) =>
      index % 100 === 0
        ? folder(`/f${index / 100}`)
        : file(`/f${Math.floor(index / 100)}/${index}.jpg`, index % 10 === 1 ? [place] : []),
    );
    const review = new PlanReview(planOf(inputs));
    const keys = new Map(review.plan.targets.map(({ key }, at) => [key, at]));
    let seen = 0;
    const pass = fastest(() => {
      for (const { key } of review.plan.targets) seen += keys.get(key) ?? 0;
    });
    assert.ok(seen > 0);
    let on = false;
    const change = fastest(() => {
      on = !on;
      review.checkGroup('referenced', on);
      assert.equal(review.going('safe').folders, on ? 1_000 : 0);
    });
    assert.ok(change < 25 * pass, `one change took ${change} ms, a pass over the keys ${pass} ms`);
  });
});
