import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CopyState } from '../../../../src/core/cdn/purgeProof';
import { unsent } from '../../../../src/core/cdn/purgeRun';
import { PurgeFolder } from '../../../../src/io/cdn/purgeFolder';
import { removeTemporary, temporaryFolder } from '../../../support/temporaryFolder';

const header = {
  runId: 'run',
  account: { id: 'a', name: 'acme' },
  createdAt: '2026-02-01T10:00:00.000Z',
};

suite('the record of purges', () => {
  let parent: string;
  let folder: PurgeFolder;

  setup(() => {
    parent = temporaryFolder('purges');
    folder = new PurgeFolder(path.join(parent, 'purges'));
  });
  teardown(() => removeTemporary(parent));

  test('reads back what was asked for and how each address stands', async () => {
    assert.deepEqual(await folder.list(), []);
    const open = await folder.begin([{ url: 'a*', proves: ['a', 'a?b'], signed: ['p'] }], header);
    const [state] = open.record.states;
    const copies = new Map<string, CopyState>([
      ['a', { kind: 'gone' }],
      ['a?b', { kind: 'stillServed', ageSeconds: 3, cache: undefined, isFresh: false }],
      ['p', { kind: 'notProven', why: { kind: 'signedOnly' } }],
    ]);
    await open.keep({ ...state!, requestId: 'r', askedAt: 5, copies });
    await open.close();
    const [record] = await folder.list();
    assert.equal(record?.header.runId, 'run');
    assert.deepEqual(record.states, [{ ...state!, requestId: 'r', askedAt: 5, copies }]);
  });

  test('goes on after a torn line, and leaves out what is not ours', async () => {
    const open = await folder.begin([{ url: 'a', proves: ['a'], signed: [] }], header);
    await open.close();
    const [name] = readdirSync(path.join(parent, 'purges'));
    appendFileSync(path.join(parent, 'purges', name!), '{"state":{"url"');
    writeFileSync(path.join(parent, 'purges/other.ndjson'), 'something\n');
    const again = await folder.reopen(open.record.header.purgeId);
    await again.keep({ ...again.record.states[0]!, requestId: 'r' });
    await again.close();
    const records = await folder.list();
    assert.deepEqual(
      records.map(({ states }) => states[0]?.requestId),
      ['r'],
    );
  });

  test('puts exact addresses in the place of a wildcard', async () => {
    const open = await folder.begin([{ url: 'f/*', proves: ['f/a', 'f/b'], signed: [] }], header);
    const exact = ['f/a', 'f/b'].map((url) => unsent({ url, proves: [url], signed: [] }));
    await open.replace(open.record.states[0]!, exact);
    await open.close();
    const [record] = await folder.list();
    assert.deepEqual(record?.states, exact);
  });

  test('reads back a wildcard of which no address is known', async () => {
    const call = { url: 'f/*', proves: [], signed: [] };
    const open = await folder.begin([call], header);
    await open.close();
    const [record] = await folder.list();
    assert.deepEqual(record?.states, [unsent(call)]);
  });

  test('knows whether one waits, and removes what ended long ago', async () => {
    assert.equal(await folder.hasOpen(), false);
    const open = await folder.begin([{ url: 'a', proves: ['a'], signed: [] }], header);
    assert.equal(await folder.hasOpen(), true);
    const later = Date.parse(header.createdAt) + 10 * 86_400_000;
    await folder.prune(5, later);
    assert.equal((await folder.list()).length, 1, 'it waits');
    const copies = new Map<string, CopyState>([['a', { kind: 'gone' }]]);
    await open.keep({ ...open.record.states[0]!, copies });
    await open.close();
    await folder.prune(20, later);
    assert.equal((await folder.list()).length, 1);
    await folder.prune(5, later);
    assert.deepEqual(await folder.list(), []);
  });

  test('removes one', async () => {
    const open = await folder.begin([], header);
    await open.close();
    await folder.remove(open.record.header.purgeId);
    assert.deepEqual(await folder.list(), []);
  });
});
