import assert from 'node:assert/strict';
import {
  assetCall,
  deleteFileCall,
  deleteFilesCall,
  listCall,
  versionCall,
  versionsCall,
} from '../../../src/api/calls';
import type { Call } from '../../../src/api/call';
import { ApiError } from '../../../src/api/errors';
import type { ApiFailure } from '../../../src/api/errors';
import { Judge } from '../../../src/api/judge';
import { errorBody } from '../../support/standIn';

const dates = { createdAt: '2024-08-24T06:14:41.313Z', updatedAt: '2024-08-24T06:14:41.313Z' };
const file = {
  type: 'file',
  fileId: 'f1',
  name: 'a.jpg',
  filePath: '/a.jpg',
  url: 'https://ik.imagekit.io/demo_id/a.jpg',
  versionInfo: { id: 'v2', name: 'Version 2' },
  tags: null,
  isPrivateFile: false,
  size: 100,
  ...dates,
};
const folder = { type: 'folder', folderId: 'd1', name: 'b', folderPath: '/b', ...dates };
const page = listCall({}, 'shown');
const wholePage = listCall({}, 'wholly');

suite('what an answer is worth', () => {
  let judge: Judge;
  let told: number;

  setup(() => {
    told = 0;
    judge = new Judge({ privateKey: 'private_k', onUnmarked: () => told++ });
  });

  function read(call: Call<unknown>, body: unknown, requestId?: string, status = 200): unknown {
    const text = body === undefined ? '' : JSON.stringify(body);
    return judge.reply(call, { status, requestId, body: text, header: () => undefined }).value;
  }

  function failureOf(...answer: Parameters<typeof read>): ApiFailure {
    try {
      return assert.fail(`it counted: ${JSON.stringify(read(...answer))}`);
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
      return error.failure;
    }
  }

  function assertUndecided(...answer: Parameters<typeof read>): void {
    const [call] = answer;
    const { kind, mayHaveActed } = failureOf(...answer);
    const lost = call.method === 'GET' ? 'no' : 'maybe';
    assert.deepEqual([kind, mayHaveActed], ['malformed', lost]);
  }

  const reads = [
    [page, [file, folder]],
    [assetCall('f1'), file],
    [versionCall('f1', 'v2'), file],
    [versionsCall('f1'), [file]],
  ] as const;

  test('once a mark was seen, no read without it counts', () => {
    read(page, [], 'r');
    for (const [call, body] of reads) assertUndecided(call, body);
    assertUndecided(page, []);
    assert.equal(told, 0);
  });

  test('a mark counts on any answer, a failure too', () => {
    failureOf(page, errorBody('We have experienced an internal error.'), 'r', 500);
    assertUndecided(page, [file]);
  });

  for (const [call, body] of reads)
    test(`where ${call.path} comes first and without the mark it is used, and that is said once`, () => {
      read(call, body);
      for (const [another, its] of reads) read(another, its);
      assert.deepEqual(read(page, []), []);
      assert.equal(told, 1);
    });

  test('where marks are missing, no write succeeds by its own answer', () => {
    read(page, [file]);
    assertUndecided(deleteFileCall('f1'), undefined, undefined, 204);
    assertUndecided(deleteFileCall('f1'), {}, undefined, 200);
    assertUndecided(deleteFilesCall(['f1']), { successfullyDeletedFileIds: ['f1'] });
  });

  test('where marks are missing, what is not on a page is not known to be gone', () => {
    read(page, [file]);
    assertUndecided(wholePage, []);
    assertUndecided(wholePage, [file]);
    assertUndecided(versionsCall('f1'), []);
  });

  test('where marks are missing, a documented error still says what it says', () => {
    read(page, [file]);
    const { kind } = failureOf(
      assetCall('f1'),
      errorBody('The requested file does not exist.'),
      undefined,
      404,
    );
    assert.equal(kind, 'notFound');
    for (const body of [undefined, {}, [], { message: 'The requested file does not exist.' }])
      assertUndecided(assetCall('f1'), body, undefined, 404);
  });

  test('a mark that comes after all ends the leniency', () => {
    read(page, [file]);
    read(page, [file], 'r');
    assertUndecided(page, [file]);
  });

  test('an empty page that comes first shows nothing of ImageKit', () => {
    assertUndecided(page, []);
    assert.equal(told, 0);
  });

  for (const missing of ['name', 'url', 'versionInfo', 'tags', 'isPrivateFile', 'updatedAt'])
    test(`a row without ${missing} is not enough where the mark is missing`, () => {
      const less = Object.fromEntries(Object.entries(file).filter(([name]) => name !== missing));
      assertUndecided(page, [less]);
      assertUndecided(assetCall('f1'), less);
      read(page, [file]);
      assertUndecided(page, [file, less]);
      assertUndecided(assetCall('f1'), less);
      assert.equal(told, 1);
    });

  test('an error without marks does not count as the first read', () => {
    failureOf(page, errorBody('Your account is disabled.'), undefined, 403);
    read(page, [file]);
    assert.equal(told, 1);
  });
});
