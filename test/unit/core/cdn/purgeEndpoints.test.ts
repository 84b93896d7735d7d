import assert from 'node:assert/strict';
import {
  endpointsForUrl,
  mayBeAsked,
  purgeEndpoints,
} from '../../../../src/core/cdn/purgeEndpoints';
import { asset } from '../../../support/deletion/targets';

const acme = 'https://ik.imagekit.io/acme';
const account = { kind: 'development', urlEndpoints: [acme, 'https://img.acme.com'] } as const;
const none = { kind: 'development', urlEndpoints: [] } as const;
const sandbox = {
  kind: 'sandbox',
  urlEndpoints: ['http://127.0.0.1:4010/sandbox', 'https://ik.imagekit.io/sandbox'],
} as const;

function target(url: string, filePath: string) {
  return { kind: 'asset', asset: { ...asset(1), url, filePath }, olderVersions: 0 } as const;
}

suite('where files are asked for', () => {
  test('is at every delivery URL of the account, or else at what a file shows', () => {
    const file = target(`${acme}/a/b.jpg?updatedAt=1`, '/a/b.jpg');
    assert.deepEqual(purgeEndpoints(account, [file]), account.urlEndpoints);
    assert.deepEqual(purgeEndpoints(none, [file, file]), [acme]);
    const strange = target('https://elsewhere.example/a/b.jpg', '/a/b.jpg');
    assert.deepEqual(purgeEndpoints(none, [strange]), []);
    assert.deepEqual(endpointsForUrl(`${acme}/a.jpg`, none), [acme]);
    assert.deepEqual(endpointsForUrl('https://img.acme.com/a.jpg', none), []);
  });

  test('is this machine alone for the sandbox', () => {
    assert.deepEqual(purgeEndpoints(sandbox, []), ['http://127.0.0.1:4010/sandbox']);
    assert.ok(mayBeAsked('http://127.0.0.1:4010/sandbox/a.jpg', sandbox));
    assert.ok(!mayBeAsked('https://ik.imagekit.io/sandbox/a.jpg', sandbox));
  });

  test('is no other host, whatever a record says', () => {
    assert.ok(mayBeAsked(`${acme}/tr:w-1/a.jpg?tr=orig-true`, account));
    assert.ok(mayBeAsked('https://img.acme.com/a.jpg', account));
    for (const address of [
      'https://ik.imagekit.io/other/a.jpg',
      'https://elsewhere.example/a.jpg',
      'http://127.0.0.1:80/a.jpg',
      'file:///etc/passwd',
      `${acme}/../other/a.jpg`,
    ]) {
      assert.ok(!mayBeAsked(address, account), address);
    }
  });
});
