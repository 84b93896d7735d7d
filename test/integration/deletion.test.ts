import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { answeredWrites } from '../support/whatHappened';
import { useSandboxWindow } from '../support/sandboxWindow';

type Library = ReturnType<typeof useSandboxWindow>['library'];

suite('deleting in the sandbox', () => {
  const bench = useSandboxWindow();
  const { url, sandbox, window, run, file } = bench;
  const credentials = Buffer.from('private_sandboxFull+Access/00000000=:').toString('base64');

  async function exists(filePath: string): Promise<boolean> {
    const { library: now } = await sandbox.state();
    return now.some((each) => each.filePath === filePath);
  }

  /** Changes a file as somebody else would. */
  async function changeTags(fileId: string): Promise<void> {
    const response = await fetch(`${url}/v1/files/${fileId}/details`, {
      method: 'PATCH',
      headers: { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ tags: ['new'] }),
    });
    assert.equal(response.status, 200);
  }

  /** The delivery URL of a version, as the API shows it. */
  async function versionUrl(fileId: string, versionId: string): Promise<string> {
    const response = await fetch(`${url}/v1/files/${fileId}/versions/${versionId}`, {
      headers: { Authorization: `Basic ${credentials}` },
    });
    return ((await response.json()) as { readonly url: string }).url;
  }

  /** Types into the box of "Delete File…" and takes the first row. */
  function typeFile(text: string): void {
    window.onBox((box) => {
      box.type(text);
      box.accept(box.labels[0]);
    });
  }

  /** "Delete Files…" from the clipboard, all that was found. */
  async function deleteListed(list: string): Promise<void> {
    await vscode.env.clipboard.writeText(list);
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    window.onList((rows) => rows.map(({ label }) => label));
    await run('deleteFiles');
  }

  const press = (label: string) =>
    window.onMessage(({ buttons }) => buttons.find((b) => b === label));
  const said = () => window.messages.map(({ text }) => text);

  /** Files that the sample workspace does not mention. */
  const unused = [
    '/products/clothes/tee-forest.png',
    '/products/bags/tote-leaf.png',
    '/products/home/mug-blue.png',
  ];
  const unusedIds = () => unused.map((filePath) => file(filePath).fileId);

  test('a typed id deletes that file by its own route', async () => {
    const { fileId } = file('/products/home/plant-pot.png');
    typeFile(fileId);
    press('Delete');
    await run('deleteFile');
    assert.deepEqual(await answeredWrites(sandbox), [`DELETE /v1/files/${fileId} 204`]);
    assert.equal(await exists('/products/home/plant-pot.png'), false);
    assert.match(said().at(-1) ?? '', /^Deleted \/products\/home\/plant-pot\.png/);
  });

  test('a path and a delivery URL lead to their file', async () => {
    for (const typed of [
      '/products/sunglasses.png',
      'https://ik.imagekit.io/sandbox/docs/README?tr=w-20',
    ]) {
      typeFile(typed);
      press('Delete');
      await run('deleteFile');
    }
    assert.equal(await exists('/products/sunglasses.png'), false);
    assert.equal(await exists('/docs/README'), false);
    assert.equal((await answeredWrites(sandbox)).length, 2);
  });

  test('a name that the workspace mentions is told before its file is deleted', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const list = vscode.Uri.joinPath(folder.uri, 'names.md');
    await vscode.workspace.fs.writeFile(list, new TextEncoder().encode('- plant-pot.png\n'));
    try {
      typeFile(file('/products/home/plant-pot.png').fileId);
      window.onMessage(() => undefined);
      await run('deleteFile');
    } finally {
      await vscode.workspace.fs.delete(list);
    }
    const { detail } = window.messages.at(-1) ?? {};
    assert.match(String(detail), /Possible reference by file name: names\.md:1/);
    assert.deepEqual(await answeredWrites(sandbox), []);
  });

  test('an answer that comes late is for what was asked about, and for nothing newer', async () => {
    const { fileId } = file('/products/home/plant-pot.png');
    const { now } = Date;
    const answerLate = (meanwhile: () => Promise<void>) =>
      window.onMessage(async ({ modal }) => {
        assert.equal(modal, true);
        await meanwhile();
        Date.now = () => now() + 61_000;
        return 'Delete';
      });
    try {
      typeFile(fileId);
      answerLate(async () => {
        await sandbox.setClock({ advanceMs: 60_000 });
        await changeTags(fileId);
      });
      await run('deleteFile');
      assert.match(
        said().at(-1) ?? '',
        /^Nothing was deleted\. 1 item changed after you were asked.*changed since/,
      );
      assert.equal(await exists('/products/home/plant-pot.png'), true);
      Date.now = now;
      typeFile(fileId);
      answerLate(() => Promise.resolve());
      await run('deleteFile');
    } finally {
      Date.now = now;
    }
    assert.match(said().at(-1) ?? '', /^Deleted \/products\/home\/plant-pot\.png/);
    assert.equal(await exists('/products/home/plant-pot.png'), false);
  });

  test('versions go one by one, and their file stays', async () => {
    const tee = file('/products/clothes/tee-sunset.png');
    typeFile(tee.fileId);
    window.onList((rows) => {
      assert.match(rows[0]?.label ?? '', /^Version 3 is current/);
      return ['Version 1', 'Version 2'];
    });
    press('Delete');
    await run('deleteFileVersion');
    const [first, second] = tee.versions;
    const route = `DELETE /v1/files/${tee.fileId}/versions/`;
    assert.deepEqual(
      [...(await answeredWrites(sandbox))].sort(),
      [first, second].map((version) => `${route}${version?.versionId ?? ''} 204`).sort(),
    );
    const after = (await sandbox.state()).library.find(({ fileId }) => fileId === tee.fileId);
    assert.equal(after?.versions.length, 1);
  });

  test('a list goes in one request, its duplicates once', async () => {
    press('Delete');
    await deleteListed(
      `id,note\n"${unusedIds().join('","a, b"\n"')}",""\n${unusedIds()[0] ?? ''},again\n`,
    );
    assert.deepEqual(await answeredWrites(sandbox), ['POST /v1/files/batch/deleteByFileIds 200']);
    for (const filePath of unused) assert.equal(await exists(filePath), false);
    assert.match(said().at(-1) ?? '', /^Deleted 3 files/);
  });

  test('a list of the URLs of versions takes those versions, and leaves their file', async () => {
    const hero = bench.library.find(
      ({ filePath, versions }) => versions.length > 1 && !filePath.startsWith('/brand/'),
    );
    assert.ok(hero);
    const [oldest] = hero.versions;
    press('Delete');
    await deleteListed(`${await versionUrl(hero.fileId, oldest?.versionId ?? '')}\n`);
    const after = (await sandbox.state()).library.find(({ fileId }) => fileId === hero.fileId);
    assert.equal(after?.versions.length, hero.versions.length - 1, said().join(' | '));
  });

  test('files that went meanwhile count as already gone, and the others are deleted', async () => {
    window.onMessage(async ({ buttons }) => {
      const gone = file('/products/bags/tote-leaf.png').fileId;
      const key = 'private_sandboxFull+Access/00000000=:';
      const authorization = `Basic ${Buffer.from(key).toString('base64')}`;
      await fetch(`${url}/v1/files/${gone}`, { method: 'DELETE', headers: { authorization } });
      return buttons.find((label) => label === 'Delete');
    });
    await deleteListed(unusedIds().join('\n'));
    assert.match(
      said().at(-1) ?? '',
      /^Deleted 2 of 3 files from Sandbox\. 1 was already gone, deleted elsewhere\.$/,
    );
    assert.deepEqual(
      (await answeredWrites(sandbox)).filter((line) => line.startsWith('POST')),
      ['POST /v1/files/batch/deleteByFileIds 404', 'POST /v1/files/batch/deleteByFileIds 200'],
    );
  });

  test('a batch that partly fails says so, and says why', async () => {
    const [kept = ''] = unusedIds();
    await sandbox.plant({ route: 'deleteFiles', action: { kind: 'itemErrors', ids: [kept] } });
    press('Delete');
    await deleteListed(unusedIds().join('\n'));
    const closing = said().at(-1) ?? '';
    assert.match(closing, /^Deleted 2 of 3 files from Sandbox\. \/\S+ failed: /);
    assert.equal(await exists('/products/clothes/tee-forest.png'), true);
    assert.ok(window.messages.at(-1)?.buttons.includes('Retry Failed…'));
  });

  test('a rate limit is waited out', async () => {
    const headers = { 'X-RateLimit-Reset': '1500' };
    await sandbox.plant({ route: 'deleteFiles', action: { kind: 'status', status: 429, headers } });
    press('Delete');
    await deleteListed(unusedIds().join('\n'));
    assert.match(said().at(-1) ?? '', /^Deleted 3 files/);
    assert.equal((await answeredWrites(sandbox)).length, 2);
    const words = /^deleting 0 of 3 files \(0 B\) · waiting 2 s for ImageKit's rate limit$/;
    assert.ok(
      window.progress.some((each) => words.test(each)),
      window.progress.join(' | '),
    );
  });

  test('an answer that is lost is looked up, and nothing is sent twice', async () => {
    await sandbox.plant({ route: 'deleteFiles', action: { kind: 'reset', when: 'after' } });
    press('Delete');
    await deleteListed(unusedIds().join('\n'));
    assert.match(said().at(-1) ?? '', /^Deleted 3 files/);
    assert.equal((await answeredWrites(sandbox)).length, 1);
  });

  test('a key that may only read deletes nothing and says so', async () => {
    await sandbox.setKey({
      name: 'standard',
      key: 'private_sandboxFull+Access/00000000=',
      access: 'read',
    });
    press('Delete');
    await deleteListed(unusedIds().join('\n'));
    for (const filePath of unused) assert.equal(await exists(filePath), true);
    assert.ok(!said().some((text) => text.startsWith('Deleted')));
  });

  test('cancelling lets the request in flight end and sends no other', async () => {
    const { withProgress } = vscode.window;
    const source = new vscode.CancellationTokenSource();
    Object.assign(vscode.window, {
      withProgress: (_options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) =>
        task({ report: () => undefined }, source.token),
    });
    try {
      const older = [
        '/products/clothes/tee-sunset.png',
        "/products/shoes/men's boot.png",
        '/products/home/armchair-teal.png',
      ].flatMap((filePath) => {
        const { fileId, versions } = file(filePath);
        return versions.slice(0, -1).map(({ versionId }) => `${fileId},${versionId}`);
      });
      assert.equal(older.length, 4);
      await sandbox.turn({ latencyMs: 300 });
      press('Delete');
      const running = deleteListed(`fileId,versionId\n${older.join('\n')}\n`);
      await until(
        'the first deletion to be on its way',
        async () => (await answeredWrites(sandbox)).length > 0,
      );
      source.cancel();
      await running;
      assert.match(said().at(-1) ?? '', /^Stopped\. /);
      const deleted = (await answeredWrites(sandbox)).filter((line) => line.endsWith('204')).length;
      const { library: now } = await sandbox.state();
      const versions = (all: Library) => all.reduce((sum, each) => sum + each.versions.length, 0);
      assert.equal(versions(now), versions(bench.library) - deleted);
      assert.ok(deleted > 0 && deleted < 4);
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['nothing of ImageKit', 'buy milk', /no file ID, delivery URL, or path was found/],
    ['a path out of the library', '../../etc/passwd', /Nothing to delete/],
    ['a malformed id', '{"fileId":"a/b"}', /not a file ID/],
    ['an id that no file has', '0123456789abcdef01234567', /not in this account/],
    [
      "another account's URL",
      'https://ik.imagekit.io/somebody/tmp/test.png',
      /belongs to another account, somebody/,
    ],
    ['a private key', 'private_dummyKeyForDocsOnly00000=', /private key/],
  ];
  for (const [what, text, reason] of refused) {
    test(`${what} in a list is told, and nothing is sent`, async () => {
      await vscode.env.clipboard.writeText(text);
      window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
      await run('deleteFiles');
      assert.deepEqual(await answeredWrites(sandbox), []);
      assert.match(said().at(-1) ?? '', reason);
      assert.ok(!said().some((message) => message.includes('dummyKey')));
    });
  }

  test('five megabytes of other things are read without a word of them sent', async () => {
    const noise = Array.from(
      { length: 120_000 },
      (_, n) => `row ${String(n)}; nothing here at all 5f3a\n`,
    );
    await vscode.env.clipboard.writeText(noise.join(''));
    window.onList((rows) => rows.find(({ label }) => label.includes('Clipboard'))?.label);
    await run('deleteFiles');
    assert.deepEqual(await answeredWrites(sandbox), []);
    assert.match(said().at(-1) ?? '', /Nothing to delete/);
  });

  test('a key in place of an id is recognised and goes nowhere', async () => {
    window.onBox((box) => {
      box.type('private_dummyKeyForDocsOnly00000=');
      assert.deepEqual(box.labels, ["This is a private key, not a file. It wasn't sent anywhere."]);
      box.escape();
    });
    await run('deleteFile');
    const sent = (await sandbox.requests()).map(({ path }) => decodeURIComponent(path));
    assert.deepEqual(
      sent.filter((path) => /private|dummyKey/.test(path)),
      [],
    );
  });
});
