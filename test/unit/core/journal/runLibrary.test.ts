import assert from 'node:assert/strict';
import { compareLibrary } from '../../../../src/core/journal/runLibrary';
import { asset, fileTarget, folderTarget, planned } from '../../../support/deletion/targets';

const acme = 'https://ik.imagekit.io/acme';
const recorded = { apiHost: 'https://api.imagekit.io', urlEndpoints: [acme], keyPrint: 'one' };
const targets = [planned(fileTarget(asset(1))), planned(folderTarget('/files'))];

suite('the library of a run', () => {
  test('is the same with the same key at the same host, whatever is known of its URLs', () => {
    const here = { ...recorded, urlEndpoints: [] };
    assert.deepEqual(compareLibrary(recorded, targets, here), { kind: 'same' });
  });

  test('is another one at another host, even with the same key', () => {
    const here = { ...recorded, apiHost: 'http://127.0.0.1:4000' };
    assert.deepEqual(compareLibrary(recorded, targets, here), {
      kind: 'otherHost',
      recorded: 'https://api.imagekit.io',
    });
  });

  test('has to show a delivery URL that is known when the key is another one', () => {
    const here = { ...recorded, keyPrint: 'two' };
    assert.deepEqual(compareLibrary(recorded, [], here), {
      kind: 'unproven',
      urlEndpoints: [acme],
    });
  });

  test('has to show one as well when none was recorded: its files tell which', () => {
    assert.deepEqual(compareLibrary(undefined, targets, recorded), {
      kind: 'unproven',
      urlEndpoints: [acme],
    });
    assert.deepEqual(compareLibrary(undefined, [planned(folderTarget('/a'))], recorded), {
      kind: 'unproven',
      urlEndpoints: [],
    });
  });
});
