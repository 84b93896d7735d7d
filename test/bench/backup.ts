// What a backup costs: against plain downloads, beside a deletion, and in CPU time and memory. The
// delivery is limited for the first two, and the contenders take turns in one run, each in a process of
// its own and with a library of its own.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { SeedFile } from '../../src/sandbox/seed';
import { startSandbox } from '../../src/sandbox/server';
import { bundleScript } from '../support/bundleScript';
import { sandboxControl } from '../support/sandboxControl';
import type { BackupTaken, BackupTask } from './backupContender';

const MB = 1024 * 1024;
/** The client's own default. */
const writesPerSecond = 4;

/** So many files of one size, no two of them alike. */
function library(files: number, size: number): readonly SeedFile[] {
  const pool = Buffer.alloc(size + files);
  for (let at = 0; at < pool.length; at++) pool[at] = (at * 2_654_435_761) >>> 13;
  return Array.from({ length: files }, (_, at) => ({
    ...{ path: `/bench/${at}.jpg`, mime: 'image/jpeg', tags: [] },
    versions: [{ ageDays: 1, size, bytes: () => pool.subarray(at, at + size) }],
  }));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      files: { type: 'string', default: '2000' },
      megabytes: { type: 'string', default: '1024' },
      deliveryMB: { type: 'string', default: '40' },
    },
  });
  const files = Number(values.files);
  const size = Math.floor((Number(values.megabytes) * MB) / files);
  const limited = Number(values.deliveryMB) * MB;
  const script = await bundleScript('test/bench/backupContender.ts', []);
  const sandbox = await startSandbox({ files: library(files, size) });
  const control = sandboxControl(sandbox.url);
  const parent = await mkdtemp(path.join(tmpdir(), 'bench-backup-'));

  /** Has one contender do its part; `then` looks at what it left before that is removed. */
  async function measure(
    contender: BackupTask['contender'],
    deliveryBytesPerSecond: number,
    then: (folder: string) => Promise<void> = () => Promise.resolve(),
    of?: string,
  ): Promise<BackupTaken> {
    await control.reset();
    const bucket = [{ limit: writesPerSecond + 1, intervalMs: 1000 }];
    await control.turn({
      deliveryBytesPerSecond,
      limits: { list: [], read: [], write: bucket, bulk: bucket },
    });
    const folder = of ?? (await mkdtemp(path.join(parent, `${contender}-`)));
    const { url: apiHost, urlEndpoint, keys } = sandbox;
    const task: BackupTask = {
      ...{ contender, apiHost, urlEndpoint, privateKey: keys.standard, writesPerSecond, folder },
    };
    const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(task)]);
    const taken = JSON.parse(stdout) as BackupTaken;
    if (taken.files !== files) throw new Error(`${contender}: ${taken.files} of ${files} files.`);
    if (!values.json) console.log(contender, deliveryBytesPerSecond, taken);
    await then(folder);
    if (of === undefined) await rm(folder, { recursive: true, force: true });
    return taken;
  }

  try {
    const plain = await measure('plain', limited);
    const backup = await measure('backup', limited);
    const remove = await measure('delete', limited);
    const both = await measure('both', limited);
    let hashing: BackupTaken | undefined;
    const unlimited = await measure('backup', 0, async (folder) => {
      const [name = ''] = await readdir(folder);
      hashing = await measure('hashing', 0, undefined, path.join(folder, name, 'bytes'));
    });
    if (!hashing) throw new Error('nothing was hashed');
    const longer = Math.max(backup.wallSeconds, remove.wallSeconds);
    const figures = {
      ...{ files, megabytes: (files * size) / MB },
      ratioToPlain: rounded(backup.wallSeconds / plain.wallSeconds),
      ratioToLonger: rounded(both.wallSeconds / longer),
      cpuRatioToHashing: rounded(unlimited.cpuSeconds / hashing.cpuSeconds),
      peakMB: rounded(Math.max(backup.peakMB, both.peakMB, unlimited.peakMB)),
      seconds: {
        plain: rounded(plain.wallSeconds),
        backup: rounded(backup.wallSeconds),
        delete: rounded(remove.wallSeconds),
        both: rounded(both.wallSeconds),
        unlimited: rounded(unlimited.wallSeconds),
      },
      cpuSeconds: {
        plain: rounded(plain.cpuSeconds),
        backup: rounded(unlimited.cpuSeconds),
        hashing: rounded(hashing.cpuSeconds),
      },
    };
    console.log(values.json ? JSON.stringify(figures) : figures);
  } finally {
    await rm(parent, { recursive: true, force: true });
    await sandbox.close();
  }
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
