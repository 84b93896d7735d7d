import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Asset } from '../../../../src/api/asset';
import { rowTooltip, toTreeItem } from '../../../../src/vscode/tree/libraryItem';
import { fileNode, folderNode, moreNode, versionNode } from '../../../support/library/nodes';

const now = Date.parse('2026-03-01T12:00:00.000Z');
const plain = { now, picture: undefined, usage: undefined, held: undefined };
const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function iconOf(item: vscode.TreeItem): string {
  if (item.iconPath instanceof vscode.ThemeIcon) return item.iconPath.id;
  return item.iconPath instanceof vscode.Uri ? item.iconPath.toString(true) : 'none';
}

suite('a row of the library', () => {
  const hero = fileNode('/products/hero.jpg', {
    size: 1.2 * 1024 * 1024,
    createdAt: '2026-02-26T12:00:00.000Z',
    versionName: 'Version 3',
  });

  test('of a file tells age, size and version, also to a screen reader', () => {
    const item = toTreeItem(hero, plain);
    assert.equal(item.label, 'hero.jpg');
    assert.equal(item.description, '3 d · 1.2 MB · v3');
    assert.equal(item.contextValue, 'file');
    assert.equal(item.collapsibleState, Collapsed);
    assert.equal(
      item.accessibilityInformation?.label,
      'hero.jpg, uploaded 3 days ago, 1.2 MB, version 3',
    );
  });

  const usages = [
    [2, 1, '2 refs', '2 references in this workspace'],
    [1, 0, '1 ref', '1 reference in this workspace'],
    [0, 1, 'no refs, 1 possible', 'No references, but 1 possible reference in the searched files'],
    [0, 0, 'no refs', 'No references found in the searched files'],
  ] as const;
  for (const [references, hints, short, sentence] of usages) {
    test(`tells that a file has ${short}, and claims no more`, () => {
      const surroundings = { ...plain, usage: { references, hints } };
      const item = toTreeItem(hero, surroundings);
      assert.equal(item.description, `${short} · 3 d · 1.2 MB · v3`);
      assert.ok(item.accessibilityInformation?.label.includes(`, ${sentence}, `));
      assert.ok(rowTooltip(hero, surroundings)?.value.includes(sentence));
    });
  }

  test('says in words what state a file is in', () => {
    const item = toTreeItem(
      fileNode('/a.png', { isPrivate: true, isPublished: false, createdAt: undefined, size: 10 }),
      plain,
    );
    assert.equal(item.description, '10 B · private · not published');
    assert.equal(item.accessibilityInformation?.label, 'a.png, 10 B, private, not published');
  });

  const icons: readonly (readonly [string, Partial<Asset>])[] = [
    ['file-media', { fileType: 'image', mime: 'image/png' }],
    ['file-media', { fileType: 'non-image', mime: 'video/mp4' }],
    ['file-pdf', { fileType: 'non-image', mime: 'application/pdf' }],
    ['file-zip', { fileType: 'non-image', mime: 'application/zip' }],
    ['file-code', { fileType: 'non-image', mime: 'application/json' }],
    ['file-code', { fileType: 'non-image', mime: 'text/css' }],
    ['unmute', { fileType: 'non-image', mime: 'audio/mpeg' }],
    ['file', { fileType: 'non-image', mime: undefined }],
  ];
  for (const [icon, fields] of icons) {
    test(`has the icon ${icon} for ${fields.mime ?? 'an unknown type'} without a picture`, () => {
      assert.equal(iconOf(toTreeItem(fileNode('/a', fields), plain)), icon);
    });
  }

  test('has its picture as the icon where there is one', () => {
    const picture = 'https://ik.imagekit.io/acme/a%20b.png?updatedAt=1&tr=n-ik_ml_thumbnail';
    const item = toTreeItem(hero, { ...plain, picture });
    assert.equal(
      iconOf(item),
      'https://ik.imagekit.io/acme/a b.png?updatedAt=1&tr=n-ik_ml_thumbnail',
    );
  });

  test('of a folder and of the rest says what it is', () => {
    const folder = toTreeItem(folderNode('/products'), plain);
    assert.deepEqual(
      [folder.label, folder.contextValue, folder.collapsibleState],
      ['products', 'folder', Collapsed],
    );
    assert.equal(folder.accessibilityInformation?.label, 'products, folder');
    const more = toTreeItem(moreNode(), plain);
    assert.deepEqual(
      [more.label, more.description, more.contextValue, more.command?.command],
      ['Load up to 1,000 more', '1,000 shown', 'more', 'imagekitCleanup.loadMore'],
    );
  });

  test('of a version tells the current one by more than its icon', () => {
    const old = toTreeItem(versionNode(hero, 'v1'), plain);
    assert.deepEqual(
      [old.label, old.contextValue, old.collapsibleState],
      ['Version 3', 'version', None],
    );
    const current = toTreeItem(versionNode(hero, 'v3', { current: true }), plain);
    assert.deepEqual(
      [current.label, current.contextValue],
      ['Version 3 (current)', 'version-current'],
    );
    const unclear = toTreeItem(versionNode(hero, 'v1', { deletable: false }), plain);
    assert.equal(unclear.contextValue, 'version-unclear');
    assert.match(String(unclear.description), /can't be distinguished from another version/);
  });

  test('never deletes by a click', () => {
    const rows = [hero, folderNode('/a'), versionNode(hero, 'v1'), moreNode()];
    const commands = rows.map((node) => toTreeItem(node, plain).command?.command);
    const opens = 'imagekitCleanup.openAsset';
    assert.deepEqual(commands, [opens, undefined, opens, 'imagekitCleanup.loadMore']);
  });

  test('shows a name as one line that runs from left to right', () => {
    const item = toTreeItem(fileNode('/x', { name: 'a\nb\u202egnp.jpg' }), plain);
    assert.equal(item.label, 'a bgnp.jpg');
  });
});

suite('the hover of a row of the library', () => {
  function hover(fields: Partial<Asset>, picture?: string): vscode.MarkdownString {
    const tooltip = rowTooltip(fileNode('/a.png', fields), { ...plain, picture });
    assert.ok(tooltip);
    return tooltip;
  }

  test('shows the picture, the name, the path and what the file is', () => {
    const { value } = hover({ tags: ['a', 'b'] }, 'https://ik.imagekit.io/acme/a.png?tr=n-x');
    assert.match(
      value,
      /^!\[Thumbnail\]\(https:\/\/ik\.imagekit\.io\/acme\/a\.png\?tr=n-x\|height=110\)/,
    );
    const text = value.replaceAll('&nbsp;', ' ').replaceAll('&#46;', '.').replaceAll('&#58;', ':');
    assert.match(text, /^\/\*\*a\.png\*\* {2}$/m);
    assert.match(text, /100×100 · image\/jpeg · 1,000 B · uploaded 1 month ago/);
    assert.match(text, /Tags: a, b/);
  });

  test('takes an address as a picture only up to its end', () => {
    const { value } = hover({}, 'https://ik.imagekit.io/acme/a).png?x=(y)|height=9');
    const [image] = value.split('\n');
    assert.equal(
      image,
      '![Thumbnail](https://ik.imagekit.io/acme/a%29.png?x=%28y%29%7cheight=9|height=110)',
    );
  });
});
