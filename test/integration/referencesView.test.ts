import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DEFAULT_KEYS } from '../../src/sandbox/access/keys';
import type { PlanNode } from '../../src/vscode/tree/planNode';
import type { ReferencesNode } from '../../src/vscode/tree/referenceNode';
import type { ReferenceEntry } from '../../src/vscode/references/entry';
import { scriptWindow } from '../support/scriptedWindow';
import { rowsOf, shownTree } from '../support/shownTrees';
import { until } from '../support/until';
import { useSandboxWindow } from '../support/sandboxWindow';

const candle = '/products/home/candle-rose.png';
const mug = '/products/home/mug-blue.png';
const pot = '/products/home/plant-pot.png';

suite('the references view', () => {
  const { url, folder, window, run, set, write, file, removeLater } = useSandboxWindow();
  const at = (file: string) => vscode.Uri.joinPath(folder, file);

  setup(() => set('apiHost', url));

  const idOf = (filePath: string) => file(filePath).fileId;

  const references = async () =>
    rowsOf<ReferencesNode>(await shownTree('imagekitCleanup.references'));

  /** What the view shows of each reference. */
  async function entries(): Promise<readonly ReferenceEntry[]> {
    return (await references()).flatMap((node) => (node.kind === 'reference' ? [node.entry] : []));
  }

  const placesOf = (some: readonly ReferenceEntry[]) =>
    some.map(({ place }) => `${place.file}:${place.line}:${place.column}`).sort();

  /** The places that VS Code's problems of ours point at. */
  function problems(): readonly string[] {
    return vscode.languages
      .getDiagnostics()
      .flatMap(([uri, found]) =>
        found
          .filter(({ source }) => source === 'ImageKit')
          .map(
            ({ range: { start } }) =>
              `${vscode.workspace.asRelativePath(uri)}:${start.line + 1}:${start.character + 1}`,
          ),
      )
      .sort();
  }

  /** Where a plan for a file says that it is still mentioned; the plan is thrown away. */
  async function planned(fileId: string): Promise<readonly string[]> {
    // A question would do for one file.
    await set('reviewThreshold', 0);
    window.onBox((box) => {
      box.type(fileId);
      box.accept(box.labels[0]);
    });
    await run('deleteFile');
    await set('reviewThreshold', undefined);
    const rows = await rowsOf<PlanNode>(await shownTree('imagekitCleanup.plan'));
    await run('discardPlan');
    const places = rows.flatMap((node) => (node.kind === 'place' ? [node.place] : []));
    return places.map(({ file, line, column }) => `${file}:${line}:${column}`).sort();
  }

  /** Waits until the view, the Problems and the badge say this; then asks for plans. */
  async function agree(missing: readonly string[], used: Readonly<Record<string, string[]>>) {
    const { view } = await shownTree('imagekitCleanup.references');
    await eventually(async () => {
      const shown = await entries();
      const status = (kind: string) => shown.filter((each) => each.status.kind === kind);
      assert.deepEqual(placesOf(status('unknown')), []);
      assert.deepEqual(placesOf(status('missing')), missing, 'missing in the view');
      assert.deepEqual(problems(), missing, 'problems');
      assert.equal(view.badge?.value ?? 0, missing.length, 'the badge');
      for (const [filePath, places] of Object.entries(used)) {
        const fileId = idOf(filePath);
        const found = shown.filter(
          (each) => each.status.kind === 'found' && each.status.asset.fileId === fileId,
        );
        assert.deepEqual(placesOf(found), places, `${filePath} in the view`);
      }
    });
    for (const [filePath, places] of Object.entries(used)) {
      assert.deepEqual(await planned(idOf(filePath)), places, `${filePath} in a plan`);
    }
  }

  /** Waits until a check holds; throws what it threw last. */
  async function eventually(check: () => Promise<void>): Promise<void> {
    let failure: unknown;
    const holds = () =>
      check().then(
        () => true,
        (error: unknown) => {
          failure = error;
          return false;
        },
      );
    await until('the views to agree', holds, 10_000).catch(() => {
      throw failure;
    });
  }

  /** Deletes what the row at a place of the view stands for. */
  async function deleteAt(place: string): Promise<void> {
    const row = (await references()).find(
      (node) => node.kind === 'reference' && placesOf([node.entry])[0] === place,
    );
    assert.ok(row, place);
    window.onMessage(({ modal }) => (modal ? 'Delete' : undefined));
    await run('deleteReferenced', row);
  }

  async function addAccount(name: string, endpoint: string): Promise<void> {
    const own = scriptWindow();
    for (const text of [name, DEFAULT_KEYS.standard, endpoint]) {
      own.onBox((box) => {
        box.type(text);
        box.accept();
      });
    }
    own.onBox((box) => box.accept('Development'));
    own.onMessage(() => `Use ${name} Here`);
    await run('addAccount');
    own.restore();
  }

  test('agrees with the Problems and with a plan, whatever happens', async () => {
    await write(
      'src/agree.json',
      [
        '{',
        `  "fileId": "${idOf(candle)}",`,
        `  "mug": "https://ik.imagekit.io/sandbox${mug}?tr=w-20",`,
        `  "fileIds": ["${idOf(pot)}", "${idOf(mug)}"],`,
        '  "other": "https://ik.imagekit.io/other/products/home/plant-pot.png"',
        '}\n',
      ].join('\n'),
    );
    await run('scanReferences');
    await agree([], {
      [candle]: ['src/agree.json:2:14'],
      [mug]: ['src/agree.json:3:11', 'src/agree.json:4:44'],
      [pot]: ['src/agree.json:4:16'],
    });

    await deleteAt('src/agree.json:2:14');
    assert.match(window.messages.at(-1)?.text ?? '', /^Deleted \/products\/home\/candle-rose\.png/);
    await agree(['src/agree.json:2:14'], {
      [mug]: ['src/agree.json:3:11', 'src/agree.json:4:44'],
    });

    const moving = new vscode.WorkspaceEdit();
    removeLater(at('src/moved'));
    moving.renameFile(at('src/agree.json'), at('src/moved/agreed.json'));
    await vscode.workspace.applyEdit(moving);
    await agree(['src/moved/agreed.json:2:14'], {
      [mug]: ['src/moved/agreed.json:3:11', 'src/moved/agreed.json:4:44'],
      [pot]: ['src/moved/agreed.json:4:16'],
    });

    await addAccount('other', 'https://ik.imagekit.io/other');
    await agree(['src/moved/agreed.json:2:14'], {
      [mug]: ['src/moved/agreed.json:4:44'],
      [pot]: ['src/moved/agreed.json:4:16', 'src/moved/agreed.json:5:13'],
    });
    const others = (await entries()).filter(({ status }) => status.kind === 'otherAccount');
    assert.ok(placesOf(others).includes('src/moved/agreed.json:3:11'));

    window.onList((rows) => rows.find(({ label }) => label === 'Sandbox')?.label);
    await run('switchAccount');
    await agree(['src/moved/agreed.json:2:14'], {
      [mug]: ['src/moved/agreed.json:3:11', 'src/moved/agreed.json:4:44'],
      [pot]: ['src/moved/agreed.json:4:16'],
    });

    await vscode.workspace.fs.delete(at('src/moved'), { recursive: true });
    await agree([], { [mug]: [], [pot]: [] });
  });

  test('groups its rows, filters them, copies them and goes to them', async () => {
    const url = `https://ik.imagekit.io/sandbox${mug}`;
    const gone = 'https://ik.imagekit.io/sandbox/no/gone.png';
    await write(
      'src/rows.json',
      `{\n  "a": "${url}",\n  "b": "${gone}",\n  "c": "${url}?tr=w-9"\n}\n`,
    );
    await run('scanReferences');
    const { view } = await shownTree('imagekitCleanup.references');
    const groups = async () =>
      (await references()).flatMap((node) => (node.kind === 'reference' ? [] : [node]));
    const statuses = async () => (await entries()).map(({ status }) => status.kind);
    try {
      await until('the view to count', () =>
        /^\d+ found · 1 missing$/.test(view.description ?? ''),
      );
      assert.match(view.message ?? '', /^Searched \d+ files/);
      const file = (await groups()).find(
        ({ entries: [{ place }] }) => place.file === 'src/rows.json',
      );
      assert.deepEqual(
        file?.entries.map(({ place }) => place.line),
        [2, 3, 4],
      );

      await run('showReferencesByAsset');
      const [first, ...others] = await groups();
      assert.equal(first?.entries[0].status.kind, 'missing', 'what needs a look comes first');
      const mugs = others.find(({ key }) => key.endsWith(idOf(mug)));
      assert.deepEqual(
        mugs?.entries.map(({ place }) => place.line),
        [2, 4],
      );

      window.onBox((box) => {
        assert.deepEqual(box.labels, ['All', 'Found', 'Missing']);
        box.accept('Missing');
      });
      await run('filterReferences');
      assert.deepEqual(await statuses(), ['missing']);
      assert.match(view.message ?? '', /^Only missing\. Searched /);
      window.onBox((box) => {
        box.type('ROWS.json');
        box.accept('Found');
      });
      await run('filterReferences');
      assert.deepEqual(await statuses(), ['found', 'found']);
      await run('clearReferencesFilter');
      assert.ok((await statuses()).length > 3);

      await run('copyReference', mugs, [mugs, first]);
      assert.equal(await vscode.env.clipboard.readText(), [url, `${url}?tr=w-9`, gone].join('\n'));
      await run('goToReference', first);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.getText(editor.selection), gone);
      await run('goToReference', { kind: 'asset', entries: [] }, []);
      assert.equal(vscode.window.activeTextEditor, editor, 'only a row of the view counts');
    } finally {
      await run('clearReferencesFilter');
      await run('showReferencesByFile');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });
});
