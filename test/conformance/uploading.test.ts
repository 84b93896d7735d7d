import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import ImageKit, { toFile } from '@imagekit/nodejs';
import { mp4 } from '../support/library/mp4';
import { refusedAs } from './refusal';
import { useSandbox } from './useSandbox';

suite('official SDK: upload', () => {
  const sandbox = useSandbox();

  const text = (words: string): Promise<File> => toFile(Buffer.from(words), 'any.txt');
  const bytesAt = async (url: string | undefined): Promise<string> =>
    (await fetch(url ?? '')).text();

  test('stores the bytes under a name made unique, in a folder made on the way', async () => {
    const { data, response } = await sandbox()
      .sdk.files.upload({
        file: await text('hello'),
        fileName: 'my notes é.txt',
        folder: 'new/sub dir/',
        tags: ['a', 'b'],
      })
      .withResponse();
    assert.equal(response.status, 200);
    assert.match(data.name ?? '', /^my_notes___[\w-]{9}\.txt$/);
    assert.equal(data.filePath, `/new/sub_dir/${data.name ?? ''}`);
    assert.equal(data.url, `${sandbox().urlEndpoint}${data.filePath ?? ''}`);
    assert.equal(data.size, 5);
    assert.equal(data.versionInfo?.id, data.fileId);
    assert.ok(data.thumbnailUrl?.includes('/tr:n-ik_ml_thumbnail/'));
    assert.equal(await bytesAt(data.url), 'hello');
    assert.deepEqual((await sandbox().file(data.filePath ?? '')).tags, ['a', 'b']);
    const { url } = await sandbox().sdk.files.get(data.fileId ?? '');
    assert.match(url ?? '', /\?updatedAt=\d+$/);
  });

  test('takes bytes, base64 and a data URI', async () => {
    const encoded = Buffer.from('hello').toString('base64');
    for (const file of [encoded, `data:text/plain;base64,${encoded}`, await text('hello')]) {
      const body = { file: file as string, fileName: 'a.txt' };
      const { url } = await sandbox().sdk.files.upload(body);
      assert.equal(await bytesAt(url), 'hello');
    }
  });

  test('reads what a picture is from its bytes', async () => {
    const uploaded = await sandbox().sdk.files.upload({
      file: await toFile(tinyPng(3, 2), 'a.png'),
      fileName: 'a.png',
      responseFields: ['metadata'],
    });
    assert.deepEqual(
      [uploaded.width, uploaded.height, uploaded.fileType, uploaded.metadata?.hasTransparency],
      [3, 2, 'image', true],
    );
    const details = await sandbox().sdk.files.get(uploaded.fileId ?? '');
    assert.deepEqual([details.mime, details.hasAlpha], ['image/png', true]);
  });

  test('adds a version for the same name when names are not made unique', async () => {
    const before = await sandbox().file('/products/hero.jpg');
    const body = { fileName: 'hero.jpg', folder: '/products', useUniqueFileName: false };
    const data = await sandbox().sdk.files.upload({ ...body, file: await text('new hero') });
    assert.equal(data.fileId, before.fileId);
    assert.equal(data.versionInfo?.name, 'Version 4');
    const { versions, tags } = await sandbox().file('/products/hero.jpg');
    assert.deepEqual(
      versions.map(({ versionId }) => versionId),
      [...before.versions.map(({ versionId }) => versionId), data.versionInfo.id],
    );
    assert.equal(tags, null);
    assert.equal(await bytesAt(data.url), 'new hero');
  });

  test('keeps tags and metadata of the version before when told so', async () => {
    const { fileId } = await sandbox().sdk.files.upload({
      file: await text('new shoe'),
      fileName: 'shoe.png',
      folder: '/products',
      useUniqueFileName: false,
      overwriteTags: false,
      overwriteAITags: false,
      overwriteCustomMetadata: false,
      tags: ['new'],
      customMetadata: { price: 99 },
    });
    const { tags, AITags, customMetadata } = await sandbox().sdk.files.get(fileId ?? '');
    assert.deepEqual(tags, ['sale', 'new']);
    assert.equal(AITags?.[0]?.name, 'Footwear');
    assert.deepEqual(customMetadata, { sku: 'RUN-01', price: 99 });
  });

  test('never adds a version over a file when overwriting is off', async () => {
    await refusedAs(
      ImageKit.BadRequestError,
      'A file with the same name already exists at the exact location. We could not overwrite it because both overwriteFile and useUniqueFileName are set to false.',
      sandbox().sdk.files.upload({
        file: await text('x'),
        fileName: 'hero.jpg',
        folder: '/products',
        useUniqueFileName: false,
        overwriteFile: false,
      }),
    );
    assert.equal((await sandbox().file('/products/hero.jpg')).versions.length, 3);
  });

  test('keeps a hundred versions of a file and no more', async () => {
    const body = { fileName: 'hero.jpg', folder: '/products', useUniqueFileName: false };
    const add = (): Promise<unknown> => sandbox().sdk.files.upload({ ...body, file: 'eA==' });
    for (let count = 3; count < 100; count += 1) await add();
    await assert.rejects(add(), ImageKit.BadRequestError);
    const { versions } = await sandbox().file('/products/hero.jpg');
    assert.deepEqual([versions.length, versions.at(-1)?.number], [100, 100]);
  });

  test('stores private files, coordinates and a description', async () => {
    const { fileId, url } = await sandbox().sdk.files.upload({
      file: await text('secret'),
      fileName: 'a.txt',
      isPrivateFile: true,
      customCoordinates: '1,2,3,4',
      description: 'A secret',
    });
    const details = await sandbox().sdk.files.get(fileId ?? '');
    assert.deepEqual(
      [details.isPrivateFile, details.customCoordinates, details.description],
      [true, '1,2,3,4', 'A secret'],
    );
    assert.equal((await fetch(url ?? '')).status, 401);
  });

  test('leaves out what a file does not have', async () => {
    const data = await sandbox().sdk.files.upload({
      file: await text('x'),
      fileName: 'a.txt',
      responseFields: ['embeddedMetadata', 'metadata'],
    });
    const details = await sandbox().sdk.files.get(data.fileId ?? '');
    for (const absent of ['description', 'embeddedMetadata', 'metadata', 'width', 'duration']) {
      assert.ok(!(absent in data), absent);
      assert.ok(!(absent in details), absent);
    }
  });

  test('tells the size, length and codecs of a video wherever it shows', async () => {
    const film = mp4({ width: 640, height: 360, seconds: 12, codecs: ['avc1', 'mp4a'] });
    const { fileId = '', ...data } = await sandbox().sdk.files.upload({
      file: await toFile(film, 'a.mp4'),
      fileName: 'film.mp4',
      useUniqueFileName: false,
    });
    const facts = { width: 640, height: 360, duration: 12, videoCodec: 'h264', audioCodec: 'aac' };
    const details = await sandbox().sdk.files.get(fileId);
    const listed = await sandbox().sdk.assets.list({ searchQuery: 'name = "film.mp4"' });
    const metadata = await sandbox().sdk.files.metadata.get(fileId);
    for (const shown of [data, details, listed[0], metadata])
      assert.deepEqual({ ...shown, ...facts }, shown);
    assert.deepEqual([details.mime, details.fileType], ['video/mp4', 'non-image']);
    assert.ok(!('pHash' in metadata));
    const wide = await sandbox().sdk.assets.list({ searchQuery: 'width = 640' });
    assert.deepEqual(wide, []);
  });

  test('gives the fields that were asked for, and no others', async () => {
    const data = await sandbox().sdk.files.upload({
      file: await text('x'),
      fileName: 'a.txt',
      tags: ['a'],
      responseFields: ['tags', 'isPrivateFile', 'isPublished', 'customMetadata'],
    });
    assert.deepEqual(
      [data.tags, data.isPrivateFile, data.isPublished, data.customMetadata],
      [['a'], false, true, {}],
    );
    assert.equal('customCoordinates' in data, false);
    assert.equal('createdAt' in data, false);
  });

  test('refuses what it cannot store', async () => {
    const post = async (fields: Record<string, string | Blob>): Promise<[number, string]> => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      const response = await fetch(`${sandbox().url}/api/v1/files/upload`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${sandbox().keys.standard}:`)}` },
        body,
      });
      return [response.status, ((await response.json()) as { message: string }).message];
    };
    const file = new Blob(['x']);
    const missing = 'Your request is missing file parameter.';
    assert.deepEqual(await post({ fileName: 'a.txt' }), [400, missing]);
    assert.deepEqual(await post({ file, fileName: 'a.txt', signature: 'x' }), [
      400,
      'Your request contains both signature and basic auth parameter. Use only one method, you might be exposing your private API key.',
    ]);
    assert.equal((await post({ file }))[0], 400);
    assert.equal((await post({ file: new Blob([]), fileName: 'a.txt' }))[0], 400);
    assert.equal((await post({ file: 'https://example.com/a.png', fileName: 'a.png' }))[0], 400);
    assert.equal((await post({ file, fileName: 'a.txt', tags: '50%' }))[0], 400);
    assert.equal((await post({ file, fileName: 'a.txt', tags: 'x'.repeat(501) }))[0], 400);
    assert.equal((await post({ file, fileName: 'a.txt', customMetadata: '{"no":1}' }))[0], 400);
    assert.equal((await post({ file, fileName: 'a.txt', extensions: '[{}]' }))[0], 501);
    await sandbox().control.turn({ maxUploadBytes: 3 });
    assert.deepEqual(await post({ file: new Blob(['1234']), fileName: 'a.txt' }), [
      400,
      'Your request contains invalid file parameter. The file size exceeds limits.',
    ]);
    const notAForm = await sandbox().fetch('POST', '/api/v1/files/upload', { file: 'x' });
    assert.equal(((await notAForm.json()) as { message: string }).message, missing);
    assert.equal((await sandbox().control.summary()).files, 8);
  });

  test('is limited by no rate', async () => {
    const none = [{ limit: 0, intervalMs: 1000, burst: 0 }];
    await sandbox().control.turn({ limits: { read: none, write: none, bulk: none, list: none } });
    await sandbox().sdk.files.upload({ file: await text('x'), fileName: 'a.txt' });
  });
});

/** A PNG with an alpha channel, all its pixels clear. */
function tinyPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  const pixels = deflateSync(Buffer.alloc((width * 4 + 1) * height));
  const chunk = (name: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
