import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Account } from '../../../../src/core/account/account';
import { makePlan, type DeletionPlan } from '../../../../src/core/plan/plan';
import type { Target } from '../../../../src/core/target';
import type { Hint, Place } from '../../../../src/core/reference';
import { PlanUnderReview } from '../../../../src/vscode/plan/planReview';
import type { PlanNode } from '../../../../src/vscode/tree/planNode';
import { PlanTree } from '../../../../src/vscode/tree/planTree';
import { reviewTotals } from '../../../../src/vscode/plan/reviewText';
import { asset, fileTarget, folderTarget, versionTarget } from '../../../support/deletion/targets';
import { fastest } from '../../../support/fastest';

const account: Account = { id: 'a', name: 'acme', kind: 'development', urlEndpoints: [] };
const place: Place = { file: 'src/data/products.json', line: 18, column: 17, length: 24 };

interface Input {
  readonly target: Target;
  readonly references?: readonly Place[];
  readonly hints?: readonly Hint[];
}

const file = (filePath: string, references: readonly Place[] = []): Input => ({
  target: fileTarget(asset(filePath.replaceAll(/\W/g, '-'), { filePath, size: 2048 })),
  references,
});

function planOf(inputs: readonly Input[]): DeletionPlan {
  return makePlan({
    id: 'plan',
    accountId: account.id,
    createdAt: '2026-06-01T00:00:00.000Z',
    targets: inputs.map(({ target, references = [], hints = [] }) => ({
      target,
      references,
      hints,
      source: undefined,
    })),
    unresolved: [{ ref: { kind: 'id', fileId: 'gone' }, source: place, why: { kind: 'notFound' } }],
    guard: ({ target }) =>
      target.kind === 'asset' && target.asset.name.startsWith('keep')
        ? { kind: 'protectedTag', tag: 'keep' }
        : undefined,
  });
}

suite('the tree of a plan', () => {
  let planReview: PlanUnderReview;
  let tree: PlanTree;
  let drawn: (readonly PlanNode[] | undefined)[];
  const disposables: { dispose(): unknown }[] = [];

  function show(inputs: readonly Input[]): void {
    planReview = new PlanUnderReview(new vscode.EventEmitter());
    const pictures = { now: () => undefined, load: () => Promise.resolve(undefined) };
    const loaded = new vscode.EventEmitter<string>();
    tree = new PlanTree({ planReview, pictures: { ...pictures, onDidLoad: loaded.event } });
    drawn = [];
    disposables.push(
      planReview,
      tree,
      loaded,
      tree.onDidChangeTreeData((nodes) => drawn.push(nodes)),
    );
    planReview.open(planOf(inputs), { account, filesOfVersions: new Map(), notes: [] }, 'safe');
  }

  teardown(() => {
    for (const each of disposables.splice(0)) each.dispose();
  });

  const labelOf = (node: PlanNode): string => {
    const { label = '' } = tree.getTreeItem(node);
    return typeof label === 'string' ? label : label.label;
  };
  /** The first row, which leads on, and the groups below it. */
  const groups = () => tree.getChildren().filter(({ kind }) => kind === 'group');
  const first = () => {
    const [row] = tree.getChildren();
    assert.equal(row?.kind, 'delete');
    return tree.getTreeItem(row);
  };
  const group = (label: string) => {
    const found = groups().find((node) => labelOf(node).startsWith(label));
    assert.ok(found, label);
    return found;
  };
  /** The rows below a group, as VS Code would hold them. */
  const rows = (label: string) => {
    const nodes = tree.getChildren(group(label));
    for (const node of nodes) tree.getTreeItem(node);
    return nodes;
  };
  const isChecked = (node: PlanNode | undefined) => {
    assert.ok(node);
    const { checkboxState: box } = tree.getTreeItem(node);
    return (typeof box === 'object' ? box.state : box) === vscode.TreeItemCheckboxState.Checked;
  };

  const mixed = [
    file('/a/one.jpg'),
    file('/a/used.jpg', [place, place]),
    file('/a/keep.jpg'),
    { target: folderTarget('/a') },
    { target: folderTarget('/b') },
    { target: versionTarget(asset('v', { filePath: '/c.jpg', versionName: 'Version 2' }), 'v2') },
  ];

  test('has its groups in one order, with what is in them', () => {
    show(mixed);
    assert.deepEqual(groups().map(labelOf), [
      'Not referenced (3)',
      'Referenced (1)',
      'Protected (1)',
      'Kept folders (1)',
      'Not found (1)',
    ]);
    assert.deepEqual(rows('Not referenced').map(labelOf), ['one.jpg', 'b/', 'c.jpg']);
    assert.deepEqual(rows('Protected').map(labelOf), ['keep.jpg']);
    assert.deepEqual(rows('Kept folders').map(labelOf), ['a/']);
    show([file('/a/one.jpg')]);
    assert.equal(groups().length, 2, 'an empty group has no row');
  });

  test('has boxes only where something can be decided', () => {
    show(mixed);
    assert.deepEqual(rows('Not referenced').map(isChecked), [true, true, true]);
    assert.deepEqual(rows('Referenced').map(isChecked), [false]);
    for (const label of ['Protected', 'Kept folders', 'Not found']) {
      for (const node of [group(label), ...rows(label)]) {
        assert.equal(tree.getTreeItem(node).checkboxState, undefined);
      }
    }
  });

  test('keeps what the workspace may mean in a group of its own, unchecked, with the places', () => {
    show([
      { ...file('/a/one.jpg'), hints: [{ by: 'pattern', place }] },
      {
        ...file('/a/two.jpg'),
        hints: [
          { by: 'name', place },
          { by: 'folder', place },
        ],
      },
      { ...file('/a/used.jpg', [place, place]), hints: [{ by: 'name', place }] },
      file('/a/safe.jpg'),
    ]);
    const possible = rows('Possible references');
    const [used] = rows('Referenced');
    const [one] = possible;
    assert.ok(one && used);
    const described = [...possible, used].map((node) => tree.getTreeItem(node).description);
    assert.deepEqual(described, [
      '1 possible reference · 2 KB · /a',
      '2 possible references · 2 KB · /a',
      '2 references · 2 KB · /a',
    ]);
    assert.deepEqual(possible.map(isChecked), [false, false]);
    assert.deepEqual(rows('Not referenced').map(isChecked), [true]);
    const places = tree.getChildren(one);
    assert.deepEqual(places.map(labelOf), ['src/data/products.json:18']);
    assert.equal(places[0] && tree.getTreeItem(places[0]).description, 'by a pattern');
    assert.equal(tree.getChildren(used).length, 2);
  });

  test('says in words what a row is, also to a screen reader', () => {
    show(mixed);
    const spoken = (label: string) =>
      rows(label).map((node) => tree.getTreeItem(node).accessibilityInformation?.label);
    assert.deepEqual(spoken('Not referenced'), [
      'one.jpg, 2 KB, /a',
      'b, folder, /',
      'c.jpg, Version 2, 1,000 B, /',
    ]);
    assert.deepEqual(spoken('Referenced'), ['used.jpg, 2 references, 2 KB, /a']);
    assert.deepEqual(spoken('Protected'), ['keep.jpg, protected by its tag "keep"']);
    assert.deepEqual(spoken('Kept folders'), ['a, kept because /a/keep.jpg inside it is kept']);
    assert.deepEqual(spoken('Not found'), [
      'gone, not in this account, from src/data/products.json:18',
    ]);
  });

  test('leads from a file to each place that mentions it, and back', () => {
    show(mixed);
    const [used] = rows('Referenced');
    assert.ok(used);
    const [one, second] = tree.getChildren(used);
    assert.ok(one && second);
    const item = tree.getTreeItem(one);
    assert.equal(item.label, 'src/data/products.json:18');
    assert.equal(item.command?.command, 'vscode.open');
    const [uri, { selection }] = item.command.arguments as [
      vscode.Uri,
      { selection: vscode.Range },
    ];
    assert.ok(uri.path.endsWith('/src/data/products.json'));
    assert.deepEqual([selection.start.line, selection.start.character], [17, 16]);
    assert.notEqual(tree.getTreeItem(second).id, item.id);
    assert.equal(tree.getParent(one), used);
    assert.equal(tree.getParent(used), (used as PlanNode & { kind: 'target' }).parent);
  });

  test('never deletes by a click', () => {
    show(mixed);
    for (const label of [
      'Not referenced',
      'Referenced',
      'Protected',
      'Kept folders',
      'Not found',
    ]) {
      for (const node of [group(label), ...rows(label)]) {
        assert.equal(tree.getTreeItem(node).command, undefined);
      }
    }
  });

  test('says above all how much goes, in words, and leads only to the question for its number', () => {
    show([file('/a/one.jpg'), file('/a/two.jpg'), file('/a/used.jpg', [place])]);
    assert.equal(first().label, 'Delete 2 Files…');
    assert.equal(first().description, '4 KB');
    assert.equal(first().command?.command, 'imagekitCleanup.deleteChecked');
    assert.equal(first().accessibilityInformation?.label, 'Delete 2 Files…, 4 KB');
    planReview.change((review) => review.check('asset:-a-one-jpg', false));
    assert.equal(first().label, 'Delete 1 File…');
    planReview.change((review) => review.check('asset:-a-two-jpg', false));
    assert.equal(first().label, 'Select what to delete');
    assert.equal(first().command, undefined);
    show([{ target: folderTarget('/b') }]);
    assert.equal(first().label, 'Delete 1 Folder…');
    const version = (id: string) => ({ target: versionTarget(asset('v'), id) });
    show([version('v1'), version('v2')]);
    assert.equal(first().label, 'Delete 2 Versions…');
  });

  const totalsOf = () => planReview.current && reviewTotals(planReview.current.review);

  test('counts each kind of row against all of that kind, so that the groups add up', () => {
    show(mixed);
    assert.equal(totalsOf(), '1 of 4 files · 1 of 1 version · 1 of 2 folders · 3 KB');
    const inGroups = groups().map((node) => Number(/\d+/.exec(labelOf(node))?.[0]));
    assert.equal(
      inGroups.reduce((sum, count) => sum + count),
      4 + 1 + 2,
    );
  });

  test('groups what is left out by its true reason', () => {
    const plan = planOf([file('/a/one.jpg'), file('/a/two.jpg'), { target: folderTarget('/a') }]);
    const [one, two] = plan.targets;
    assert.ok(one && two);
    const ref = { kind: 'path', path: '/x.jpg', paths: ['/x.jpg'] } as const;
    show([]);
    planReview.open(
      {
        ...plan,
        targets: [],
        refused: [
          { planned: one, finding: { kind: 'changed', what: 'size' } },
          { planned: two, finding: { kind: 'tooYoung', minAgeHours: 24 } },
        ],
        unresolved: [
          { ref, source: undefined, why: { kind: 'unseen' } },
          { ref, source: undefined, why: { kind: 'otherAccount', account: 'other' } },
          { ref, source: undefined, why: { kind: 'ambiguous', filePaths: ['/a', '/b'] } },
        ],
      },
      { account, filesOfVersions: new Map(), notes: [] },
      'safe',
    );
    assert.deepEqual(groups().map(labelOf), ['Protected (1)', 'Skipped (3)', 'Not found (1)']);
    assert.deepEqual(rows('Skipped').map(labelOf), ['one.jpg', '/x.jpg', '/x.jpg']);
    assert.equal(new Set(rows('Skipped').map((node) => tree.getTreeItem(node).id)).size, 3);
  });

  test('shows a name as one line that runs from left to right', () => {
    show([file('/a\n/\u202egpj.$(trash) [x](command:y).jpg')]);
    const [row] = rows('Not referenced');
    assert.ok(row);
    const { description } = tree.getTreeItem(row);
    assert.doesNotMatch(`${labelOf(row)}${String(description)}`, /[\n\u202e]|\]\(/);
  });

  test('draws 1,000 rows of a group, and more when they are asked for', () => {
    show(Array.from({ length: 2_500 }, (_, index) => file(`/f${index}.jpg`)));
    const safe = group('Not referenced');
    for (const [count, hasMore] of [
      [1_000, true],
      [2_000, true],
      [2_500, false],
    ] as const) {
      const all = tree.getChildren(safe);
      const undrawn = all.filter(({ kind }) => kind === 'undrawn');
      assert.equal(all.length - undrawn.length, count);
      assert.equal(undrawn.length, hasMore ? 1 : 0);
      const [more] = undrawn;
      if (more?.kind === 'undrawn') tree.drawMore(more.parent);
    }
    assert.equal(drawn.length, 2);
  });

  test('draws again only the rows whose boxes look different', () => {
    show([file('/a/1.jpg'), file('/a/2.jpg'), { target: folderTarget('/a') }, file('/b.jpg')]);
    for (const node of tree.getChildren()) tree.getTreeItem(node);
    const all = tree.getChildren(groups()[0]);
    for (const node of all) tree.getTreeItem(node);
    const redrawn = (key: string, on: boolean) => {
      planReview.change((review) => review.check(key, on));
      tree.redrawBoxes();
      const nodes = drawn.at(-1) ?? [];
      for (const node of [...nodes, ...nodes.flatMap((each) => tree.getChildren(each))]) {
        tree.getTreeItem(node);
      }
      return nodes.map(labelOf);
    };
    assert.deepEqual(
      redrawn('asset:-b-jpg', false),
      ['Delete 2 Files…', 'Not referenced (4)'],
      'with all of its rows',
    );
    assert.deepEqual(redrawn('asset:-a-1-jpg', false), ['Delete 1 File…', 'a/', '1.jpg']);
    assert.deepEqual(redrawn('asset:-a-2-jpg', false), ['Select what to delete', '2.jpg']);
    assert.deepEqual(redrawn('folder:/a', true), ['Delete 2 Files…', 'a/', '1.jpg', '2.jpg']);
    const [button] = tree.getChildren();
    assert.ok(button);
    assert.match(String(tree.getTreeItem(button).description), /^and 1 folder · /);
  });

  suite('with 100,000 files', () => {
    const total = 100_000;
    const mentioned = (index: number) => index % 10 === 0;
    const many = Array.from({ length: total }, (_, index) =>
      file(`/f${index % 97}/${index}.jpg`, mentioned(index) ? [place] : []),
    );

    /** All that VS Code asks for after a change: what was fired, and the rows that it brings. */
    function draw(nodes: readonly PlanNode[]): number {
      let items = 0;
      for (const node of nodes) {
        tree.getTreeItem(node);
        items += 1;
        if (node.kind === 'group') items += draw(tree.getChildren(node));
      }
      return items;
    }

    /** A click on the box of a group, up to the last row that is drawn again. */
    function click(which: 'safe' | 'referenced', on: boolean): number {
      drawn = [];
      let changes = 0;
      const listener = planReview.onDidChange(() => {
        changes += 1;
        tree.redrawBoxes();
      });
      planReview.change((review) => review.checkGroup(which, on));
      listener.dispose();
      assert.equal(changes, 1);
      assert.ok(drawn.length <= 1, `${drawn.length} times`);
      return draw(drawn[0] ?? []);
    }

    const totals = () => {
      assert.ok(planReview.current);
      return reviewTotals(planReview.current.review);
    };

    test('makes rows only for what is drawn', () => {
      show(many);
      const all = tree.getChildren();
      assert.deepEqual(all.map(labelOf), [
        'Delete 90,000 Files…',
        'Not referenced (90,000)',
        'Referenced (10,000)',
        'Not found (1)',
      ]);
      assert.equal(draw(all), 1 + 3 + 2 * 1_001 + 1);
      assert.equal(drawn.length, 0);
    });

    test('checks a group as one change of the rows that are drawn, with the right totals', () => {
      show(many);
      assert.equal(totals(), '90,000 of 100,001 files · 176 MB');
      draw(tree.getChildren());
      assert.equal(click('safe', false), 1_003);
      assert.equal(totals(), '0 of 100,001 files · 0 B');
      assert.equal(click('referenced', true), 1_003);
      assert.equal(totals(), '10,000 of 100,001 files · 20 MB');
      assert.equal(click('safe', true), 1_003);
      assert.equal(totals(), '100,000 of 100,001 files · 195 MB');
      assert.equal(click('safe', true), 0, 'nothing looks different');
      assert.equal(planReview.current?.review.confirm().targets.length, total);
    });

    test('checks a group in the time of a few passes over its keys', () => {
      show(many);
      draw(tree.getChildren());
      const targets = planReview.current?.review.plan.targets ?? [];
      const keys = new Map(targets.map(({ key }, at) => [key, at]));
      let seen = 0;
      const pass = fastest(() => {
        for (const { key } of targets) seen += (keys.get(key) ?? 0) & 1;
      });
      assert.ok(seen > 0);
      let on = true;
      const change = fastest(() => {
        on = !on;
        click('safe', on);
        totals();
      });
      const ratio = change / pass;
      assert.ok(ratio < 25, `a click costs as much as ${ratio.toFixed(1)} passes`);
    });
  });
});
