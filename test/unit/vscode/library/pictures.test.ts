import assert from 'node:assert/strict';
import type { Download } from '../../../../src/api/http';
import type { Account } from '../../../../src/core/account/account';
import { Pictures } from '../../../../src/vscode/library/pictures';
import { acme } from '../../../support/library/nodes';
import { anAsset } from '../../../support/library/rows';
import { emitter } from '../../../support/memoryStorage';

const sandbox: Account = { id: 's', name: 'Sandbox', kind: 'sandbox', urlEndpoints: [] };
const link = 'http://127.0.0.1:4000/sandbox/hero.png?tr=n-ik_ml_thumbnail';
const local = anAsset({ thumbnail: link });
const png = { mime: 'image/png', bytes: Buffer.from('picture') };
const data = `data:image/png;base64,${png.bytes.toString('base64')}`;

suite('pictures', () => {
  let asked: string[];
  let answer: (url: string) => Promise<Download | undefined>;
  let told: string[];
  let pictures: Pictures;

  setup(() => {
    asked = [];
    told = [];
    answer = () => Promise.resolve(png);
    const loaded = emitter<string>();
    loaded.event((thumbnail) => told.push(thumbnail));
    pictures = new Pictures({
      download: (url) => {
        asked.push(url);
        return answer(url);
      },
      loaded,
    });
  });

  test('leaves what VS Code can fetch to VS Code', async () => {
    const file = anAsset();
    assert.equal(pictures.now(file, acme), file.thumbnail);
    assert.equal(await pictures.load(file, acme), file.thumbnail);
    assert.deepEqual(asked, []);
  });

  test('brings a picture over plain HTTP once, and tells when it is there', async () => {
    assert.equal(pictures.now(local, sandbox), undefined);
    assert.equal(await pictures.load(local, sandbox), data);
    assert.deepEqual(told, [link]);
    assert.equal(pictures.now(local, sandbox), data);
    assert.deepEqual(asked, [link]);
  });

  const without: readonly (readonly [string, Parameters<typeof anAsset>[0]])[] = [
    ['no image', { fileType: 'non-image' }],
    ['private', { isPrivate: true }],
    ['not published', { isPublished: false }],
    ['without a thumbnail', { thumbnail: undefined }],
    ['somewhere else', { thumbnail: 'http://evil.example/a.png' }],
    ['a local file', { thumbnail: 'file:///etc/passwd' }],
  ];
  for (const [title, fields] of without) {
    test(`asks nobody for the picture of what is ${title}`, async () => {
      const file = anAsset({ thumbnail: link, ...fields });
      assert.equal(pictures.now(file, sandbox), undefined);
      assert.equal(await pictures.load(file, sandbox), undefined);
      assert.deepEqual(asked, []);
    });
  }

  const useless: readonly (readonly [string, typeof answer])[] = [
    ['is not served', () => Promise.resolve(undefined)],
    ['can not be fetched', () => Promise.reject(new Error('no network'))],
    ['is no picture', () => Promise.resolve({ ...png, mime: 'text/html; charset=utf-8' })],
    ['has a type that is none', () => Promise.resolve({ ...png, mime: 'image/png,<svg>' })],
  ];
  for (const [title, answers] of useless) {
    test(`has nothing to show, and asks only once, when the picture ${title}`, async () => {
      answer = answers;
      assert.equal(await pictures.load(local, sandbox), undefined);
      assert.equal(pictures.now(local, sandbox), undefined);
      assert.deepEqual([asked, told], [[link], []]);
    });
  }

  suite('of many rows', () => {
    const files = Array.from({ length: 700 }, (_, at) =>
      anAsset({ thumbnail: `${link}&at=${at}` }),
    );
    let underWay: number;
    let mostUnderWay: number;

    setup(() => {
      underWay = 0;
      mostUnderWay = 0;
      answer = async () => {
        underWay += 1;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return png;
      };
    });

    test('are fetched a few at a time', async () => {
      await Promise.all(files.map((file) => pictures.load(file, sandbox)));
      assert.equal(mostUnderWay, 4);
      assert.equal(asked.length, files.length);
    });

    test('are fetched for the first rows only, unless one is waited for', async () => {
      for (const file of files) pictures.now(file, sandbox);
      const last = files.at(-1)!;
      assert.equal(await pictures.load(last, sandbox), data);
      assert.ok(asked.length < 110, `asked for ${asked.length}`);
      assert.equal(pictures.now(files[0]!, sandbox), data);
      assert.equal(pictures.now(files[300]!, sandbox), undefined);
    });

    test('are not all kept', async () => {
      for (const file of files) await pictures.load(file, sandbox);
      const first = files[0]!;
      assert.equal(pictures.now(first, sandbox), undefined);
      assert.equal(pictures.now(files.at(-1)!, sandbox), data);
      assert.equal(await pictures.load(first, sandbox), data);
    });
  });
});
