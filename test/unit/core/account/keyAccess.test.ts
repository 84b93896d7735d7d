import assert from 'node:assert/strict';
import { ImageKitClient } from '../../../../src/api/client';
import { keyAccess } from '../../../../src/core/account/keyAccess';
import { useSandbox } from '../../../conformance/useSandbox';

suite('what a key may do', () => {
  const sandbox = useSandbox();
  const signal = new AbortController().signal;

  const clientOf = (privateKey: string) =>
    new ImageKitClient({ privateKey, apiHost: sandbox().url });

  test('is told apart without changing anything', async () => {
    const before = await sandbox().control.state();
    const { standard, readOnly, none, expired, disabled } = sandbox().keys;
    const keys = [
      [standard, 'write'],
      [readOnly, 'readOnly'],
      [none, 'readOnly'],
      [expired, 'unknown'],
      [disabled, 'unknown'],
      ['private_of_nobody', 'unknown'],
    ] as const;
    for (const [key, access] of keys) {
      assert.equal(await keyAccess(clientOf(key), signal), access, key);
    }
    assert.deepEqual((await sandbox().control.state()).library, before.library);
    const requests = await sandbox().control.requests();
    assert.equal(requests.length, keys.length);
    assert.ok(requests.every(({ path }) => path === '/v1/files/addTags'));
  });

  test('is unknown when ImageKit does not say', async () => {
    await sandbox().control.plant({ route: 'addTags', action: { kind: 'status', status: 404 } });
    assert.equal(await keyAccess(clientOf(sandbox().keys.standard), signal), 'unknown');
  });

  test('is left open when the person does not wait for it', async () => {
    const stop = new AbortController();
    const reason = new Error('cancelled');
    await sandbox().control.turn({ latencyMs: 5_000 });
    const asked = keyAccess(clientOf(sandbox().keys.standard), stop.signal);
    stop.abort(reason);
    await assert.rejects(asked, reason);
  });
});
