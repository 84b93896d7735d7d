// One part of a backup, or all of it, in a process of its own.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ImageKitClient } from '../../src/api/client';
import { systemClock } from '../../src/api/limits';
import type { Asset } from '../../src/api/asset';
import { pages } from '../../src/api/pages';
import { confirmPlan, makePlan, type ConfirmedPlan } from '../../src/core/plan/plan';
import { execute } from '../../src/core/run/execute';
import { JournalFolder } from '../../src/io/journal/journalFolder';
import { beginBackup, type RunBackup } from '../../src/vscode/recovery/backups';

/** What to do, and where. */
export interface BackupTask {
  /**
   * `plain`: parallel downloads that neither hash nor sync. `backup`, `delete`, `both`: our own.
   * `hashing`: reads and hashes what a backup has stored.
   */
  readonly contender: 'plain' | 'backup' | 'delete' | 'both' | 'hashing';
  readonly apiHost: string;
  readonly urlEndpoint: string;
  readonly privateKey: string;
  readonly writesPerSecond: number;
  /** An empty folder, or for `hashing` the one with the bytes. */
  readonly folder: string;
}

/** What it took, by the process's own account, from the list of files on. */
export interface BackupTaken {
  readonly files: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMB: number;
}

/** As the extension's own settings have them. */
const concurrency = 4;
/** Bulk calls so small that deleting takes about as long as downloading. */
const batchSize = 10;

const signal = new AbortController().signal;

async function assetsOf(client: ImageKitClient): Promise<readonly Asset[]> {
  const assets: Asset[] = [];
  for await (const page of pages(client, { type: 'file' })) {
    for (const item of page) if (item.type === 'file') assets.push(item);
  }
  return assets;
}

function planOf(assets: readonly Asset[]): ConfirmedPlan {
  const plan = makePlan({
    id: 'bench',
    accountId: 'bench',
    createdAt: new Date().toISOString(),
    targets: assets.map((asset) => ({
      target: { kind: 'asset', asset, olderVersions: 0 },
      source: undefined,
      references: [],
    })),
    unresolved: [],
    guard: () => undefined,
  });
  return confirmPlan(plan, new Set(plan.targets.map(({ key }) => key)));
}

/** What anybody would write who wants the bytes and nothing else. */
async function plain(assets: readonly Asset[], { folder }: BackupTask): Promise<number> {
  const waiting = [...assets.entries()];
  let done = 0;
  const next = async (): Promise<void> => {
    for (let each = waiting.shift(); each; each = waiting.shift()) {
      const [at, { url }] = each;
      const answer = await fetch(`${url}${url.includes('?') ? '&' : '?'}tr=orig-true`);
      if (answer.status !== 200 || !answer.body) throw new Error(`${url}: ${answer.status}`);
      await pipeline(answer.body, createWriteStream(path.join(folder, String(at))));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, next));
  return done;
}

function begin(plan: ConfirmedPlan, client: ImageKitClient, task: BackupTask): Promise<RunBackup> {
  const { folder, urlEndpoint } = task;
  return beginBackup({
    ...{ runId: 'bench', plan, concurrency, signal, client: client.recovery },
    decision: { kind: 'required', withVersions: true, folder },
    account: { id: 'bench', name: 'bench', kind: 'sandbox', urlEndpoints: [urlEndpoint] },
    onProgress: () => undefined,
  });
}

async function backUp(plan: ConfirmedPlan, client: ImageKitClient, task: BackupTask) {
  const backup = await begin(plan, client, task);
  const missing = await backup.gate.ensure(plan.targets);
  await backup.end();
  return plan.targets.length - missing.size;
}

async function remove(
  plan: ConfirmedPlan,
  client: ImageKitClient,
  { folder }: BackupTask,
  backup: RunBackup | undefined,
): Promise<number> {
  const journal = await new JournalFolder(path.join(folder, 'runs')).create(plan, {
    id: 'bench',
    name: 'bench',
  });
  let deleted = 0;
  for await (const outcomes of execute(plan, {
    ...{ client, journal, signal, clock: systemClock, batchSize, lookUps: 4 },
    ...{ writesAtATime: 2, timeoutMs: 30_000, silenceMs: 31_000 },
    ...(backup && { gate: backup.gate }),
  })) {
    deleted += outcomes.filter(({ outcome }) => outcome.kind === 'deleted').length;
  }
  await backup?.end();
  await journal.end();
  return deleted;
}

async function hashing({ folder }: BackupTask): Promise<number> {
  const names = await readdir(folder);
  for (const name of names) {
    const hash = createHash('sha256');
    const bytes = createReadStream(path.join(folder, name), { highWaterMark: 1024 * 1024 });
    for await (const chunk of bytes) hash.update(chunk as Buffer);
    hash.digest('hex');
  }
  return names.length;
}

async function main(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '') as BackupTask;
  const { contender } = task;
  const client = new ImageKitClient(task);
  const assets = contender === 'hashing' ? [] : await assetsOf(client);
  const plan = planOf(assets);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const work = async (): Promise<number> => {
    switch (contender) {
      case 'plain':
        return plain(assets, task);
      case 'backup':
        return backUp(plan, client, task);
      case 'delete':
        return remove(plan, client, task, undefined);
      case 'both':
        return remove(plan, client, task, await begin(plan, client, task));
      case 'hashing':
        return hashing(task);
    }
  };
  const files = await work();
  const { user, system } = process.cpuUsage(cpu);
  const taken: BackupTaken = {
    files,
    wallSeconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMB: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(taken));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
