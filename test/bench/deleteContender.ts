// One way to delete everything that an account has, in a process of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ImageKit from '@imagekit/nodejs';
import { ImageKitClient } from '../../src/api/client';
import { systemClock } from '../../src/api/limits';
import type { Asset } from '../../src/api/asset';
import { pages } from '../../src/api/pages';
import { execute } from '../../src/core/run/execute';
import { confirmPlan, makePlan } from '../../src/core/plan/plan';
import { JournalFolder } from '../../src/io/journal/journalFolder';
import { takeRunLock } from '../../src/io/journal/runLock';

/** What to do, and where. */
export interface Task {
  readonly contender: 'ours' | 'sdkBulk' | 'sdkOneByOne';
  readonly apiHost: string;
  readonly privateKey: string;
  readonly writesPerSecond: number;
}

/** What it took, by the process's own account. */
export interface Taken {
  readonly deleted: number;
  /** From the confirmed list to the last answer. */
  readonly wallSeconds: number;
  /** Of the whole process, its start and the listing included. */
  readonly cpuSeconds: number;
  readonly peakMB: number;
}

/** Ids that a bulk call takes. */
const batchSize = 100;
/** Requests in flight, as in the extension. */
const writesAtATime = 2;

/** Our own way: plan, lock and record on the disk included. */
async function ours(task: Task): Promise<Pick<Taken, 'deleted' | 'wallSeconds'>> {
  const client = new ImageKitClient(task);
  const assets: Asset[] = [];
  for await (const page of pages(client, { type: 'file' })) {
    for (const item of page) if (item.type === 'file') assets.push(item);
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-delete-'));
  try {
    const start = performance.now();
    const plan = makePlan({
      id: 'bench',
      accountId: 'bench',
      createdAt: new Date().toISOString(),
      targets: assets.map((asset) => ({
        target: { kind: 'asset', asset, olderVersions: undefined },
        source: undefined,
        references: [],
      })),
      unresolved: [],
      guard: () => undefined,
    });
    const confirmed = confirmPlan(plan, new Set(plan.targets.map(({ key }) => key)));
    const attempt = await takeRunLock(folder, 'bench');
    if (attempt.kind === 'busy') throw new Error('Somebody else holds a lock in a new folder.');
    const journal = await new JournalFolder(folder).create(confirmed, {
      id: 'bench',
      name: 'bench',
    });
    const signal = new AbortController().signal;
    let deleted = 0;
    for await (const outcomes of execute(confirmed, {
      client,
      journal,
      signal,
      clock: systemClock,
      batchSize,
      writesAtATime,
      lookUps: 4,
      timeoutMs: 30_000,
      silenceMs: 31_000,
    })) {
      deleted += outcomes.filter(({ outcome }) => outcome.kind === 'deleted').length;
    }
    await journal.end();
    await attempt.lock.release();
    return { deleted, wallSeconds: (performance.now() - start) / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The official SDK in a loop, one call after the other, kept to the rate by the loop. */
async function sdk(
  task: Task,
  idsAtATime: number,
): Promise<Pick<Taken, 'deleted' | 'wallSeconds'>> {
  const client = new ImageKit({ privateKey: task.privateKey, baseURL: task.apiHost });
  const ids: string[] = [];
  let found: number;
  do {
    const page = await client.assets.list({ type: 'file', limit: 1000, skip: ids.length });
    for (const item of page) {
      if ('fileId' in item) ids.push(item.fileId);
    }
    found = page.length;
  } while (found === 1000);
  const start = performance.now();
  let deleted = 0;
  for (let at = 0; at < ids.length; at += idsAtATime) {
    const due = start + (at / idsAtATime) * (1000 / task.writesPerSecond);
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const fileIds = ids.slice(at, at + idsAtATime);
    const [only] = fileIds;
    if (only !== undefined && fileIds.length === 1) {
      await client.files.delete(only);
      deleted += 1;
    } else {
      const answer = await client.files.bulk.delete({ fileIds });
      deleted += answer.successfullyDeletedFileIds?.length ?? 0;
    }
  }
  return { deleted, wallSeconds: (performance.now() - start) / 1000 };
}

async function main(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '') as Task;
  const done = await (task.contender === 'ours'
    ? ours(task)
    : sdk(task, task.contender === 'sdkBulk' ? batchSize : 1));
  const { user, system } = process.cpuUsage();
  const taken: Taken = {
    ...done,
    cpuSeconds: (user + system) / 1e6,
    peakMB: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(taken));
}

void main();
