import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/api/errors';
import type { ApiFailure } from '../../../../src/api/errors';
import {
  BackupNotStarted,
  KeyringError,
  NotConnected,
  SandboxError,
} from '../../../../src/vscode/failures/errors';
import { failureActionLabel } from '../../../../src/vscode/failures/failureAction';
import { failureText } from '../../../../src/vscode/failures/failureText';
import { retryKeyring } from '../../../../src/vscode/account/retryKeyring';
import { scriptWindow } from '../../../support/scriptedWindow';

const sent = { requestId: 'req-1', mayHaveActed: 'no' } as const;
const acme = { id: 'a1', name: 'acme', kind: 'development', urlEndpoints: [] } as const;
const locked = new Error('org.freedesktop.Secret.Error.IsLocked.');

function api(failure: ApiFailure): ApiError {
  return new ApiError(failure, 'GET /v1/files');
}

suite('what is said about a failure', () => {
  const cases: readonly (readonly [string, unknown, RegExp, readonly string[]])[] = [
    [
      'a refused key',
      api({
        ...sent,
        kind: 'forbidden',
        status: 403,
        message: 'Your request contains expired private API key.',
      }),
      /^ImageKit refused the key for acme \(403: Your request contains expired private API key\)\. It has expired/,
      ['Update Key…', 'Show Log'],
    ],
    [
      'a missing key',
      api({
        ...sent,
        kind: 'unauthorized',
        status: 401,
        message: 'Your request does not contain private API key.',
      }),
      /acme \(401: .*without a key/,
      ['Update Key…', 'Show Log'],
    ],
    [
      'something that is gone',
      api({
        ...sent,
        kind: 'notFound',
        status: 404,
        message: 'The requested file does not exist.',
        missingFileIds: [],
      }),
      /^Not found in acme \(404: The requested file does not exist\)/,
      ['Show Log'],
    ],
    [
      'a backup folder that can’t be written',
      new BackupNotStarted('/backups', { cause: new Error('ENOTDIR: not a directory') }),
      /^Couldn't start the backup in \/backups: ENOTDIR: not a directory\. No deletion was sent\./,
      ['Retry', 'Show Log'],
    ],
    [
      'the rate limit',
      api({ ...sent, kind: 'rateLimited', status: 429, message: 'Too many', retryAfterMs: 11_001 }),
      /^Rate limit reached for acme\. Try again in 12 seconds\.$/,
      ['Retry', 'Show Log'],
    ],
    [
      'a refused request',
      api({
        ...sent,
        kind: 'rejected',
        status: 400,
        message: 'Your request contains invalid fileId parameter.',
        reason: undefined,
        maxItems: undefined,
      }),
      /^ImageKit refused the request \(400: Your request contains invalid fileId parameter\)\.$/,
      ['Show Log'],
    ],
    [
      'a request that was never sent',
      api({
        ...sent,
        kind: 'rejected',
        status: undefined,
        message: 'not an id that can be sent',
        reason: 'INVALID_ID',
        maxItems: undefined,
      }),
      /^Nothing was sent: not an id that can be sent\.$/,
      ['Show Log'],
    ],
    [
      'an API host that no key may go to',
      api({
        ...sent,
        kind: 'rejected',
        status: undefined,
        message: 'the API host must be HTTPS',
        reason: 'INVALID_API_HOST',
        maxItems: undefined,
      }),
      /^Nothing was sent: the API host must be HTTPS\.$/,
      ['Open Settings', 'Show Log'],
    ],
    [
      'a problem of the server',
      api({ ...sent, kind: 'server', status: 502, message: 'Bad Gateway' }),
      /\(502: Bad Gateway\)\.$/,
      ['Retry', 'Show Log'],
    ],
    [
      'a lost answer',
      api({
        ...sent,
        mayHaveActed: 'maybe',
        kind: 'unreachable',
        status: undefined,
        message: 'socket hang up',
      }),
      /^Couldn't reach ImageKit \(socket hang up\).*not known whether the request took effect\.$/,
      ['Retry', 'Show Log'],
    ],
    [
      'an answer that makes no sense',
      api({ ...sent, kind: 'malformed', status: 200, message: 'not a list of files' }),
      /documents \(200: not a list of files\)\. A proxy may have sent it\.$/,
      ['Retry', 'Show Log'],
    ],
    [
      'no account',
      new NotConnected({ kind: 'noAccount' }),
      /^No ImageKit account yet/,
      ['Add Account…', 'Open Sandbox Account'],
    ],
    [
      'several accounts and none chosen',
      new NotConnected({ kind: 'noneChosen' }),
      /Select the ImageKit account for this workspace/,
      ['Switch Account…'],
    ],
    [
      'a key that vanished',
      new NotConnected({ kind: 'noKey', account: acme }),
      /^The key for acme is no longer in your system's keyring/,
      ['Update Key…', 'Show Log'],
    ],
    [
      'a locked keyring',
      new KeyringError('read', 'failed', { cause: locked }),
      /^Couldn't read the key.*IsLocked\. Unlock/,
      ['Retry', 'Show Log'],
    ],
    [
      'a silent keyring',
      new KeyringError('store', 'timedOut'),
      /^Couldn't store the key.*didn't respond/,
      ['Retry', 'Show Log'],
    ],
    [
      'a keyring that keeps a key',
      new KeyringError('remove', 'failed', { cause: locked }),
      /^Couldn't remove the key.*account is still here/,
      ['Retry', 'Show Log'],
    ],
    [
      'a sandbox that does not start',
      new SandboxError('the sandbox could not be started', { cause: new Error('EADDRINUSE') }),
      /Couldn't start the sandbox: EADDRINUSE/,
      ['Retry', 'Show Log'],
    ],
    ['anything else', new TypeError('x is not a function'), /x is not a function/, ['Show Log']],
    ['what is no error', 'a text', /a text/, ['Show Log']],
  ];
  for (const [name, error, words, buttons] of cases) {
    test(`${name}: what happened, and what to do next`, () => {
      const { message, actions } = failureText(error, 'acme');
      assert.match(message, words);
      assert.deepEqual(actions.map(failureActionLabel), buttons);
      assert.ok(!message.includes('{'), 'every place is filled');
    });
  }

  test('a key, a link or a second line never gets into a message', () => {
    const error = new Error('with private_dummyKey00= at\n[here](command:workbench.action.quit)');
    for (const thrown of [error, new KeyringError('read', 'failed', { cause: error })]) {
      const { message } = failureText(thrown, 'acme');
      assert.match(message, /with \[key\] at \[here\] \(command/);
    }
  });
});

suite('a keyring that is locked for a while', () => {
  test('is asked again until it answers or the person gives up', async () => {
    const window = scriptWindow();
    let attempts = 0;
    const work = () =>
      ++attempts < 3
        ? Promise.reject(new KeyringError('store', 'failed', { cause: locked }))
        : Promise.resolve('stored');
    window.onMessage(() => 'Retry');
    window.onMessage(() => 'Retry');
    assert.deepEqual(await retryKeyring('acme', work), { result: 'stored' });
    attempts = 0;
    window.onMessage(() => undefined);
    assert.equal(await retryKeyring('acme', work), undefined);
    window.restore();
  });

  test('is not blamed for other failures', async () => {
    const other = new Error('the disk is full');
    await assert.rejects(
      retryKeyring('acme', () => Promise.reject(other)),
      other,
    );
  });
});
