import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { VersionRecord } from '../../src/api/recovery/assetRecord';
import { ImageKitClient } from '../../src/api/client';
import { pages } from '../../src/api/pages';
import type { Account } from '../../src/core/account/account';
import { BackupGate } from '../../src/core/recovery/backupGate';
import type { RestoreOutcome } from '../../src/core/recovery/restore';
import { runRestore } from '../../src/core/recovery/restoreRun';
import { BackupFolder, isIntact, readBackup, readSidecar } from '../../src/io/backup/backupFolder';
import { restoreClient } from '../../src/io/backup/restoreClient';
import { beginRestore, reopenRestore } from '../../src/io/backup/restoreFolder';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server';
import { planned } from '../support/deletion/targets';
import { sandboxControl } from '../support/sandboxControl';
import { removeTemporary, temporaryFolder } from '../support/temporaryFolder';

/** What a library holds, by path, in terms that a restore is to bring back. */
type Held = ReadonlyMap<string, readonly string[]>;

/** What is asserted of a file's details. */
interface Details {
  readonly fileId: string;
  readonly versionInfo: { readonly id: string };
  readonly createdAt: string;
  readonly tags: readonly string[] | null;
  readonly AITags: readonly unknown[] | null;
  readonly isPrivateFile: boolean;
  readonly customMetadata?: Readonly<Record<string, unknown>>;
}

suite('the way of a whole library into a backup and back', function () {
  this.timeout(120_000);
  let sandbox: RunningSandbox;
  let parent: string;

  suiteSetup(async () => {
    sandbox = await startSandbox({ limits: 'off' });
    parent = temporaryFolder('round-trip');
  });
  suiteTeardown(async () => {
    removeTemporary(parent);
    await sandbox.close();
  });
  setup(() => sandboxControl(sandbox.url).reset());

  function client(): ImageKitClient {
    const limits = { readsPerSecond: 1000, writesPerSecond: 1000 };
    return new ImageKitClient({
      privateKey: sandbox.keys.standard,
      apiHost: sandbox.url,
      ...limits,
    });
  }

  const account = (): Account => ({
    id: 'a',
    name: 'acme',
    kind: 'sandbox',
    urlEndpoints: [sandbox.urlEndpoint],
  });

  async function targets(imageKit: ImageKitClient) {
    const all = [];
    for await (const page of pages(imageKit, { type: 'file' })) {
      for (const asset of page) {
        assert.ok(asset.type === 'file');
        all.push(planned({ kind: 'asset', asset, olderVersions: undefined }));
      }
    }
    return all;
  }

  /** Everything that a file is to get back: its bytes by version, and what was said of it. */
  async function held(imageKit: ImageKitClient): Promise<Held> {
    const files = new Map<string, readonly string[]>();
    for (const { target } of await targets(imageKit)) {
      assert.ok(target.kind === 'asset');
      const { fileId, filePath } = target.asset;
      const record = await imageKit.recovery.details(fileId);
      const versions = await imageKit.recovery.versionRecords(fileId);
      const oldestFirst = versions.toReversed();
      const hashes: string[] = [];
      for (const version of oldestFirst) hashes.push(await hashOf(imageKit, version));
      const { tags, customMetadata, customCoordinates, description, isPrivate } = record;
      const said = { tags: [...tags].sort(), customMetadata, customCoordinates, description };
      files.set(filePath, [JSON.stringify({ ...said, isPrivate }), ...hashes]);
    }
    return files;
  }

  /** Of the original bytes as they are delivered; an unpublished file's are not. */
  async function hashOf(imageKit: ImageKitClient, version: VersionRecord): Promise<string> {
    const { url, isPrivate } = version;
    const address = `${url}${url.includes('?') ? '&' : '?'}tr=orig-true`;
    const endpoint = isPrivate ? sandbox.urlEndpoint : undefined;
    const original = await imageKit.recovery.openOriginal(address, endpoint);
    const hash = createHash('sha256');
    for await (const chunk of original.bytes) hash.update(chunk);
    return `${original.status} ${hash.digest('hex')}`;
  }

  async function backUp(imageKit: ImageKitClient) {
    const all = await targets(imageKit);
    const folder = await BackupFolder.create(parent, {
      runId: undefined,
      account: account(),
      createdAt: new Date().toISOString(),
      withVersions: true,
      files: all.length,
      bytes: 0,
    });
    const gate = new BackupGate(all, {
      client: imageKit.recovery,
      store: folder,
      account: account(),
      withVersions: true,
      freeBytes: () => Promise.resolve(Infinity),
      concurrency: 4,
      signal: new AbortController().signal,
      pause: () => Promise.resolve(),
    });
    const kept = await gate.ensure(all);
    await folder.close(await gate.finish());
    return { folder: folder.folder, all, kept };
  }

  async function restore(imageKit: ImageKitClient, folder: string, stopAfter = Infinity) {
    const record = await readBackup(folder);
    const entries = new Map(record.entries.map((entry) => [entry.key, entry]));
    const open = await beginRestore(folder, {
      backupId: record.header.backupId,
      accountId: 'a',
      createdAt: new Date().toISOString(),
      rule: 'skip',
      keys: [...entries.keys()],
    });
    const first = await drain(open, stopAfter);
    if (first.size === entries.size) return first;
    const again = await reopenRestore(folder, open.record.header.restoreId);
    // What was under way when nobody listened any more has ended in the record alone.
    return new Map([...first, ...again.record.outcomes, ...(await drain(again, Infinity))]);

    async function drain(
      { record: begun, journal, close }: Awaited<ReturnType<typeof beginRestore>>,
      most: number,
    ): Promise<Map<string, RestoreOutcome>> {
      const outcomes = new Map<string, RestoreOutcome>();
      const ends = runRestore(begun, {
        client: restoreClient(imageKit, folder),
        journal,
        rule: 'skip',
        metadataFields: new Set(await imageKit.recovery.customMetadataFields()),
        isIntact: (version) => isIntact(folder, version),
        fileOf: (key) => readSidecar(folder, entries.get(key)?.sidecar ?? ''),
        concurrency: 4,
        signal: new AbortController().signal,
        pause: () => Promise.resolve(),
      });
      for await (const { key, outcome } of ends) {
        if (outcome.kind !== 'notAttempted') outcomes.set(key, outcome);
        if (outcomes.size >= most) break;
      }
      await close();
      return outcomes;
    }
  }

  async function deleteAll(imageKit: ImageKitClient, ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += 100)
      await imageKit.deleteFiles(ids.slice(at, at + 100));
  }

  const fileIds = (all: Awaited<ReturnType<typeof targets>>) =>
    all.flatMap(({ target }) => (target.kind === 'asset' ? [target.asset.fileId] : []));

  /** Whether a rename can give a file this name; the folders are still there, whatever they are called. */
  const isNameable = (file: string) => /^[\p{L}\p{N}._-]+$/u.test(path.basename(file));

  /** What ImageKit says of each file, by its path. */
  async function rawDetails(): Promise<ReadonlyMap<string, Details>> {
    const authorization = `Basic ${Buffer.from(`${sandbox.keys.standard}:`).toString('base64')}`;
    const { library } = await sandboxControl(sandbox.url).state();
    const details = new Map<string, Details>();
    for (const { fileId, filePath } of library) {
      const url = `${sandbox.url}/v1/files/${fileId}/details`;
      const response = await fetch(url, { headers: { authorization } });
      details.set(filePath, (await response.json()) as Details);
    }
    return details;
  }

  test('brings back what README says, row by row', async () => {
    const imageKit = client();
    const [before, detailsBefore] = [await held(imageKit), await rawDetails()];
    const { folder, all, kept } = await backUp(imageKit);
    const backedUp = all.filter(({ key }) => !kept.has(key));
    await deleteAll(imageKit, fileIds(backedUp));
    assert.equal((await targets(imageKit)).length, kept.size);

    const outcomes = await restore(imageKit, folder);
    assert.equal(outcomes.size, backedUp.length);
    const [after, detailsAfter] = [await held(imageKit), await rawDetails()];
    const files = backedUp.map(({ key, target }) => {
      assert.ok(target.kind === 'asset');
      const from = target.asset.filePath;
      const outcome = outcomes.get(key);
      const isElsewhere = outcome?.kind === 'elsewhere';
      assert.equal(outcome?.kind, isNameable(from) ? 'restored' : 'elsewhere', from);
      const to = isElsewhere ? outcome.path : from;
      const [saidBefore = '', ...bytesBefore] = before.get(from) ?? [];
      const [saidAfter = '', ...bytesAfter] = after.get(to) ?? [];
      const [was, is] = [detailsBefore.get(from), detailsAfter.get(to)];
      assert.ok(was && is, from);
      return { from, to, saidBefore, saidAfter, bytesBefore, bytesAfter, was, is };
    });
    const some = <T>(items: readonly T[], what: string): readonly T[] => {
      assert.ok(items.length > 0, `the library has ${what}`);
      return items;
    };
    const shown: Readonly<Record<string, () => void>> = {
      'its bytes, and those of its older versions': () => {
        some(
          files.filter(({ bytesBefore }) => bytesBefore.length > 1),
          'older versions',
        );
        for (const { from, bytesBefore, bytesAfter } of files) {
          assert.deepEqual(bytesAfter, bytesBefore, from);
        }
      },
      path: () => {
        for (const { from, to } of some(
          files.filter(({ from }) => isNameable(from)),
          'names',
        )) {
          assert.equal(to, from);
        }
      },
      'tags, custom coordinates, description, private or not': () => {
        some(
          files.filter(({ was }) => was.tags !== null),
          'tags',
        );
        some(
          files.filter(({ was }) => was.isPrivateFile),
          'private files',
        );
        for (const { from, saidBefore, saidAfter } of files) {
          assert.equal(saidAfter, saidBefore, from);
        }
      },
      'custom metadata': () => {
        const has = ({ was }: (typeof files)[number]) =>
          Object.keys(was.customMetadata ?? {}).length > 0;
        for (const { was, is } of some(files.filter(has), 'custom metadata')) {
          assert.deepEqual(is.customMetadata, was.customMetadata);
        }
      },
      'a name or folder with characters': () => {
        const odd = files.filter(({ from }) => !isNameable(from));
        for (const { from, to } of some(odd, 'such names')) assert.notEqual(to, from);
      },
      'file ID, version IDs, dates': () => {
        for (const { was, is } of files) {
          assert.notEqual(is.fileId, was.fileId);
          assert.notEqual(is.versionInfo.id, was.versionInfo.id);
          assert.notEqual(is.createdAt, was.createdAt);
        }
      },
      'AI tags': () => {
        for (const { is } of some(
          files.filter(({ was }) => was.AITags),
          'AI tags',
        )) {
          assert.equal(is.AITags, null);
        }
      },
      'an unpublished or empty file': () => {
        for (const why of some([...kept.values()], 'unpublished files')) {
          assert.equal(why.kind, 'unpublished');
        }
      },
    };
    const readme = readFileSync(path.join(__dirname, '../../README.md'), 'utf8');
    const [, section = ''] = /\n## What comes back\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const rows = [...section.matchAll(/^\| (?!of a file|-)(.*?) +\|/gm)].map(([, row = '']) => row);
    const beginnings = Object.keys(shown);
    assert.equal(rows.length, beginnings.length, rows.join('\n'));
    for (const [at, beginning] of beginnings.entries()) {
      assert.ok(rows[at]?.startsWith(beginning), `${String(rows[at])} is not ${beginning}`);
      shown[beginning]?.();
    }
  });

  test('goes on where it stopped, and puts no version up twice', async () => {
    const imageKit = client();
    const before = await held(imageKit);
    const { folder, all, kept } = await backUp(imageKit);
    const backedUp = all.filter(({ key }) => !kept.has(key));
    await deleteAll(imageKit, fileIds(backedUp));
    const outcomes = await restore(imageKit, folder, 20);
    assert.equal(outcomes.size, backedUp.length);
    const after = await held(imageKit);
    const versions = (library: Held) =>
      [...library.values()].reduce((sum, [, ...sizes]) => sum + sizes.length, 0);
    assert.equal(versions(after), versions(before));
  });

  test('writes no signature and no key to the disk', async () => {
    const imageKit = client();
    const { folder } = await backUp(imageKit);
    const texts = [
      'manifest.ndjson',
      ...readdirSync(path.join(folder, 'files')).map((name) => `files/${name}`),
    ];
    for (const name of texts) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      assert.doesNotMatch(text, /ik-s|ik-t|private_sandbox/, name);
    }
  });
});
