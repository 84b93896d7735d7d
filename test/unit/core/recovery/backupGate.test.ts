import assert from 'node:assert/strict';
import { ApiError, type ApiFailure } from '../../../../src/api/errors';
import type { AssetRecord, VersionRecord } from '../../../../src/api/recovery/assetRecord';
import {
  BytesRefused,
  type BackedUpFile,
  type BackupGap,
  type IncomingFile,
} from '../../../../src/core/recovery/backup';
import {
  BackupGate,
  type BackupOptions,
  type Original,
} from '../../../../src/core/recovery/backupGate';
import type { PlannedTarget } from '../../../../src/core/target';
import { planned } from '../../../support/deletion/targets';

const endpoint = 'https://ik.imagekit.io/acme';
const account = { id: 'a', name: 'acme', kind: 'development', urlEndpoints: [endpoint] } as const;

function record(name: string, more: Partial<AssetRecord> = {}): AssetRecord {
  return {
    type: 'file',
    fileId: `id-${name}`,
    versionId: `v2-${name}`,
    versionName: 'Version 2',
    name,
    filePath: `/${name}`,
    url: `${endpoint}/${name}?updatedAt=1`,
    thumbnail: undefined,
    size: 3,
    mime: 'image/jpeg',
    fileType: 'image',
    width: 1,
    height: 1,
    tags: ['t'],
    isPrivate: false,
    isPublished: true,
    createdAt: '2026-01-02T00:00:00.000Z',
    updatedAt: '2026-01-02T00:00:00.000Z',
    customMetadata: { price: 1 },
    customCoordinates: '1,2,3,4',
    description: 'd',
    ...more,
  };
}

function older(name: string, number: number, more: Partial<VersionRecord> = {}): VersionRecord {
  return {
    ...record(name),
    type: 'file-version',
    versionId: `v${number}-${name}`,
    versionName: `Version ${number}`,
    url: `${endpoint}/${name}?ik-obj-version=${number}`,
    createdAt: `2026-01-01T00:00:0${number}.000Z`,
    ...more,
  };
}

function file(name: string, olderVersions: number | undefined = 0): PlannedTarget {
  return planned({ kind: 'asset', asset: record(name), olderVersions });
}

/** A library whose CDN delivers three bytes of everything, and a store that keeps it. */
class World {
  readonly files = new Map<string, AssetRecord>();
  readonly versions = new Map<string, readonly VersionRecord[]>();
  readonly opened: string[] = [];
  readonly stored = new Map<string, BackedUpFile>();
  readonly gaps: BackupGap[] = [];
  readonly searches: number[] = [];
  /** Answers by the URL's path; 200 with `abc` otherwise. */
  readonly answers = new Map<string, () => Original>();
  free = Infinity;
  disk: () => void = () => undefined;

  constructor(...records: readonly AssetRecord[]) {
    for (const each of records) this.files.set(each.fileId, each);
  }

  gate(targets: readonly PlannedTarget[], more: Partial<BackupOptions> = {}): BackupGate {
    return new BackupGate(targets, {
      client: {
        records: (ids) => {
          this.searches.push(ids.length);
          return Promise.resolve(ids.flatMap((id) => this.files.get(id) ?? []));
        },
        versionRecords: (fileId) => Promise.resolve(this.versions.get(fileId) ?? []),
        openOriginal: (url, signedFor) => {
          this.opened.push(signedFor === undefined ? url : `signed ${url}`);
          const answer = this.answers.get(new URL(url).pathname);
          return Promise.resolve(answer ? answer() : delivered('abc'));
        },
      },
      store: {
        add: (incoming) => this.#add(incoming),
        skip: (gap) => {
          this.gaps.push(gap);
          return Promise.resolve();
        },
      },
      account,
      withVersions: false,
      freeBytes: () => Promise.resolve(this.free),
      concurrency: 2,
      signal: new AbortController().signal,
      pause: () => Promise.resolve(),
      ...more,
    });
  }

  async #add({ key, versions, ...rest }: IncomingFile): Promise<BackedUpFile> {
    const kept = [];
    for await (const { chunks, ...version } of versions) {
      let received = 0;
      for await (const chunk of chunks) received += chunk.length;
      this.disk();
      const { size } = version;
      if (received !== size)
        throw new BytesRefused({ kind: 'wrongLength', expected: size, received });
      kept.push({ ...version, sha256: '', bytes: '' });
    }
    const stored = { ...rest, versions: kept };
    this.stored.set(key, stored);
    return stored;
  }
}

function delivered(text: string, status = 200): Original {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(text));
  }
  return { status, reason: 'why', bytes: bytes(), close: () => undefined };
}

async function whyNot(world: World, one: PlannedTarget, more: Partial<BackupOptions> = {}) {
  const gate = world.gate([one], more);
  const why = (await gate.ensure([one])).get(one.key);
  assert.equal(await gate.finish(), why ? 'incomplete' : 'complete');
  assert.equal(world.stored.has(one.key), why === undefined);
  assert.deepEqual(
    world.gaps.map((gap) => gap.why),
    why ? [why] : [],
  );
  return why;
}

suite('the gate of a deletion with a backup', () => {
  test('lets through what is stored, with what the library says of it now', async () => {
    const world = new World(record('a.jpg'));
    assert.equal(await whyNot(world, file('a.jpg')), undefined);
    assert.deepEqual(world.opened, [`${endpoint}/a.jpg?updatedAt=1&tr=orig-true`]);
    const stored = world.stored.get('asset:id-a.jpg');
    assert.deepEqual(stored?.customMetadata, { price: 1 });
    assert.equal(stored.versionsLeftOut, 0);
  });

  test('signs the address of a private file, and stores the unsigned one', async () => {
    const world = new World(record('a.jpg', { isPrivate: true }));
    assert.equal(await whyNot(world, file('a.jpg')), undefined);
    assert.deepEqual(world.opened, [`signed ${endpoint}/a.jpg?updatedAt=1&tr=orig-true`]);
    const [version] = world.stored.get('asset:id-a.jpg')?.versions ?? [];
    assert.equal(version?.url, `${endpoint}/a.jpg?updatedAt=1`);
  });

  const refusals: readonly (readonly [string, Partial<AssetRecord>, string])[] = [
    ['an unpublished file', { isPublished: false }, 'unpublished'],
    ['an empty file', { size: 0 }, 'changed'],
    ['a file of another size than agreed', { size: 4 }, 'changed'],
    ['a file with a new version', { versionId: 'v3' }, 'changed'],
    [
      'a file delivered from elsewhere',
      { url: 'https://elsewhere.example/a.jpg' },
      'foreignAddress',
    ],
  ];
  for (const [what, more, kind] of refusals) {
    test(`keeps ${what}`, async () => {
      assert.equal((await whyNot(new World(record('a.jpg', more)), file('a.jpg')))?.kind, kind);
    });
  }

  for (const [size, kind] of [
    [0, 'empty'],
    [undefined, 'unknownSize'],
  ] as const) {
    test(`keeps a file of ${size ?? 'an unknown number of'} bytes`, async () => {
      const one = file('a.jpg');
      assert.ok(one.target.kind === 'asset');
      const sized = { ...one, target: { ...one.target, asset: { ...one.target.asset, size } } };
      assert.equal((await whyNot(new World(record('a.jpg', { size })), sized))?.kind, kind);
    });
  }

  test('keeps what the library does not show', async () => {
    assert.equal((await whyNot(new World(), file('a.jpg')))?.kind, 'notFound');
  });

  test('keeps what is not the file: an error page, a short or a long answer', async () => {
    for (const [answer, kind] of [
      [() => delivered('<html>', 404), 'notDelivered'],
      [() => delivered('ab'), 'wrongLength'],
      [() => delivered('abcd'), 'wrongLength'],
    ] as const) {
      const world = new World(record('a.jpg'));
      world.answers.set('/acme/a.jpg', answer);
      assert.equal((await whyNot(world, file('a.jpg')))?.kind, kind);
    }
  });

  test('tries a busy CDN and a torn answer again, and gives up after three times', async () => {
    const world = new World(record('a.jpg'));
    const answers = [delivered('', 503), delivered('ab'), delivered('abc')];
    world.answers.set('/acme/a.jpg', () => answers.shift() ?? delivered('', 503));
    assert.equal(await whyNot(world, file('a.jpg')), undefined);
    assert.equal((await whyNotAgain(world))?.kind, 'notDelivered');
    assert.equal(world.opened.length, 6);
  });

  async function whyNotAgain(world: World) {
    world.stored.clear();
    world.gaps.length = 0;
    return whyNot(world, file('a.jpg'));
  }

  test('keeps a file when the network fails, with what it said', async () => {
    const failure: ApiFailure = {
      kind: 'unreachable',
      message: 'reset',
      status: undefined,
      requestId: undefined,
      mayHaveActed: 'no',
    };
    const world = new World(record('a.jpg'));
    world.answers.set('/acme/a.jpg', () => {
      throw new ApiError(failure, 'GET');
    });
    const why = await whyNot(world, file('a.jpg'));
    assert.ok(why?.kind === 'unreachable' && why.reason.includes('reset'));
  });

  test('tries no further file after the disk refused one', async () => {
    const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'];
    const world = new World(...names.map((name) => record(name)));
    world.disk = () => {
      throw new BytesRefused({ kind: 'disk', reason: 'ENOSPC' });
    };
    const targets = names.map((name) => file(name));
    const missing = await world.gate(targets, { concurrency: 1 }).ensure(targets);
    assert.deepEqual(
      [...missing.values()].map(({ kind }) => kind),
      ['disk', 'disk', 'disk', 'disk'],
    );
    assert.equal(world.opened.length, 1);
  });

  test('asks for the room on the disk before each file', async () => {
    const world = new World(record('a.jpg'));
    world.free = 2;
    assert.deepEqual(await whyNot(world, file('a.jpg')), {
      kind: 'diskFull',
      neededBytes: 3,
      freeBytes: 2,
    });
    assert.deepEqual(world.opened, []);
  });

  test('stores versions oldest first and the current one last, when asked to', async () => {
    const world = new World(record('a.jpg'));
    world.versions.set('id-a.jpg', [older('a.jpg', 2), older('a.jpg', 3), older('a.jpg', 1)]);
    assert.equal(await whyNot(world, file('a.jpg', 2), { withVersions: true }), undefined);
    const stored = world.stored.get('asset:id-a.jpg');
    const ids = stored?.versions.map(({ versionId }) => versionId);
    assert.deepEqual(ids, ['v1-a.jpg', 'v3-a.jpg', 'v2-a.jpg']);
  });

  test('says how many versions it leaves out', async () => {
    const world = new World(record('a.jpg'));
    assert.equal(await whyNot(world, file('a.jpg', 2)), undefined);
    assert.equal(world.stored.get('asset:id-a.jpg')?.versionsLeftOut, 2);
  });

  test('keeps the file when one of its versions can’t be had or told apart', async () => {
    const lists: readonly (readonly [readonly VersionRecord[], string])[] = [
      [[older('a.jpg', 2), older('a.jpg', 1, { isPublished: false })], 'unpublished'],
      [[older('a.jpg', 2), older('a.jpg', 1), older('a.jpg', 1)], 'versionsUnknown'],
      [[older('a.jpg', 1)], 'versionsUnknown'],
    ];
    for (const [list, kind] of lists) {
      const world = new World(record('a.jpg'));
      world.versions.set('id-a.jpg', list);
      const why = await whyNot(world, file('a.jpg', 1), { withVersions: true });
      assert.equal(why?.kind, kind);
    }
  });

  test('stores the one version that is to be deleted', async () => {
    const world = new World(record('a.jpg'));
    world.versions.set('id-a.jpg', [older('a.jpg', 2), older('a.jpg', 1)]);
    const one = planned({ kind: 'version', version: older('a.jpg', 1) });
    assert.equal(await whyNot(world, one), undefined);
    assert.deepEqual(world.opened, [`${endpoint}/a.jpg?ik-obj-version=1&tr=orig-true`]);
  });

  test('lets nothing through that it was not made for, and folders always', async () => {
    const world = new World(record('a.jpg'), record('b.jpg'));
    const [a, b] = [file('a.jpg'), file('b.jpg')];
    const folder = planned({ kind: 'folder', folderPath: '/x' });
    assert.deepEqual([...(await world.gate([a]).ensure([a, b, folder])).keys()], [b.key]);
  });

  test('keeps all that is left when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const world = new World(record('a.jpg'));
    assert.equal((await whyNot(world, file('a.jpg'), { signal: stop.signal }))?.kind, 'cancelled');
    assert.deepEqual(world.opened, []);
  });

  test('fetches nothing again that an earlier backup has verified', async () => {
    const world = new World(record('a.jpg'));
    const one = file('a.jpg');
    const gate = world.gate([one], { done: new Set([one.key]) });
    assert.equal((await gate.ensure([one])).size, 0);
    assert.deepEqual(world.opened, []);
  });

  test('asks for 50 records at a time', async () => {
    const names = Array.from({ length: 120 }, (_, at) => `f${at}.jpg`);
    const world = new World(...names.map((name) => record(name)));
    assert.equal(await world.gate(names.map((name) => file(name))).finish(), 'complete');
    assert.deepEqual(world.searches, [50, 50, 20]);
  });

  test('takes the bytes of an unpublished file from an earlier backup, or from nowhere', async () => {
    const hidden = record('a', { isPublished: false });
    const world = new World(hidden);
    const one = planned({ kind: 'asset', asset: hidden, olderVersions: 0 });
    assert.deepEqual(await whyNot(world, one), { kind: 'unpublished' });
    const none: BackupOptions['earlier'] = () => Promise.resolve(undefined);
    const other = new World(hidden);
    assert.deepEqual(await whyNot(other, one, { earlier: none }), { kind: 'unpublished' });
    const asked: string[] = [];
    const earlier: BackupOptions['earlier'] = async (fileId, versions) => {
      asked.push(fileId, ...versions.map(({ versionId, size }) => `${versionId} ${size}`));
      const { bytes } = delivered('abc');
      await Promise.resolve();
      return (async function* () {
        for (const version of versions) yield await Promise.resolve({ ...version, chunks: bytes });
      })();
    };
    const third = new World(hidden);
    assert.equal(await whyNot(third, one, { earlier }), undefined);
    assert.deepEqual(asked, ['id-a', 'v2-a 3']);
    assert.deepEqual(third.opened, [], 'nothing is fetched');
  });
});
