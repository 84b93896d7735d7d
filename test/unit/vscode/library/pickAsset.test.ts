import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Asset } from '../../../../src/api/asset';
import type { ImageKitClient } from '../../../../src/api/client';
import type { Account } from '../../../../src/core/account/account';
import { finderContext } from '../../../../src/core/finder/finderContext';
import { parseRef } from '../../../../src/core/finder/parseRef';
import type { Claim } from '../../../../src/core/request';
import type { AssetRow } from '../../../../src/vscode/library/assetRows';
import { pickAsset, type PickAssetOptions } from '../../../../src/vscode/library/pickAsset';
import { asset, idOf } from '../../../support/deletion/targets';
import { until } from '../../../support/until';

const account: Account = {
  id: 'a',
  name: 'acme',
  kind: 'development',
  urlEndpoints: ['https://ik.imagekit.io/acme'],
};
const hero = asset(1, { filePath: '/p/hero.jpg' });
const heron = asset(2, { filePath: '/p/heron.jpg' });
const fresh = asset(3, { filePath: '/p/fresh.jpg' });

/** A quick pick as VS Code has it: new rows leave no active one until it tells of one. */
class Box {
  title: string | undefined;
  placeholder: string | undefined;
  matchOnDescription = false;
  value = '';
  busy = false;
  isShown = false;
  activeItems: readonly AssetRow[] = [];
  #items: readonly AssetRow[] = [];
  readonly #value = new vscode.EventEmitter<string>();
  readonly #active = new vscode.EventEmitter<readonly AssetRow[]>();
  readonly #accept = new vscode.EventEmitter<void>();
  readonly #hide = new vscode.EventEmitter<void>();
  readonly onDidChangeValue = this.#value.event;
  readonly onDidChangeActive = this.#active.event;
  readonly onDidAccept = this.#accept.event;
  readonly onDidHide = this.#hide.event;

  get items(): readonly AssetRow[] {
    return this.#items;
  }

  set items(rows: readonly AssetRow[]) {
    this.#items = rows;
    this.activeItems = [];
  }

  get labels(): readonly string[] {
    return this.#items.map(({ label }) => label);
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    if (this.isShown) this.#hide.fire();
    this.isShown = false;
  }

  dispose(): void {
    this.isShown = false;
  }

  type(text: string): void {
    this.value = text;
    this.#active.fire([]);
    this.#value.fire(text);
  }

  moveTo(at: number): void {
    this.activeItems = this.#items.slice(at, at + 1);
    this.#active.fire(this.activeItems);
  }

  /** What VS Code does some time after new rows. */
  forgetActive(): void {
    this.activeItems = [];
    this.#active.fire([]);
  }

  enter(): void {
    this.#accept.fire();
  }
}

type ListQuery = Parameters<ImageKitClient['list']>[0];
type ListItem = Awaited<ReturnType<ImageKitClient['list']>>[number];

suite('picking a file', () => {
  const own = { createQuickPick: vscode.window.createQuickPick };
  let box: Box;
  let answers: (query: ListQuery) => readonly ListItem[] | Promise<readonly ListItem[]>;
  let asked: ListQuery[];

  setup(() => {
    box = new Box();
    asked = [];
    answers = () => [];
    Object.assign(vscode.window, { createQuickPick: () => box });
  });

  teardown(() => {
    Object.assign(vscode.window, own);
  });

  function pick(more: Partial<PickAssetOptions> = {}): Promise<Claim | undefined> {
    const context = finderContext([{ url: 'https://ik.imagekit.io/acme' }]);
    return pickAsset({
      title: 'Delete File',
      text: '',
      account,
      client: {
        list: async (query) => {
          asked.push(query);
          return await answers(query);
        },
        getAsset: (fileId) =>
          fileId === hero.fileId
            ? Promise.resolve(hero)
            : Promise.reject(new Error('no such file')),
      },
      atHand: [],
      takesFolders: true,
      parse: (text) => {
        const ref = parseRef(text, context);
        return ref && { ref, source: undefined };
      },
      objection: () => undefined,
      pictureOf: () => Promise.resolve(undefined),
      failureText: String,
      ...more,
    });
  }

  const idPicked = (claim: Claim | undefined) =>
    claim?.ref.kind === 'id' ? claim.ref.fileId : claim?.ref.kind;

  test('takes the first result at Enter, also while VS Code reports no active row', async () => {
    answers = ({ searchQuery }) => (searchQuery === undefined ? [] : [hero, heron]);
    const picked = pick();
    box.type('her');
    await until('the results', () => box.labels.length === 2);
    box.forgetActive();
    box.enter();
    assert.equal(idPicked(await picked), hero.fileId);
  });

  test('takes what Enter asked for before the results were there', async () => {
    answers = ({ searchQuery }) => (searchQuery === undefined ? [] : [heron]);
    const picked = pick();
    box.type('heron');
    box.enter();
    assert.equal(idPicked(await picked), heron.fileId);
  });

  test('forgets an Enter that what is typed next makes void', async () => {
    answers = ({ searchQuery }) => (searchQuery === undefined ? [] : [hero]);
    const picked = pick();
    box.type('he');
    box.enter();
    box.type('her');
    await until('the results', () => box.labels.length === 1);
    await pause(20);
    assert.equal(box.isShown, true);
    box.hide();
    assert.equal(await picked, undefined);
  });

  test('keeps the row that was moved to when pictures come', async () => {
    answers = ({ searchQuery }) => (searchQuery === undefined ? [] : [hero, heron]);
    let show: (() => void) | undefined;
    const picture = new Promise<string>((resolve) => (show = () => resolve('data:image/png,')));
    const picked = pick({ pictureOf: () => picture });
    box.type('her');
    await until('the results', () => box.labels.length === 2);
    box.moveTo(1);
    const before = box.items;
    show?.();
    await until('the pictures', () => box.items !== before);
    assert.deepEqual(
      box.activeItems.map(({ label }) => label),
      ['heron.jpg'],
    );
    box.forgetActive();
    box.enter();
    assert.equal(idPicked(await picked), heron.fileId);
  });

  for (const [what, text] of [
    ['an ID', idOf(1)],
    ['a path', '/p/hero.jpg'],
    ['a delivery URL', 'https://ik.imagekit.io/acme/p/hero.jpg?tr=w-100'],
  ] as const) {
    test(`looks ${what} up as it stands, and shows the file`, async () => {
      answers = ({ type }) => (type === 'folder' ? [] : [hero]);
      const picked = pick();
      box.type(text);
      await until('the file', () => box.labels.includes('hero.jpg'));
      assert.match(box.items[0]?.description ?? '', /\/p\/ · 1000 B|\/p\/ · 1,000 B/);
      box.enter();
      assert.equal(idPicked(await picked), hero.fileId);
    });
  }

  test('says of a folder that it is one, and offers all that is in it', async () => {
    answers = ({ type }) =>
      type === 'folder'
        ? [
            {
              type: 'folder',
              folderId: 'f',
              folderPath: '/p',
              name: 'p',
              createdAt: undefined,
              updatedAt: undefined,
            },
          ]
        : [];
    const picked = pick();
    box.type('/p');
    await until('the folder', () => box.labels.includes('/p'));
    assert.match(box.items[0]?.detail ?? '', /^This is a folder\./);
    box.enter();
    assert.deepEqual((await picked)?.ref, { kind: 'folder', folderPath: '/p' });
  });

  test('keeps the text and says so when the library has no such file', async () => {
    const picked = pick();
    box.type('/p/gone.jpg');
    await until('the word', () => box.labels.includes("/p/gone.jpg isn't in acme."));
    box.enter();
    assert.equal(box.isShown, true);
    assert.equal(box.value, '/p/gone.jpg');
    box.hide();
    assert.equal(await picked, undefined);
  });

  test('says why a look-up failed, and goes on with the next text', async () => {
    answers = ({ searchQuery }) => {
      if (searchQuery?.includes('her')) throw new Error('offline');
      return [];
    };
    const picked = pick();
    box.type('hero');
    await until('the word', () => box.labels.includes('Error: offline'));
    box.type('bird');
    await until('the next word', () => box.labels.includes('No file name matches "bird".'));
    box.hide();
    assert.equal(await picked, undefined);
  });

  test('offers what lies at hand and what was uploaded last before anything is typed', async () => {
    answers = ({ sort }) => (sort === 'DESC_CREATED' ? [fresh] : []);
    const claim: Claim = { ref: { kind: 'id', fileId: hero.fileId }, source: undefined };
    const picked = pick({ atHand: [{ label: 'Clipboard', claim }] });
    await until('the recent files', () => box.labels.includes('fresh.jpg'));
    assert.deepEqual(box.labels, [
      `The file with the ID ${hero.fileId}`,
      'Recently uploaded',
      'fresh.jpg',
    ]);
    assert.equal(asked.length, 1);
    box.enter();
    assert.equal(idPicked(await picked), hero.fileId);
  });

  test('shows no late rows for a text that is there no longer', async () => {
    const late: ((rows: readonly Asset[]) => void)[] = [];
    answers = ({ searchQuery }) =>
      searchQuery === undefined ? [] : new Promise((resolve) => late.push(resolve));
    const picked = pick();
    box.type('hero');
    await until('the first search', () => late.length === 1);
    box.type('heron');
    await until('the second search', () => late.length === 2);
    late[1]?.([heron]);
    await until('the second result', () => box.labels.length === 1);
    late[0]?.([hero]);
    await pause(20);
    assert.deepEqual(box.labels, ['heron.jpg']);
    box.hide();
    assert.equal(await picked, undefined);
  });
});
