import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ImageKitClient } from '../../src/api/client';
import { ApiError } from '../../src/api/errors';
import { folderExists } from '../../src/core/library/folderExists';
import { removeTemporary, temporaryFolder } from '../support/temporaryFolder';
import { fixtureBytes } from './fixtureFiles';
import { useSandbox } from './useSandbox';

suite('what a backup and a restore ask for', () => {
  const sandbox = useSandbox();
  let folder: string;

  suiteSetup(() => (folder = temporaryFolder('recovery')));
  suiteTeardown(() => removeTemporary(folder));

  function client(): ImageKitClient {
    return new ImageKitClient({
      privateKey: sandbox().keys.standard,
      apiHost: sandbox().url,
      readsPerSecond: 1000,
      writesPerSecond: 1000,
    });
  }

  const idOf = async (file: string): Promise<string> => (await sandbox().file(file)).fileId;

  async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  function form(name: string, fields: Readonly<Record<string, string>>, content = 'new bytes') {
    const file = path.join(folder, 'bytes');
    writeFileSync(file, content);
    return { file, fileName: name, bytes: content.length, fields: { fileName: name, ...fields } };
  }

  const refusedAs = async (work: Promise<unknown>): Promise<string> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ApiError, String(error));
    return error.failure.message;
  };

  test('reads files in full, many at once, and leaves out what is not there', async () => {
    const [hero, shoe] = [await idOf('/products/hero.jpg'), await idOf('/products/shoe.png')];
    const records = await client().recovery.records([shoe, hero, '0'.repeat(24)]);
    const byPath = new Map(records.map((record) => [record.filePath, record]));
    assert.equal(byPath.size, 2);
    const row = await sandbox().sdk.files.get(shoe);
    const record = byPath.get('/products/shoe.png');
    assert.deepEqual(record?.customMetadata, row.customMetadata);
    assert.deepEqual(record, await client().recovery.details(shoe));
  });

  test('reads every version in full', async () => {
    const fileId = await idOf('/products/hero.jpg');
    const versions = await client().recovery.versionRecords(fileId);
    const rows = await sandbox().sdk.files.versions.list(fileId);
    assert.deepEqual(
      versions.map(({ versionId, size, fileId: id }) => [id, versionId, size]),
      rows.map(({ versionInfo, size }) => [fileId, versionInfo?.id, size]),
    );
  });

  test('downloads a public file, a private one by its signature, and each version', async () => {
    const { recovery } = client();
    const endpoint = sandbox().urlEndpoint;
    const hero = await recovery.versionRecords(await idOf('/products/hero.jpg'));
    const texts = await Promise.all(
      hero.map(async ({ url }) => {
        const { bytes } = await recovery.openOriginal(`${url}&tr=orig-true`, undefined);
        return textOf(bytes);
      }),
    );
    const all = [3, 2, 1].map((number) => fixtureBytes('/products/hero.jpg', number).toString());
    assert.deepEqual(texts, all);

    const { url } = await recovery.details(await idOf('/private/contract.pdf'));
    const asked = `${url}&tr=orig-true`;
    const unsigned = await recovery.openOriginal(asked, undefined);
    assert.equal(unsigned.status, 401);
    unsigned.close();
    const signed = await recovery.openOriginal(asked, endpoint);
    assert.equal(signed.status, 200);
    const text = fixtureBytes('/private/contract.pdf', 1).toString();
    assert.equal(await textOf(signed.bytes), text);
  });

  test('finds a file by its exact path, whatever it is called', async () => {
    const { recovery } = client();
    for (const name of [
      '/products/hero.jpg',
      '/old banner.png',
      `/docs/it's "quoted" & 50% off.txt`,
    ]) {
      assert.equal((await recovery.fileAt(name))?.fileId, await idOf(name), name);
    }
    assert.equal(await recovery.fileAt('/products/nothing.jpg'), undefined);
    assert.equal(await recovery.fileAt('/nowhere/hero.jpg'), undefined);
  });

  test('uploads from the disk with everything that the form says', async () => {
    const { recovery } = client();
    const sent = await recovery.upload(
      form('back.txt', {
        folder: '/products',
        useUniqueFileName: 'false',
        overwriteFile: 'false',
        tags: 'a,b',
        customMetadata: JSON.stringify({ sku: 'X' }),
        customCoordinates: '1,2,3,4',
        description: 'd',
        isPrivateFile: 'true',
      }),
    );
    assert.equal(sent.filePath, '/products/back.txt');
    const record = await recovery.details(sent.fileId);
    assert.deepEqual(
      [record.tags, record.customMetadata, record.customCoordinates, record.description],
      [['a', 'b'], { sku: 'X' }, '1,2,3,4', 'd'],
    );
    assert.equal(record.isPrivate, true);
    assert.equal(record.size, 9);
    assert.equal(record.versionId, sent.versionId);
  });

  test('is refused a taken name, and adds a version where it asks for that', async () => {
    const { recovery } = client();
    const safe = { folder: '/products', useUniqueFileName: 'false' };
    const refusal = recovery.upload(form('hero.jpg', { ...safe, overwriteFile: 'false' }));
    assert.match(await refusedAs(refusal), /already exists/);
    const fileId = await idOf('/products/hero.jpg');
    const sent = await recovery.upload(form('hero.jpg', { ...safe, overwriteFile: 'true' }));
    assert.equal(sent.fileId, fileId);
    assert.equal((await recovery.versionRecords(fileId)).length, 4);
  });

  test('renames, moves and makes folders as the SDK does', async () => {
    const imageKit = client();
    const { recovery } = imageKit;
    const { signal } = new AbortController();
    const exists = () => folderExists('/größe', { client: imageKit, signal });
    await recovery.renameFile('/products/shoe.png', 'schön.png');
    assert.equal(await exists(), false);
    await recovery.createFolder('/größe');
    assert.equal(await exists(), true);
    await recovery.moveFile('/products/schön.png', '/größe');
    assert.equal((await sandbox().file('/größe/schön.png')).fileId.length, 24);
  });

  test('unpublishes and publishes with all versions, and tells by a second look', async () => {
    const { recovery } = client();
    const fileId = await idOf('/products/hero.jpg');
    const published = async () =>
      (await recovery.versionRecords(fileId)).map(({ isPublished }) => isPublished);
    const tokens = async () =>
      (await recovery.versionRecords(fileId)).map(
        ({ url }) => /obj-version=([^&]+)/.exec(url)?.[1],
      );
    const before = await tokens();
    await recovery.setPublished(fileId, false, true);
    assert.equal((await recovery.details(fileId)).isPublished, false);
    assert.deepEqual(await published(), [false, false, false]);
    await sandbox().sdk.files.update(fileId, { publish: { isPublished: true } });
    assert.deepEqual(await published(), [true, false, false]);
    await recovery.setPublished(fileId, true, true);
    assert.deepEqual(await published(), [true, true, true]);
    // The URLs of versions that the workspace may hold don't come back.
    assert.notDeepEqual(await tokens(), before);
  });

  test('spends a purge of the month on each unpublished file, and none on a published one', async () => {
    const { recovery } = client();
    const { control, urlEndpoint } = sandbox();
    const address = `${urlEndpoint}/products/hero.jpg`;
    assert.equal((await client().cdn.look(address)).status, 200);
    await control.turn({ purgeQuota: 2 });
    for (const file of ['/products/hero.jpg', '/products/shoe.png']) {
      await recovery.setPublished(await idOf(file), false, true);
      await recovery.setPublished(await idOf(file), true, true);
    }
    const refused = refusedAs(client().cdn.purge(`${address}*`));
    assert.match(await refused, /monthly limit/);
    await recovery.setPublished(await idOf('/products/hero.jpg'), false, true);
    await control.setClock({ advanceMs: 900_000 });
    assert.notEqual((await client().cdn.look(address)).status, 200);
  });

  test("is told that the account's plan has no publishing, in the server's words", async () => {
    const fileId = await idOf('/products/hero.jpg');
    await sandbox().control.turn({ publishing: false });
    const { recovery } = client();
    assert.match(await refusedAs(recovery.setPublished(fileId, false, true)), /part of your plan/);
    await assert.rejects(
      sandbox().sdk.files.update(fileId, { publish: { isPublished: false } }),
      /part of your plan/,
    );
    assert.equal((await recovery.details(fileId)).isPublished, true);
  });

  test('an answer of 200 that changes nothing shows at the second look', async () => {
    const { recovery } = client();
    const fileId = await idOf('/products/hero.jpg');
    await sandbox().control.plant({ route: 'updateFile', action: { kind: 'ignored' } });
    await recovery.setPublished(fileId, false, true);
    assert.equal((await recovery.details(fileId)).isPublished, true);
    await recovery.setPublished(fileId, false, true);
    assert.equal((await recovery.details(fileId)).isPublished, false);
  });

  test('adds tags and takes them away', async () => {
    const fileId = await idOf('/products/hero.jpg');
    await client().addTags([fileId], ['cleanup']);
    await client().removeTags([fileId], ['hero']);
    assert.deepEqual((await client().recovery.details(fileId)).tags, ['sale', 'cleanup']);
  });

  test('knows the custom metadata fields', async () => {
    const fields = await sandbox().sdk.customMetadataFields.list();
    assert.deepEqual(
      await client().recovery.customMetadataFields(),
      fields.map(({ name }) => name),
    );
  });

  test('makes an older version current, which the SDK sees, too', async () => {
    const { recovery } = client();
    const fileId = await idOf('/products/hero.jpg');
    const versions = await recovery.versionRecords(fileId);
    const { versionId } = await recovery.details(fileId);
    const old = versions.find((each) => each.versionId !== versionId);
    assert.ok(old);
    await recovery.restoreVersion(fileId, old.versionId);
    assert.equal((await recovery.details(fileId)).versionId, old.versionId);
    assert.equal((await sandbox().sdk.files.get(fileId)).versionInfo?.id, old.versionId);
    const missing = refusedAs(recovery.restoreVersion(fileId, '0'.repeat(24)));
    assert.equal(await missing, 'The requested file version does not exist.');
  });
});
