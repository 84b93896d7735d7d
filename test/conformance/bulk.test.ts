import assert from 'node:assert/strict';
import ImageKit from '@imagekit/nodejs';
import { refusedAs } from './refusal';
import { useSandbox } from './useSandbox';

const ABSENT = 'f'.repeat(24);
const NOT_HEX = '3e21880d5efe355febd4bccx';

suite('official SDK: bulk deletion', () => {
  const sandbox = useSandbox();

  const ids = async (...paths: string[]): Promise<string[]> =>
    (await Promise.all(paths.map((path) => sandbox().file(path)))).map(({ fileId }) => fileId);

  const post = (body: unknown): Promise<Response> =>
    sandbox().fetch('POST', '/v1/files/batch/deleteByFileIds', body);

  test('deletes every file with its versions', async () => {
    const fileIds = await ids('/products/hero.jpg', '/products/shoe.png');
    const { data, response } = await sandbox().sdk.files.bulk.delete({ fileIds }).withResponse();
    assert.equal(response.status, 200);
    assert.deepEqual(data, { successfullyDeletedFileIds: fileIds });
    const { files, versions } = await sandbox().control.state();
    assert.deepEqual([files, versions], [6, 7]);
  });

  test('deletes nothing when an id is missing, and names all that are', async () => {
    const [hero = ''] = await ids('/products/hero.jpg');
    const before = await sandbox().control.state();
    await refusedAs(
      ImageKit.NotFoundError,
      'The requested file(s) does not exist.',
      sandbox().sdk.files.bulk.delete({ fileIds: [ABSENT, hero, NOT_HEX] }),
      { missingFileIds: [ABSENT, NOT_HEX] },
    );
    assert.deepEqual((await sandbox().control.state()).library, before.library);
  });

  test('answers 207 with the fate of each id where some fail', async () => {
    const [hero = '', shoe = ''] = await ids('/products/hero.jpg', '/products/shoe.png');
    await sandbox().control.plant({
      route: 'deleteFiles',
      action: { kind: 'itemErrors', ids: [hero] },
    });
    const { data, response } = await sandbox()
      .sdk.files.bulk.delete({ fileIds: [hero, shoe] })
      .withResponse();
    assert.equal(response.status, 207);
    assert.deepEqual(data, {
      successfullyDeletedFileIds: [shoe],
      errors: [{ fileId: hero, error: 'Error in deleting tags' }],
    });
    assert.equal((await sandbox().file('/products/hero.jpg')).versions.length, 3);
    await assert.rejects(sandbox().file('/products/shoe.png'));
  });

  test('checks the list in the documented order', async () => {
    const cases: readonly (readonly [unknown, string])[] = [
      [{}, 'fileIds parameter is missing.'],
      [{ fileIds: 'abc' }, 'fileIds should be an Array.'],
      [{ fileIds: [] }, 'fileIds is empty.'],
      [{ fileIds: Array(101).fill(ABSENT) }, 'fileIds cannot have more than 100 items.'],
    ];
    for (const [body, message] of cases) {
      const response = await post(body);
      assert.equal(response.status, 400);
      assert.equal(((await response.json()) as { message: string }).message, message);
    }
  });

  test('takes a hundred ids, and the same id twice as one', async () => {
    const [hero = ''] = await ids('/products/hero.jpg');
    const response = await post({ fileIds: Array(100).fill(hero) });
    assert.deepEqual(await response.json(), { successfullyDeletedFileIds: [hero] });
  });

  test('can take an ill-formed id for an error of the request', async () => {
    await sandbox().control.turn({ malformedBulkIds: 'invalid' });
    const [hero = ''] = await ids('/products/hero.jpg');
    await refusedAs(
      ImageKit.BadRequestError,
      'Your request contains invalid fileId parameter.',
      sandbox().sdk.files.bulk.delete({ fileIds: [hero, NOT_HEX] }),
    );
    assert.equal((await sandbox().file('/products/hero.jpg')).fileId, hero);
  });
});

suite('official SDK: bulk tags', () => {
  const sandbox = useSandbox();

  const tagsOf = async (path: string): Promise<readonly string[] | null> =>
    (await sandbox().file(path)).tags;

  test('adds and removes tags', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    const fileIds = [fileId];
    const added = await sandbox().sdk.files.bulk.addTags({ fileIds, tags: ['sale', 'keep'] });
    assert.deepEqual(added, { successfullyUpdatedFileIds: fileIds });
    assert.deepEqual(await tagsOf('/products/hero.jpg'), ['hero', 'sale', 'keep']);
    await sandbox().sdk.files.bulk.removeTags({ fileIds, tags: ['hero', 'sale', 'keep'] });
    assert.equal(await tagsOf('/products/hero.jpg'), null);
  });

  test('removes AI tags', async () => {
    const { fileId } = await sandbox().file('/products/shoe.png');
    const request = { fileIds: [fileId], AITags: ['Footwear'] };
    assert.deepEqual(await sandbox().sdk.files.bulk.removeAITags(request), {
      successfullyUpdatedFileIds: [fileId],
    });
    assert.equal((await sandbox().sdk.files.get(fileId)).AITags, null);
  });

  test('changes nothing when an id is missing', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await refusedAs(
      ImageKit.NotFoundError,
      'The requested file(s) does not exist.',
      sandbox().sdk.files.bulk.addTags({ fileIds: [fileId, ABSENT], tags: ['keep'] }),
      { missingFileIds: [ABSENT] },
    );
    assert.deepEqual(await tagsOf('/products/hero.jpg'), ['hero', 'sale']);
  });

  test('answers 207 where some fail', async () => {
    const { fileId } = await sandbox().file('/products/hero.jpg');
    await sandbox().control.plant({ action: { kind: 'itemErrors', ids: [fileId] } });
    const { data, response } = await sandbox()
      .sdk.files.bulk.addTags({ fileIds: [fileId], tags: ['keep'] })
      .withResponse();
    assert.equal(response.status, 207);
    assert.deepEqual(data, {
      successfullyUpdatedFileIds: [],
      errors: [{ fileId, error: 'Error in adding tags' }],
    });
  });

  test('refuses what it cannot use with the documented messages', async () => {
    const one = { fileIds: [ABSENT] };
    const long =
      'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.';
    const cases: readonly (readonly [string, unknown, string])[] = [
      ['addTags', {}, 'fileIds parameter is missing.'],
      ['addTags', { fileIds: [] }, 'fileIds is empty.'],
      ['addTags', { fileIds: {} }, 'fileIds should be an Array.'],
      [
        'addTags',
        { fileIds: Array(51).fill(ABSENT) },
        'A maximum of 50 files can be edited at a time.',
      ],
      ['addTags', one, 'tags parameter is missing.'],
      ['removeTags', { ...one, tags: [] }, 'tags array cannot be empty.'],
      ['removeTags', { ...one, tags: ['x'.repeat(501)] }, long],
      ['removeAITags', one, 'AITags parameter is missing.'],
      ['removeAITags', { ...one, AITags: [] }, 'AITags array cannot be empty.'],
      [
        'removeAITags',
        { ...one, AITags: 'shoe' },
        "Your request contains invalid value for AITags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].",
      ],
    ];
    for (const [route, body, message] of cases) {
      const response = await sandbox().fetch('POST', `/v1/files/${route}`, body);
      assert.equal(response.status, 400);
      assert.equal(((await response.json()) as { message: string }).message, message);
    }
  });
});
